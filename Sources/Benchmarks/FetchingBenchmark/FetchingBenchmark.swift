import Fetching
import Foundation
import Model

/// Fetches the addresses of a file, so many at once, and tells how long that took: `FetchingBenchmark URLS 50 [CERTIFICATES]`.
/// `Scripts/fetch-benchmark` holds it against `curl --parallel` in the same run.
@main
struct FetchingBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let atOnce = Int(arguments[2]), atOnce > 0 else {
      print("FetchingBenchmark URLS AT-ONCE [CERTIFICATES]")
      exit(2)
    }
    let lines = try String(contentsOfFile: arguments[1], encoding: .utf8).split(separator: "\n").map(
      String.init
    )
    let policy = AddressPolicy(allowed: [AddressRange("127.0.0.0/8")].compactMap { $0 })
    let requests = try lines.map { line in
      var request = FetchRequest(url: try WebAddress(line))
      request.policy = policy
      request.certificateAuthorityFile = arguments.count > 3 ? arguments[3] : nil
      return request
    }
    let fetcher = Fetcher(transport: CurlTransport())
    let start = ContinuousClock.now
    let (bytes, failures) = await fetch(requests, atOnce: atOnce, fetcher)
    let seconds = start.duration(to: .now) / .seconds(1)
    print("\(requests.count) addresses, \(bytes) bytes, \(failures) failures, \(seconds) s")
  }

  /// On the threads on which the product fetches, and not on the one that the program began on.
  @concurrent
  private static func fetch(
    _ requests: [FetchRequest],
    atOnce: Int,
    _ fetcher: Fetcher
  ) async -> (bytes: Int, failures: Int) {
    await withTaskGroup(of: Int?.self) { group in
      var rest = requests[...]
      for request in rest.prefix(atOnce) { group.addTask { await size(of: request, fetcher) } }
      rest = rest.dropFirst(atOnce)
      var (bytes, failures) = (0, 0)
      while let found = await group.next() {
        if let found { bytes += found } else { failures += 1 }
        if let next = rest.popFirst() { group.addTask { await size(of: next, fetcher) } }
      }
      return (bytes, failures)
    }
  }

  private static func size(of request: FetchRequest, _ fetcher: Fetcher) async -> Int? {
    try? await fetcher.fetch(request).response.body.count
  }
}
