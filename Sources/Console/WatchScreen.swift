internal import Feeds
internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal
internal import Watching

/// How watches are told.
enum WatchScreen {
  // MARK: Lists

  static let columns = [
    ListingColumn("name", "watch", isFlexible: true),
    ListingColumn("kind", "kind"),
    ListingColumn("health", "health", isFlexible: true),
    ListingColumn("last", "last poll"),
    ListingColumn("next", "next poll"),
    ListingColumn("items", "items in 7d", .trailing),
    ListingColumn("alerts", "alerts in 7d", .trailing),
    ListingColumn("tags", "tags", isFlexible: true, givesWayFirst: true),
    ListingColumn(forPrograms: "url"),
    ListingColumn(forPrograms: "state"),
    ListingColumn(forPrograms: "pending"),
    ListingColumn(forPrograms: "failures"),
    ListingColumn(forPrograms: "every_min"),
    ListingColumn(forPrograms: "every_max"),
    ListingColumn(forPrograms: "last_poll_at"),
    ListingColumn(forPrograms: "next_poll_at"),
  ]

  static func row(_ line: WatchLine, at now: Date) -> [Cell] {
    let watch = line.watch
    return [
      .text(watch.name), .text(watch.kind?.rawValue ?? "not known yet"), .text(health(line, at: now)),
      .time(watch.lastPollAt), .time(watch.state == .active ? watch.nextPollAt : nil),
      .count(line.itemsOfWeek),
      .count(line.alertsOfWeek), .text(watch.tags.joined(separator: ", ")), .text(watch.url),
      .text(watch.state.rawValue), .count(line.pending), .count(watch.failures),
      .measure(watch.every.lowerBound),
      .measure(watch.every.upperBound), .text(watch.lastPollAt?.formatted(.iso8601)),
      watch.state == .active ? .text(watch.nextPollAt.formatted(.iso8601)) : .text(nil),
    ]
  }

  /// Whether a watch is as it should be: it is asked for, answers, and brings what it usually does.
  static func isWell(_ line: WatchLine, at now: Date) -> Bool {
    let watch = line.watch
    return watch.state == .active && watch.failure == nil && watch.trouble(at: now) == nil
  }

  /// How a watch fares, in words.
  static func health(_ line: WatchLine, at now: Date) -> String {
    let watch = line.watch
    switch watch.state {
    case .paused: return "paused"
    case .gone: return "gone for good: \(watch.failure ?? "its server says so")"
    case .active: break
    }
    if let failure = watch.failure {
      return "failing for \(length(now.timeIntervalSince(watch.failingSince ?? now))): \(failure)"
    }
    if watch.lastSuccessAt == nil { return "not asked for yet" }
    let trouble = WatchTrouble.of(
      failingSince: nil,
      failure: nil,
      lastNewAt: watch.lastNewAt,
      usualGapSeconds: watch.usualGapSeconds,
      isGone: false,
      at: now
    )
    if case .silent(let since, let gap) = trouble {
      return "silent for \(length(now.timeIntervalSince(since))), usually something comes each \(length(gap))"
    }
    let waiting = line.pending > 0 ? ", \(line.pending) to be read" : ""
    let failed = line.failedOfWeek
    let words = "well, but \(StoryWording.count(failed, "item")) \(failed == 1 ? "was" : "were") not read"
    return (failed > 0 ? words : "well") + waiting
  }

  static let itemColumns = [
    ListingColumn("seen", "first seen"),
    ListingColumn("published", "date"),
    ListingColumn("state", "state"),
    ListingColumn("article", "article"),
    ListingColumn("title", "title", isFlexible: true),
    ListingColumn("reason", "because", isFlexible: true),
    ListingColumn(forPrograms: "url"),
    ListingColumn(forPrograms: "key"),
  ]

  static func row(_ item: WatchItem) -> [Cell] {
    [
      .time(item.firstSeenAt), .time(item.publishedAt),
      .text(item.state.rawValue), .text(item.article.map { RecordID(.article, $0).description }),
      .text(item.title ?? item.url), .text(item.reason), .text(item.url), .text(item.key),
    ]
  }

  // MARK: One watch

