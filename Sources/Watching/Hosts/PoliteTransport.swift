package import Fetching
package import Foundation
internal import Synchronization

/// What is remembered of hosts beyond this process.
package protocol HostMemory: Sendable {
  /// Until when a host asked for rest; nil where it did not.
  func rest(of host: String) -> Date?
  /// A host asks for rest.
  func keepRest(of host: String, until: Date)
}

/// A transport that keeps to the manners of hosts: all who ask of a host through it share its gap, its places and its rest.
package final class PoliteTransport: Transport {
  /// Where time comes from.
  package struct Clock: Sendable {
    /// The time.
    package var now: @Sendable () -> Date
    /// Waits for seconds, or until the task is cancelled.
    package var sleep: @Sendable (Double) async -> Void

    /// The system's clock, or another one.
    package init(
      now: @escaping @Sendable () -> Date = { Date() },
      sleep: @escaping @Sendable (Double) async -> Void = { try? await Task.sleep(for: .seconds($0)) }
    ) {
      self.now = now
      self.sleep = sleep
    }
  }

  /// Who waits for a host's gap waits; who would wait longer than this for its rest is told instead.
  package static let restSecondsWaited = 10.0
  /// How often a request looks whether a place has become free.
  private static let lookSeconds = 0.02
  /// Hosts that are remembered before those that are at peace are forgotten.
  private static let hostsMax = 4_096

  private let transport: any Transport
  private let limits: HostManners.Limits
  private let clock: Clock
  private let hosts = Mutex<[String: HostManners]>([:])
  private let memory = Mutex<(any HostMemory)?>(nil)
  private let askedUntil = Mutex(Date.distantPast)

  /// A transport over another one, which makes the requests.
  package init(_ transport: any Transport, limits: HostManners.Limits, clock: Clock = Clock()) {
    self.transport = transport
    self.limits = limits
    self.clock = clock
  }

  /// Whom hosts are remembered by from now on.
  package func remember(by memory: any HostMemory) { self.memory.withLock { $0 = memory } }

  /// A process before this one may have asked any host up to a moment: none of those that this one does not know yet is asked
  /// sooner after it than the gap allows.
  package func goOn(from moment: Date) { askedUntil.withLock { $0 = moment } }

  /// A process before this one may have asked a host up to a moment: it is asked no sooner after it than the gap allows.
  package func goOn(at host: String, from moment: Date) {
    hosts.withLock { hosts in
      var manners = manners(of: host, in: &hosts)
      manners.goOn(from: moment)
      hosts[host] = manners
    }
  }

  /// A host as manners know it: name and port, since a port is a server of its own.
  package static func host(of url: WebAddress) -> String { "\(url.host):\(url.port)" }

  /// When a request to a host may begin; nil while as many as may are at work.
  package func opening(of host: String, at now: Date) -> Date? {
    hosts.withLock { manners(of: host, in: &$0).opening(at: now, limits) }
  }

  /// The gap that a host asks for in its robots.txt.
  package func keep(delaySeconds: Double, of host: String) {
    hosts.withLock { hosts in
      var manners = manners(of: host, in: &hosts)
      manners.delaySeconds = delaySeconds
      hosts[host] = manners
    }
  }

  /// Waits for the host's turn, then sends the request on the transport beneath.
  ///
  /// - Throws: `FetchError`; `.hostRests` where the host asked for a longer rest than is waited, `.cancelled`
  ///   where the task is cancelled while it waits.
  package func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    let host = Self.host(of: request.url)
    try await takeTurn(at: host)
    let result: Result<HTTPResponse, FetchError>
    do throws(FetchError) {
      result = .success(try await transport.send(request))
    } catch {
      result = .failure(error)
    }
    end(host, result)
    return try result.get()
  }

  private func takeTurn(at host: String) async throws(FetchError) {
    while true {
      if Task.isCancelled { throw .cancelled }
      let now = clock.now()
      let turn = try hosts.withLock { hosts throws(FetchError) -> Double? in
        var manners = manners(of: host, in: &hosts)
        let rest = manners.restsUntil.timeIntervalSince(now)
        if rest > Self.restSecondsWaited { throw .hostRests(host: host, seconds: rest) }
        guard let moment = manners.opening(at: now, limits) else { return nil }
        manners.begin(at: moment)
        hosts[host] = manners
        return moment.timeIntervalSince(now)
      }
      if let wait = turn {
        if wait > 0 { await clock.sleep(wait) }
        guard Task.isCancelled else { return }
        end(host, .failure(.cancelled))
        throw .cancelled
      }
      await clock.sleep(Self.lookSeconds)
    }
  }

  private func end(_ host: String, _ result: Result<HTTPResponse, FetchError>) {
    let now = clock.now()
    let response = try? result.get()
    let wish = response?.headers["retry-after"].flatMap { RetryAfter.seconds($0, now: now) }
    let rest = hosts.withLock { hosts -> Date? in
      var manners = manners(of: host, in: &hosts)
      let before = manners.restsUntil
      manners.end(status: response?.status, retryAfterSeconds: wish, at: now)
      hosts[host] = manners
      if hosts.count > Self.hostsMax { hosts = hosts.filter { !$0.value.isForgettable(at: now, limits) } }
      return manners.restsUntil > before ? manners.restsUntil : nil
    }
    if let rest { memory.withLock { $0 }?.keepRest(of: host, until: rest) }
  }

  private func manners(of host: String, in hosts: inout [String: HostManners]) -> HostManners {
    if let known = hosts[host] { return known }
    return HostManners(
      lastAt: askedUntil.withLock { $0 },
      restsUntil: memory.withLock { $0 }?.rest(of: host) ?? .distantPast
    )
  }
}
