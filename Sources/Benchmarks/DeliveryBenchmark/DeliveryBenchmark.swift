import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Webhooks

// Sends the same messages twice, by Tocsin's outbox (signed, recorded before and after each attempt in an SQLite file)
// and by `curl --parallel`, to the same receivers in one run. One receiver is dead and one is slow. Built only with
// TOCSIN_TOOLS=1:
//
//     DeliveryBenchmark [DELIVERIES] [ENDPOINTS]

@main
enum DeliveryBenchmark {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let (deliveries, endpoints) = (numbers.first ?? 10_000, numbers.dropFirst().first ?? 50)
    let each = deliveries / endpoints
    print("\(each * endpoints) deliveries over \(endpoints) endpoints")
    print("one of them dead, one slow (\(Receivers.slowSeconds) s an answer)")
    let folder = try TemporaryFolder()
    try await report("tocsin", endpoints, each) {
      try OutboxRun(folder: folder, receivers: $0, each: each).run
    }
    try await report("curl --parallel", endpoints, each) {
      try CurlRun(folder: folder, receivers: $0, each: each).run
    }
  }

  /// Prepares a run, times it, and prints what the healthy receivers saw.
  private static func report(
    _ name: String,
    _ endpoints: Int,
    _ each: Int,
    _ prepare: (Receivers) throws -> () async throws -> Void
  ) async throws {
    let receivers = Receivers(endpoints: endpoints, each: each)
    let run = try prepare(receivers)
    let start = Date()
    try await run()
    let whole = Date().timeIntervalSince(start)
    let delays = receivers.healthyDelays(since: start)
    let worst = delays.max() ?? 0
    print("\(name): \(delays.count) of \(receivers.expected) reached the healthy receivers")
    print("  \(Int(Double(delays.count) / worst)) a second, the last after \(decimal(worst)) s")
    print("  the run ended after \(decimal(whole)) s")
  }

  private static func decimal(_ value: Double) -> String { String(format: "%.2f", value) }
}
