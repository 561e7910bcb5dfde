internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage
internal import Terminal
internal import Watching

/// `status`: how the desk stands.
struct StatusCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how the desk stands: what came, what is open, what waits, how large it is."
  )

  /// What came lately.
  private static let latelySeconds = 86_400.0

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let counts = try store.articles.counts()
    let sizes = try store.sizes()
    let health = try store.health(at: Date())
    let open = try store.alerts.count(FiringQuery.open)
    let rules = try store.alerts.ruleTexts()
    let lately = try store.arrivalCount(
      after: desk.now.addingTimeInterval(-Self.latelySeconds),
      through: desk.now,
      limit: Store.Limits.listedRows
    )
    let newest = try store.articles.lines(ArticleQuery.newest).first
    let held = rules.count { $0.isDisabled }
    let lines: [SafeText] = [
      "tocsin \(Version.current)",
      "database  \(store.path)",
      "articles  \(counts.articles)\(last(newest, lately, desk))",
      "events    \(counts.events)",
      "rules     \(rules.count)\(held > 0 ? ", \(held) of them disabled" : "")",
      "alerts    \(sizes.firings), \(open) open, \(sizes.rows[.decisions] ?? 0) decisions",
      "webhooks  \(try webhooks(store, health))",
      "watches   \(try watches(store, desk))",
      "sent      \(StoryWording.count(sizes.rows[.messages] ?? 0, "message")), \(waiting(health, desk))",
      "size      \(Self.size(sizes.bytes)): retention tells what is dropped once it is old",
      "queued    \(counts.queuedEvaluations) articles that no condition has seen yet",
      "health    \(health.matterCount == 0 ? "ok" : "\(health.matterCount) things to see to: doctor tells")",
      "time      \(desk.now.formatted(.iso8601))\(desk.settings.now == nil ? "" : " (set by --now)")",
    ]
    for line in lines { desk.output.print(paragraph: line, hanging: "          ") }
  }

  private func last(_ newest: ArticleLine?, _ lately: Int, _ desk: Desk) -> String {
    guard let newest else { return "" }
    return ", \(lately) in the last day; the last came \(desk.times.words(newest.arrivedAt)): \(newest.id)"
  }

  private func webhooks(_ store: Store, _ health: StoreHealth) throws -> String {
    let endpoints = try store.outbox.endpoints()
    let stopped = health.stoppedEndpoints.map(\.name)
    let failing = endpoints.filter { $0.condition.consecutiveFailures > 0 && !stopped.contains($0.name) }
    let parts = [
      stopped.isEmpty ? nil : "not sent to: \(stopped.joined(separator: ", "))",
      failing.isEmpty ? nil : "failing: \(failing.map(\.name).joined(separator: ", "))",
    ].compactMap { $0 }
    return "\(endpoints.count)" + (parts.isEmpty ? "" : ", " + parts.joined(separator: "; "))
  }

  /// How many there are, and those that an analyst should look at.
  private func watches(_ store: Store, _ desk: Desk) throws -> String {
    let watches = try store.watches.all()
    guard let next = watches.filter({ $0.state == .active }).map(\.nextPollAt).min() else {
      return watches.isEmpty ? "0" : "\(watches.count), none of them active: watch list"
    }
    let failing = watches.filter { $0.failure != nil && $0.state == .active }
    let silent = watches.filter { watch in
      guard case .silent? = watch.trouble(at: desk.now) else { return false }
      return watch.state == .active
    }
    let parts = [
      Self.named("failing", failing), Self.named("silent", silent),
      Self.named("gone", watches.filter { $0.state == .gone }),
      Self.named("paused", watches.filter { $0.state == .paused }),
    ].compactMap(\.self)
    return ([String(watches.count)] + parts).joined(separator: ", ")
      + (next > desk.now ? "; the next is asked for \(desk.times.words(next))" : "")
  }

  /// `2 failing (harbour, meridian)`; nil for none.
  private static func named(_ word: String, _ watches: [Watch]) -> String? {
    guard !watches.isEmpty else { return nil }
    let more = watches.count > namedMax ? " and \(watches.count - namedMax) more" : ""
    return "\(watches.count) \(word) (\(watches.prefix(namedMax).map(\.name).joined(separator: ", "))\(more))"
  }

  private static let namedMax = 5

  private func waiting(_ health: StoreHealth, _ desk: Desk) -> String {
    let waiting =
      health.waitingSince.map { "\(health.waitingCount) waiting, the oldest \(desk.times.words($0))" }
      ?? "none waiting"
    return waiting + (health.givenUpCount > 0 ? ", \(health.givenUpCount) given up" : "")
  }

  private static func size(_ bytes: Int64) -> String {
    bytes < 10 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
  }
}

extension FiringQuery {
  /// Those that are not resolved.
  fileprivate static var open: FiringQuery {
    var query = FiringQuery()
    query.isOpen = true
    return query
  }
}

extension ArticleQuery {
  /// The newest alone.
  fileprivate static var newest: ArticleQuery {
    var query = ArticleQuery()
    query.limit = 1
    return query
  }
}
