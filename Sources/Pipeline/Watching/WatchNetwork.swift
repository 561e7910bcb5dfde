package import Fetching
package import Foundation
internal import Model
package import Storage
package import Watching

/// What an analyst is told of a watch: once for each.
package enum WatchTold: Sendable, Hashable {
  case trouble(WatchTrouble)
  /// It answers again.
  case recovered
  /// It is asked for at another address from now on.
  case moved(from: String, to: String)
}

/// How watches go out: politely, as robots.txt allows, to where it is allowed to.
package struct WatchNetwork: Sendable {
  /// Asks for pages and feeds; refuses what a robots.txt does.
  package var fetcher: Fetcher
  /// Refuses an address that a robots.txt does.
  package var permit: Fetcher.Permit
  /// Shares gaps, places and rests of hosts among all who ask.
  package var transport: PoliteTransport
  package var policy: AddressPolicy
  package var certificateFile: String?

  /// Ways out over a polite transport.
  ///
  /// - Parameters:
  ///   - transport: shared by all who ask of hosts.
  ///   - userAgent: how Tocsin names itself.
  ///   - policy: which addresses may be asked.
  ///   - certificateFile: certificates to trust instead of the system's; nil for the system's.
  ///   - store: where robots.txt files are remembered.
  ///   - now: the time.
  package init(
    transport: PoliteTransport,
    userAgent: String = Fetcher.standardUserAgent,
    policy: AddressPolicy,
    certificateFile: String?,
    store: Store,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.transport = transport
    self.policy = policy
    self.certificateFile = certificateFile
    let plain = Fetcher(transport: transport, userAgent: userAgent, now: now)
    let gate = RobotsGate(agent: Version.productToken, memory: StoreMemory(store: store, now: now), now: now)
    {
      request throws(FetchError) in
      var request = request
      request.policy = policy
      request.certificateAuthorityFile = certificateFile
      return try await plain.fetch(request)
    }
    permit = { url throws(FetchError) in
      let verdict = await gate.verdict(on: url)
      if let delay = verdict.delaySeconds {
        transport.keep(delaySeconds: delay, of: PoliteTransport.host(of: url))
      }
      guard verdict.isAllowed else {
        throw FetchError.robotsRefused(url: url.text, reason: verdict.reason ?? "robots.txt")
      }
    }
    fetcher = Fetcher(transport: transport, userAgent: userAgent, now: now, permit: permit)
    transport.remember(by: StoreMemory(store: store, now: now))
  }
}

/// What is remembered of hosts, in the store. A store that fails forgets: then hosts are asked as if for the first time.
struct StoreMemory: HostMemory, RobotsMemory {
  let store: Store
  let now: @Sendable () -> Date

  func rest(of host: String) -> Date? { try? store.rest(ofHost: host) }

  func keepRest(of host: String, until moment: Date) {
    guard !store.isReadOnly else { return }
    try? store.keepRest(ofHost: host, until: moment, at: now())
  }

  func robots(of origin: String) -> RobotsRecord? {
    guard let stored = try? store.robots(ofOrigin: origin),
      let answer = RobotsRecord.Answer(rawValue: stored.answer)
    else { return nil }
    return RobotsRecord(
      answer: answer,
      bytes: stored.bytes,
      reason: stored.reason,
      expiresAt: stored.expiresAt,
      unreachableSince: stored.unreachableSince
    )
  }

  func keep(_ record: RobotsRecord, of origin: String) {
    guard !store.isReadOnly else { return }
    let stored = StoredRobots(
      answer: record.answer.rawValue,
      bytes: record.bytes,
      reason: record.reason,
      expiresAt: record.expiresAt,
      unreachableSince: record.unreachableSince
    )
    try? store.keepRobots(stored, ofOrigin: origin)
  }
}

extension Watch {
  /// When it is asked for.
  package var rhythm: PollRhythm {
    PollRhythm(every: every, seed: UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15)
  }
}

extension WatchItem {
  /// As the ledger knows items.
  var known: KnownItem {
    KnownItem(
      key: key,
      url: url,
      title: title,
      publishedAt: publishedAt,
      fingerprint: fingerprint,
      firstSeenAt: firstSeenAt,
      readAt: readAt,
      reads: reads,
      isPending: state == .pending,
      isPassed: state == .passed && article == nil
    )
  }
}
