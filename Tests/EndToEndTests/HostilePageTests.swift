import Foundation
import Testing

@Suite("A hostile page, read by the program", .timeLimit(.minutes(30)), .onlyOverFiles("no store is in it"))
struct HostilePageTests {
  /// Far above the 60 MiB that the worst of these pages takes, far below what would hurt a machine.
  private static let residentMiBMax = 1024

  private static let paragraph =
    "<p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, they said.</p>"
  private static let article = "<article>" + String(repeating: paragraph, count: 4) + "</article>"

  @Test(
    "gives its article in bounded time and memory",
    arguments: ["large", "nested", "attributes", "nulls"]
  )
  func bounded(kind: String) throws {
    let binary = try Binary()
    let path = binary.file("\(kind).html")
    try Data(Self.page(kind)).write(to: URL(fileURLWithPath: path))
    let run = try binary.run(["extract", path])
    #expect(run.status == 0)
    #expect(run.output.contains("The ferry between the two islands was halted on Friday"))
    var usage = rusage()
    #expect(getrusage(RUSAGE_CHILDREN.rawValue, &usage) == 0)
    #expect(Int(usage.ru_maxrss) >> 10 < Self.residentMiBMax)
  }

  private static func page(_ kind: String) -> [UInt8] {
    switch kind {
    // 20 MB, and no end tag.
    case "large": Array((String(repeating: "<b><i>", count: 3_500_000) + article).utf8)
    case "nested": Array((String(repeating: "<div>", count: 100_000) + article).utf8)
    case "attributes":
      Array(("<p" + (0..<1_000_000).map { " a\($0)=1" }.joined() + ">x</p>" + article).utf8)
    default: article.utf8.flatMap { [$0, 0] as [UInt8] }
    }
  }
}
