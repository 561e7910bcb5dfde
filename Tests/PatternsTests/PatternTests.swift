import Patterns
import Testing

@Suite("Patterns")
struct PatternTests {
  @Test(
    "are found where they match first, as Perl reads them",
    arguments: [
      (#"expel\w*"#, "Russia expelled eight", "expelled"), (#"\beight\b"#, "weight of eight", "eight"),
      (#"(?i)NATO"#, "the nato mission", "nato"),
      (#"\d{2,} (dead|killed)"#, "at least 17 killed", "17 killed"),
      (#"Росси\w+"#, "в России вечером", "России"), (#"警報."#, "警報が出た", "警報が"), ("^$", "x", nil),
      (#"(?<=mission )to"#, "the mission to NATO", "to"),
    ] as [(String, String, String?)]
  )
  func found(source: String, text: String, expected: String?) throws {
    let pattern = try Pattern(source)
    guard case .found(let range) = pattern.search(text) else {
      return #expect(expected == nil)
    }
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == expected)
  }

  @Test("look at letters of either case where asked to")
  func letterCase() throws {
    #expect(try Pattern("ärger").search("ÄRGER") == .notFound)
    #expect(try Pattern("ärger", isCaseInsensitive: true).search("ÄRGER") == .found(0..<6))
  }

  @Test(
    "that are none are refused, with PCRE2's words and the place",
    arguments: [
      ("(open", 5), ("[a-", 3), ("*", 0), (#"\C"#, 2), ("(?<n>a)(?<n>b)", 12),
      (String(repeating: "(", count: 60) + String(repeating: ")", count: 60), 51),
      (String(repeating: "x", count: 1_001), 1_000),
    ]
  )
  func refused(source: String, offset: Int) throws {
    let error = try #require(throws: PatternError.self) { try Pattern(source) }
    #expect(!error.message.isEmpty)
    #expect(abs(error.offset - offset) <= 1)
  }

  @Test(
    "that would search for ever are given up",
    arguments: [
      "(a+)+$", "(a|aa)+$", "(.*)*x", "(a*)*b", #"^(\w+\s?)*$"#, "(?:a?){40}a{40}", "(x+x+)+y",
      "(?=(a+))a*b\\1",
    ]
  )
  func givenUp(source: String) throws {
    let pattern = try Pattern(source)
    let clock = ContinuousClock()
    let text = String(repeating: "a", count: 40_000) + "!" + String(repeating: "x", count: 40_000)
    let duration = clock.measure { _ = pattern.search(text) }
    #expect(duration < .seconds(3))
  }

  @Test("a long search that ends is not given up")
  func longText() throws {
    let text = String(repeating: "Nothing happened on Monday. ", count: 10_000) + "Russia expelled eight."
    guard case .found = try Pattern(#"\bexpel\w*"#).search(text) else {
      Issue.record("not found")
      return
    }
  }
}