  static func begun(_ watch: Watch) -> SafeText {
    let kind = watch.kind.map { " (\($0.rawValue))" } ?? ""
    let tags = watch.tags.isEmpty ? "" : ", tagged \(watch.tags.joined(separator: ", "))"
    return "\(watch.name) watches \(watch.url)\(kind), \(every(watch.every))\(tags)"
  }

  /// How often, in words.
  static func every(_ every: ClosedRange<Double>) -> String {
    let (least, most) = (length(every.lowerBound), length(every.upperBound))
    return least == most ? "every \(least)" : "every \(least) to \(most)"
  }

  static func toRead(_ count: Int, _ watch: Watch, isAttended: Bool) -> SafeText {
    guard count > 0 else { return "none of them is to be read" }
    let them = count == 1 ? "it" : "them"
    let when = isAttended ? "" : ": watch now \(watch.name) reads \(them), and so does an open prompt"
    return "\(String(count)) \(count == 1 ? "is" : "are") to be read\(when)"
  }

  /// `1 item is shown`, `3 items are shown`.
  static func shown(_ count: Int) -> SafeText {
    "\(StoryWording.count(count, "item")) \(count == 1 ? "is" : "are") shown"
  }

  /// `none is new`, `3 were to be read`.
  static func wereToRead(_ count: Int) -> SafeText {
    count == 0 ? "none is new" : "\(String(count)) \(count == 1 ? "was" : "were") to be read"
  }

  /// Items that an earlier poll found.
  static func waited(_ count: Int) -> SafeText {
    "\(StoryWording.count(count, "item")) that waited \(count == 1 ? "was" : "were") read"
  }

  static func lines(_ watch: Watch, _ line: WatchLine?, at now: Date) -> [SafeText] {
    var lines: [SafeText] = [
      "\(watch.name, style: .bold)  \(watch.title ?? "")",
      "address  \(watch.url)\(watch.addedURL == watch.url ? "" : ", added as \(watch.addedURL)")",
      "kind     \(watch.kind?.rawValue ?? "not known yet"), \(every(watch.every))",
    ]
    if let page = watch.page { lines.append("page     \(page)") }
    if !watch.tags.isEmpty { lines.append("tags     \(watch.tags.joined(separator: ", "))") }
    if let webhook = watch.webhook { lines.append("notify   \(webhook) hears of its troubles") }
    if let line { lines.append("health   \(health(line, at: now))") }
    let last = watch.lastPollAt.map { "asked for \(ago($0, at: now))" } ?? "never asked for"
    let next = watch.state == .active ? ", again \(ahead(watch.nextPollAt, at: now))" : ""
    lines.append("polls    \(String(watch.polls)), \(last)\(next)")
    if let gap = watch.usualGapSeconds {
      lines.append("rhythm   something new usually comes each \(length(gap))")
    }
    if let line {
      lines.append(
        "week     \(StoryWording.count(line.itemsOfWeek, "item")), \(StoryWording.count(line.alertsOfWeek, "alert")), \(String(line.failedOfWeek)) not read"
      )
    }
    return lines
  }

  // MARK: What happens

  static func line(
    _ item: WatchItem,
    _ outcome: WatchReading.Outcome,
    _ times: TimeWording
  ) -> SafeText? {
    let name = item.title ?? item.url ?? item.key
    switch outcome {
    case .stored(let stored, let outcome, let isFeedText):
      let article = stored.reading.article
      let facts = [
        article.site, article.published?.description, isFeedText ? "the feed's own text" : nil,
        outcome == .updated ? "read again, changed" : outcome == .unchanged ? "read before" : nil,
      ]
      let kind = article.kind == .article ? "" : " (\(article.kind.rawValue))"
      return "\(stored.id, style: .cyan)  \(article.title ?? name)\(kind)  "
        + SafeText(facts.compactMap { $0 }.joined(separator: " · ")).styled(.dim)
    case .known: return nil
    case .putOff(let moment, let reason):
      return "\(name): \(reason); tried again \(times.until(moment))"
    case .failed(let reason): return "\(name): \(reason); it is given up"
    }
  }

