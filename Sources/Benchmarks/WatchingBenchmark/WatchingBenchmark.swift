import Foundation
import VirtualNewsroom

/// A day of 2,000 feeds on 300 hosts, a tenth of them broken in every way, by the real service over a real store, in virtual time;
/// each process lives for an hour: `WatchingBenchmark FOLDER [FEEDS [HOSTS [HOURS]]]`. The store is made in the folder.
@main
struct WatchingBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }
    guard arguments.count >= 2, numbers.count == arguments.count - 2, numbers.count <= 3 else {
      print("WatchingBenchmark FOLDER [FEEDS [HOSTS [HOURS]]]")
      exit(2)
    }
    let (feeds, hosts, hours) = (
      numbers.first ?? 2_000, numbers.dropFirst().first ?? 300, numbers.dropFirst(2).first ?? 24
    )
    let path = arguments[1] + "/day-\(UUID().uuidString.prefix(8)).sqlite"
    let begin = ContinuousClock.now
    let day = try VirtualDay(feeds: feeds, hosts: hosts, brokenShare: 0.1, seed: 20, storeAt: path)
    let account = try await day.run(hours: hours, life: 1, settled: 7.5) { account in
      let seconds = Int((ContinuousClock.now - begin) / .seconds(1))
      print(
        "hour \(account.memory.count): \(account.polls) polls, \(account.requests) requests, \(account.articles) articles, memory \((account.memory.last ?? 0) >> 20) MiB, \(seconds) s"
      )
    }
    print("missed \(account.missed.count) \(account.missed.prefix(3)), doubled \(account.doubled)")
    print("fetched again \(account.fetchedAgain), told again \(account.toldAgain)")
    print("shortest gap of a host \(account.shortestGap) s, at most \(account.mostAtOnce) requests at once")
    if !account.delays.isEmpty {
      print("from publication to the store: median \(Int(account.delays[account.delays.count / 2])) s")
    }
  }
}
