internal import Compression
package import Fetching
package import Foundation
internal import Model
package import Storage
package import Watching

/// What an analyst is told of a watch: once for each.
package enum WatchTold: Sendable, Hashable {
  /// Something is wrong with it, and was not told yet.
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
  private let gate: RobotsGate
  /// Shares gaps, places and rests of hosts among all who ask.
  package var transport: PoliteTransport
  private let reach: @Sendable () -> Reach

  /// Where watches may go to, as settings stand at the time.
  package struct Reach: Sendable {
    /// Which addresses may be asked.
    package var policy: AddressPolicy
    /// Certificates to trust instead of the system's; nil for the system's.
    package var certificateFile: String?

    /// Puts both together.
    package init(policy: AddressPolicy, certificateFile: String? = nil) {
      (self.policy, self.certificateFile) = (policy, certificateFile)
    }
  }

  /// Ways out over a polite transport.
  ///
  /// - Parameters:
  ///   - transport: shared by all who ask of hosts.
  ///   - userAgent: how Tocsin names itself.
  ///   - reach: where they may go to, asked for each request.
  ///   - store: where robots.txt files are remembered.
  ///   - now: the time.
  ///   - forgot: hears why something could not be remembered or looked up.
  package init(
    transport: PoliteTransport,
    userAgent: String = Fetcher.standardUserAgent,
    reach: @escaping @Sendable () -> Reach,
    store: Store,
    now: @escaping @Sendable () -> Date = { Date() },
    forgot: @escaping @Sendable (any Error) -> Void
  ) {
    self.transport = transport
    self.reach = reach
    let plain = Fetcher(transport: transport, userAgent: userAgent, now: now)
    let memory = StoreMemory(store: store, now: now, forgot: forgot)
    let gate = RobotsGate(agent: Version.productToken, memory: memory, now: now) {
      request throws(FetchError) in
      let reach = reach()
      var request = request
      request.policy = reach.policy
      request.certificateAuthorityFile = reach.certificateFile
      return try await plain.fetch(request)
    }
    self.gate = gate
    permit = { url throws(FetchError) in
      let verdict = await gate.verdict(on: url)
      if let delay = verdict.delaySeconds {
        transport.keep(delaySeconds: delay, of: PoliteTransport.host(of: url))
      }
      guard verdict.isAllowed else {
        let reason = verdict.reason ?? "robots.txt"
        throw FetchError.robotsRefused(
          url: url.text,
          reason: verdict.isUnknown ? "its \(reason)" : "refused by \(reason)"
        )
      }
    }
    fetcher = Fetcher(transport: transport, userAgent: userAgent, now: now, permit: permit)
    transport.remember(by: memory)
  }

  /// The rule of a site's robots.txt that refuses an address, in words; nil where none does, or the file cannot be had.
  package func refusal(of url: WebAddress) async -> String? {
    let verdict = await gate.verdict(on: url)
    return verdict.isAllowed || verdict.isUnknown ? nil : verdict.reason
  }

  /// A feed with whole articles, or a sitemap of 10,000 pages; packed or not.
  private static let bodyBytesMax = 16 << 20

  /// Asks for what may be watched. What comes as a gzip file, as sitemaps do, is unpacked.
  ///
  /// - Throws: `FetchError`.
  func fetch(_ url: WebAddress, validators: Validators? = nil) async throws(FetchError) -> FetchedResource {
    let reach = reach()
    var request = FetchRequest(url: url)
    request.policy = reach.policy
    request.certificateAuthorityFile = reach.certificateFile
    request.limits.bodyBytesMax = Self.bodyBytesMax
    request.acceptedKinds?.insert(.gzip)
    request.validators = validators
    var resource = try await fetcher.fetch(request)
    guard Gzip.recognises(resource.response.body) else { return resource }
    guard let plain = Gzip.unpacked(file: resource.response.body, limit: Self.bodyBytesMax) else {
      throw .undecodableBody(
        host: resource.response.url.host,
        reason: "a gzip file that is broken, or holds more than \(Self.bodyBytesMax >> 20) MiB"
      )
    }
    resource.response.body = plain
    return resource
  }
}

/// What is remembered of hosts, in the store. A store that fails forgets, and that is told: then hosts are asked as if for the
/// first time.
struct StoreMemory: HostMemory, RobotsMemory {
  let store: Store
  let now: @Sendable () -> Date
  let forgot: @Sendable (any Error) -> Void

  func rest(of host: String) -> Date? { told { try store.watches.rest(ofHost: host) } ?? nil }

  func keepRest(of host: String, until moment: Date) {
    guard !store.isReadOnly else { return }
    told { try store.keepRest(ofHost: host, until: moment, at: now()) }
  }

  /// What work on the store gives; nil where it fails, which is told.
  @discardableResult
  private func told<Value>(_ work: () throws -> Value) -> Value? {
    do { return try work() } catch {
      forgot(error)
      return nil
    }
  }

  func robots(of origin: String) -> RobotsRecord? {
    guard let stored = told({ try store.watches.robots(ofOrigin: origin) }) ?? nil,
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
    told { try store.keepRobots(stored, ofOrigin: origin) }
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