  static func told(_ watch: Watch, _ told: WatchTold, _ times: TimeWording) -> SafeText {
    let name = SafeText("watch \(watch.name)").styled(.yellow)
    return switch told {
    case .trouble(.failing(let since, let reason)):
      "\(name) fails since \(times.absolute(since)): \(reason)"
    case .trouble(.silent(let since, let gap)):
      "\(name) shows nothing new since \(times.absolute(since)), and usually does each \(length(gap))"
    case .trouble(.gone): "\(name) is gone for good (\(watch.failure ?? "")); it is not asked for any more"
    case .recovered: "\(name) answers again"
    case .moved(let from, let to): "\(name) moved for good from \(from) to \(to), and is asked for there"
    }
  }

  static func lines(_ trial: WatchTrial.Finding, _ times: TimeWording) -> [SafeText] {
    let answer = trial.answer
    var lines: [SafeText] = []
    if !trial.hops.isEmpty { lines.append("leads to \(trial.hops.joined(separator: " → "))") }
    for feed in trial.feeds { lines.append("names    \(feed.url)\(feed.title.map { " (\($0))" } ?? "")") }
    let title = answer.title.map { ": \($0)" } ?? ""
    lines.append("watches  \(trial.url) (\(answer.kind.rawValue)\(title))")
    if !answer.children.isEmpty { lines.append("index    of \(String(answer.children.count)) sitemaps") }
    let dates = answer.entries.compactMap(\.moment)
    let span = dates.min().flatMap { first in
      dates.max().map { ", from \(times.absolute(first)) to \(times.absolute($0))" }
    }
    lines.append("items    \(String(answer.entries.count))\(span ?? "")")
    return lines
  }

  /// Words for what begins no watch.
  static func refusals<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let refusal as WatchActions.Refusal {
      throw CommandFailure(message: words(refusal), exitStatus: .usage)
    }
  }

  /// Why a watch does not begin.
  static func words(_ refusal: WatchActions.Refusal) -> String {
    switch refusal {
    case .nameTaken(let name):
      "there is a watch \(name) already: take another name, or watch remove \(name)"
    case .watched(let name): "\(name) watches that address already"
    case .noWebhook(let name): "there is no webhook \(name): webhook list"
    case .noInterval(let text): "“\(text)” is no length of time: write every 10m, or every 5m to 2h"
    case .noUnit(let text): "“\(text)” does not say of what: write \(text)m, \(text)h or \(text)d"
    case .intervalTooShort(let text): "\(text) is too short: \(intervalBounds)"
    case .intervalTooLong(let text): "\(text) is too long: \(intervalBounds)"
    case .intervalTurned(let text): "\(text) is turned round: the shorter length stands first, as in 5m to 2h"
    }
  }

  private static let intervalBounds = "a watch is asked for between once a minute (1m) and once a week (7d)"

  // MARK: Times in words

  /// A length in one unit, rounded: `12m`, `3h`, `2d`.
  static func length(_ seconds: Double) -> String {
    for (unit, size) in [("d", 86_400.0), ("h", 3_600), ("m", 60)]
    where seconds >= 2 * size || seconds == size {
      return "\(Int((seconds / size).rounded()))\(unit)"
    }
    return seconds >= 60 ? "\(Int((seconds / 60).rounded()))m" : "\(max(Int(seconds.rounded()), 0))s"
  }

  private static func ago(_ moment: Date, at now: Date) -> String {
    "\(length(now.timeIntervalSince(moment))) ago"
  }

  private static func ahead(_ moment: Date, at now: Date) -> String {
    moment <= now ? "now" : "in \(length(moment.timeIntervalSince(now)))"
  }
}

extension WatchReading.Outcome {
  /// True for what went wrong, which belongs to the errors of a command.
  var isTrouble: Bool {
    switch self {
    case .stored, .known: false
    case .putOff, .failed: true
    }
  }

  /// True where its article stands.
  var isRead: Bool { !isTrouble }
}

extension Store {
  /// The watch of a name or an address.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func existingWatch(_ name: String) throws -> Watch {
    if let watch = try watches.watch(named: name) { return watch }
    let near = Suggestion.nearest(to: name, among: try watches.all().map(\.name))
    throw CommandFailure(
      message: "there is no watch \(WebAddress.told(name))\(near.map { "; \($0)?" } ?? ": watch list")"
    )
  }
}
