internal import Dispatch
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Webhooks

/// One thing that was looked at.
struct Finding {
  var subject: String
  var isWell: Bool
  var words: String

  init(_ subject: String, _ isWell: Bool, _ words: String) {
    (self.subject, self.isWell, self.words) = (subject, isWell, words)
  }
}

/// What `doctor` looks at.
struct Examination {
  let desk: Desk

  /// A message that waits longer has met more than a hiccup.
  private static let waitingSecondsMax = 3_600.0
  /// A file system with less space is soon full.
  private static let freeBytesMin: Int64 = 256 << 20
  /// Tocsin is younger than this: a clock that says less is wrong.
  private static let earliest = Date(timeIntervalSince1970: 1_735_689_600)
  private static let toleranceSeconds = 300.0

  func findings() async -> [Finding] {
    let path = desk.settings.databasePath
    guard Store.isServer(path) || FileManager.default.fileExists(atPath: path) else {
      return [
        Finding("store", true, "there is none yet at \(path); the first command that stores makes it"),
        clock(nil, secondsAhead: 0), certificates(),
      ]
    }
    do {
      let store = try readable(path)
      let health = try store.health(at: Date())
      let endpoints = try store.outbox.endpoints()
      let watches = try store.watches.lines(at: desk.now)
      let service = await ServiceExamination(settings: desk.settings, transport: desk.transport, store: store)
        .finding()
      let hosts =
        endpoints.compactMap { URLComponents(string: $0.url.revealed)?.host }
        + watches.compactMap { (try? WebAddress($0.watch.url))?.host }
      var findings = try storeFindings(store)
      findings.append(clock(health.newestStamp, secondsAhead: store.clock.secondsAhead))
      findings += [certificates(), names(hosts)]
      findings += Self.work(health, resting: try store.watches.rests(after: Date()), desk.times)
      findings.append(try rules(health, store))
      findings += Self.templates(endpoints)
      return findings + [Self.watches(watches, at: desk.now), service]
    } catch {
      return [
        Finding("store", false, Wording.failure(for: error)?.message ?? "it cannot be read")
      ] + (Store.isServer(path) ? [] : [disk(path)]) + [clock(nil, secondsAhead: 0), certificates()]
    }
  }

  /// For an examination the store is read, and written to by nobody's wish.
  private func readable(_ path: String) throws -> Store {
    do {
      return try Store(readingFrom: path)
    } catch StorageError.olderVersion {
      return try desk.store()
    }
  }

  private func storeFindings(_ store: Store) throws -> [Finding] {
    let damage = try store.damage().map(\.words) + Self.illegible(store)
    if store.isOnServer {
      return [
        Finding(
          "store",
          damage.isEmpty,
          damage.isEmpty ? "\(store.path) answers, and its indices are whole" : damage.joined(separator: "; ")
        )
      ]
    }
    let bits = store.excessPermissions
    return [
      Finding(
        "store",
        damage.isEmpty,
        damage.isEmpty
          ? "\(store.path) is whole"
          : "\(store.path) is damaged: \(damage.prefix(3).joined(separator: "; ")); restore FILE brings a backup back"
      ),
      Finding(
        "permissions",
        bits == 0,
        bits == 0
          ? "only its owner may read it" : "others may read it, keys included: chmod 600 \(store.path)"
      ),
      disk(store.path),
    ]
  }

  /// What can be pointed at by its id.
  private static func illegible(_ store: Store) throws -> [String] {
    try store.illegibleRows().map { row in
      "\(row.id?.description ?? "a row") cannot be read (\(row.finding.words))"
    }
  }

  private func disk(_ path: String) -> Finding {
    guard let free = FreeSpace.bytes(at: path) else {
      return Finding("disk", true, "the free space cannot be told")
    }
    let isWell = free >= Self.freeBytesMin
    return Finding(
      "disk",
      isWell,
      "\(free >> 20) MiB are free" + (isWell ? "" : ": make room, or soon nothing more can be stored")
    )
  }

  private func clock(_ newest: Date?, secondsAhead: Double) -> Finding {
    let now = Date()
    if secondsAhead != 0 {
      let seconds = Int(abs(secondsAhead).rounded())
      return Finding(
        "clock",
        false,
        "it is \(seconds) s \(secondsAhead > 0 ? "ahead of" : "behind") the server's, which is gone by: set it"
      )
    }
    if now < Self.earliest {
      return Finding("clock", false, "it says \(now.formatted(.iso8601)), which is past")
    }
    if let newest, newest > now + Self.toleranceSeconds {
      return Finding(
        "clock",
        false,
        "it says \(now.formatted(.iso8601)), and the store knows \(newest.formatted(.iso8601)): one of the two is wrong"
      )
    }
    return Finding("clock", true, now.formatted(.iso8601))
  }

  private func certificates() -> Finding {
    let roots = SystemNetwork.certificates(file: desk.settings.certificateFile)
    return Finding(
      "certificates",
      roots != nil,
      roots.map { "authorities are in \($0)" }
        ?? "no authorities are found: install ca-certificates, or --certificates FILE"
    )
  }

  /// Names are looked up some at a time: a name server that does not answer takes its time for each.
  private static let lookupsMax = 200

