import Foundation
import Synchronization
import TestSupport

/// The receivers of one run on loopback: the first is dead, the second slow, the others answer at once.
final class Receivers: Sendable {
  /// How long the slow one takes for an answer.
  static let slowSeconds = 0.2

  private let dead = ClosedPort()
  private let slow: LoopbackServer
  private let healthy: [LoopbackServer]
  private let arrivals: Arrivals
  /// How many messages the healthy ones are to get.
  let expected: Int

  init(endpoints: Int, each: Int) {
    let arrivals = Arrivals()
    self.arrivals = arrivals
    slow = LoopbackServer { _ in
      usleep(UInt32(Self.slowSeconds * 1_000_000))
      return [.answer("200 OK")]
    }
    healthy = (2..<endpoints).map { _ in
      LoopbackServer { _ in
        arrivals.times.withLock { $0.append(Date()) }
        return [.answer("200 OK")]
      }
    }
    expected = (endpoints - 2) * each
  }

  /// The address of each.
  var urls: [String] { ["http://127.0.0.1:\(dead.port)/", slow.url()] + healthy.map { $0.url() } }

  /// True when the healthy ones have got all of theirs.
  var isDone: Bool { arrivals.times.withLock { $0.count } >= expected }

  /// Seconds from the start to each arrival at a healthy one.
  func healthyDelays(since start: Date) -> [Double] {
    arrivals.times.withLock { $0.map { $0.timeIntervalSince(start) } }
  }
}

private final class Arrivals: Sendable { let times = Mutex<[Date]>([]) }
