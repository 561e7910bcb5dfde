package import Fetching
package import Foundation
import Logging
import Model
package import Pipeline
import Service
package import Storage
import Synchronization
import Watching

/// The real service of watches over a real store, in virtual time: what is asked for is answered by a transport of the test's own.
package final class VirtualNewsroom: Sendable {
  /// What an analyst was told of a watch.
  package struct News: Sendable {
    package var watch: String
    package var told: WatchTold
  }

  package let time: VirtualTime
  private let path: String
  private let web: any Transport
  private let policy: AddressPolicy
  private let told = Mutex<[News]>([])
  private let opened: Mutex<Store>

  /// A room whose store lies at a path.
  ///
  /// - Throws: `StorageError`.
  package init(
    storeAt path: String,
    web: any Transport,
    time: VirtualTime,
    policy: AddressPolicy = .publicOnly
  ) throws {
    (self.path, self.web, self.time, self.policy) = (path, web, time, policy)
    opened = Mutex(try Store(path: path))
  }

  package var store: Store { opened.withLock { $0 } }

  /// What an analyst was told.
  package var news: [News] { told.withLock { $0 } }

  /// Sites without a robots.txt, which are not asked for one.
  ///
  /// - Throws: `StorageError`.
  package func passRobots(of origins: some Sequence<String>) throws {
    let record = StoredRobots(
      answer: RobotsRecord.Answer.unavailable.rawValue,
      bytes: [],
      reason: "answered 404",
      expiresAt: time.now + RobotsRecord.secondsMax,
      unreachableSince: nil
    )
    for origin in origins { try store.keepRobots(record, ofOrigin: origin) }
  }

  /// Lets a new process work until a moment, at which it is cut off: what it has at work is lost, what it wrote is not.
  ///
  /// - Throws: `StorageError` where the store cannot be opened.
  package func work(until end: Date) async throws {
    let store = try Store(path: path)
    opened.withLock { $0 = store }
    let time = time
    let limits = HostManners.Limits(gapSeconds: 1, requestsAtOnce: 2)
    let transport = PoliteTransport(
      web,
      limits: limits,
      clock: PoliteTransport.Clock(now: { time.now }, sleep: { await time.sleep($0) })
    )
    let policy = policy
    let network = WatchNetwork(
      transport: transport,
      reach: { WatchNetwork.Reach(policy: policy) },
      store: store,
      now: { time.now },
      // What a store that fails brings about is what tests look at.
      forgot: { _ in }
    )
    let analyser = Self.analyser
    let service = WatchService(
      store: store,
      network: network,
      ingest: {
        Ingest(fetcher: network.fetcher, analyser: analyser, policy: policy, certificateFile: nil)
      },
      clock: ServiceClock(
        stamp: { time.now },
        now: { time.now },
        sleep: { await time.sleep($0) }
      ),
      logger: Logger(label: "virtual") { _ in SwiftLogNoOpLogHandler() },
      crew: time
    )
    let listening = Task { [self] in
      for await news in service.news {
        guard case .told(let watch, let what) = news else { continue }
        told.withLock { $0.append(News(watch: watch.name, told: what)) }
      }
    }
    await time.run(until: end) { try? await service.run() }
    await listening.value
  }

  /// Its tables are loaded once.
  private static let analyser = Analyser()
}