  private func names(_ all: [String]) -> Finding {
    let hosts = Array(Set(all).sorted().prefix(Self.lookupsMax))
    let found = Mutex<Set<String>>([])
    DispatchQueue.concurrentPerform(iterations: hosts.count) { place in
      if SystemNetwork.resolves(hosts[place]) { found.withLock { _ = $0.insert(hosts[place]) } }
    }
    let lost = found.withLock { found in hosts.filter { !found.contains($0) } }
    return Finding(
      "names",
      lost.isEmpty,
      hosts.isEmpty
        ? "no webhook and no watch has a name to look up"
        : lost.isEmpty
          ? "\(hosts.count) hosts of webhooks and watches are found"
          : "not found: \(lost.joined(separator: ", ")); look at the address, or at the name server"
    )
  }

  /// So many watches that are unwell are named.
  private static let namedMax = 5

  private static func watches(_ lines: [WatchLine], at now: Date) -> Finding {
    let unwell = lines.filter { $0.watch.state != .paused && !WatchScreen.isWell($0, at: now) }
    guard !unwell.isEmpty else {
      let paused = lines.count { $0.watch.state == .paused }
      let words =
        lines.isEmpty ? "nothing is watched" : "\(lines.count) are watched, \(paused) of them paused"
      return Finding("watches", true, words)
    }
    let named = unwell.prefix(namedMax).map { "\($0.watch.name): \(WatchScreen.health($0, at: now))" }
    let rest = unwell.count > namedMax ? "; and \(unwell.count - namedMax) more" : ""
    return Finding(
      "watches",
      false,
      named.joined(separator: "; ") + rest + "; watch test ADDRESS tries it, watch remove NAME ends it"
    )
  }

  /// `resting` are hosts that asked those who read of them for rest: that is kept to, and nothing that needs a hand.
  private static func work(
    _ health: StoreHealth,
    resting: [(host: String, until: Date)],
    _ times: TimeWording
  ) -> [Finding] {
    let stopped = health.stoppedEndpoints.map { "\($0.name) (\($0.reason))" }
    let held = health.heldHosts.map { "\($0.origin) until \(times.absolute($0.until))" }
    let isLate = health.waitingSince.map { Date().timeIntervalSince($0) > waitingSecondsMax } ?? false
    let last =
      health.lastAcceptedAt.map { "the last success was \(times.words($0))" }
      ?? "none has been accepted yet"
    return [
      Finding(
        "webhooks",
        stopped.isEmpty,
        stopped.isEmpty
          ? last : "not sent to: \(stopped.joined(separator: "; ")); webhook resume NAME; \(last)"
      ),
      Finding(
        "deliveries",
        health.givenUpCount == 0 && !isLate,
        deliveries(health, isLate, times)
      ),
      Finding(
        "hosts",
        held.isEmpty,
        [
          held.isEmpty ? nil : "messages are held: \(held.joined(separator: "; "))",
          resting.isEmpty ? nil : "not read from for now, as they asked: \(rests(resting, times))",
        ].compactMap { $0 }.joined(separator: "; ").ifEmpty("none asks to be left alone")
      ),
    ]
  }

  private func rules(_ health: StoreHealth, _ store: Store) throws -> Finding {
    let blind = try desk.books.current(in: store, silencesEndingAfter: .distantFuture).book.broken
      .map { "\($0.rule.name) sees nothing, its text is no rule any more: alert edit \($0.rule.name)" }
    var troubles = blind
    if health.setAsideCount > 0 {
      troubles.append(
        "\(health.setAsideCount) could not be evaluated and are set aside; the next start tries them again"
      )
    }
    return Finding(
      "rules",
      troubles.isEmpty,
      troubles.isEmpty
        ? "\(health.queuedCount) articles wait for the next command" : troubles.joined(separator: "; ")
    )
  }

  private static func rests(_ resting: [(host: String, until: Date)], _ times: TimeWording) -> String {
    let named = resting.prefix(namedMax).map { "\($0.host) until \(times.absolute($0.until))" }
    let rest = resting.count > namedMax ? "; and \(resting.count - namedMax) more" : ""
    return named.joined(separator: "; ") + rest
  }

  /// A template that an older program took, and that says less than its author meant.
  private static func templates(_ endpoints: [Endpoint]) -> [Finding] {
    let problems = endpoints.compactMap { endpoint in
      EndpointCheck.templateProblem(endpoint).map { "\(endpoint.name): \($0.reason)" }
    }
    guard endpoints.contains(where: { $0.format == .template }) else { return [] }
    return [
      Finding(
        "templates",
        problems.isEmpty,
        problems.isEmpty
          ? "each names what messages have"
          : "\(problems.joined(separator: "; ")); it is sent to all the same: webhook remove it, and add it with the name mended"
      )
    ]
  }

  private static func deliveries(_ health: StoreHealth, _ isLate: Bool, _ times: TimeWording) -> String {
    let waiting = health.waitingSince.map {
      "\(health.waitingCount) wait, the oldest since \(times.words($0))"
    }
    let dead =
      health.givenUpCount == 0 ? nil : "\(health.givenUpCount) were given up: deliveries --failed, replay"
    return [waiting, dead].compactMap { $0 }.joined(separator: "; ").ifEmpty(
      "nothing waits, nothing was given up"
    )
  }
}

extension StoreHealth {
  /// How many things `doctor` would point at, of those that cost nothing to look at.
  var matterCount: Int {
    [givenUpCount > 0, !stoppedEndpoints.isEmpty, setAsideCount > 0, !heldHosts.isEmpty].count { $0 }
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
