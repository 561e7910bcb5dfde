import Alerting
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Testing

@Suite("The past, replayed")
struct BacktestTests {
  typealias Report = AlertRoom.Report
  typealias Act = AlertRoom.Act

  /// Rules with every clause that has a life of its own.
  static let rules = [
    ("each", "severity at least 3"), ("pair", "severity at least 3 from 2 sources within 6h repeat 12h"),
    ("held", "severity at least 5 for 45m again when 2 more sources"),
    ("grouped", "severity at least 3 group by actor wait 20m until quiet for 5h"),
    ("ended", "severity at least 6 until code is 05"), ("always", "actor is Russia again always"),
    ("minor", "severity under 6 and severity over 2 unless ended within 8h same dyad"),
    ("busy", "count(same dyad) within 3d at least 3 and severity at least 3"),
    ("story", "story.sources at least 3 and article.severity at least 3"),
    ("words", "title contains suspends fresh 1d"),
  ]

  /// A month of reports: the same for the same seed.
  static func month(seed: UInt64, reports: Int) -> [(minutes: Double, report: Report)] {
    var random = SeededNumbers(seed)
    let pairs = [
      ("Russia", "NATO"), ("Russia", "Poland"), ("Mali", "France"), ("China", "Taiwan"), ("Iran", "Israel"),
    ]
    let codes = ["161", "160", "173", "190", "057", "042"]
    var minutes = 0.0
    return (0..<reports).map { number in
      minutes += Double.random(in: 0...(2 * 43_200 / Double(reports)), using: &random)
      let pair = pairs[Int.random(in: 0..<pairs.count, using: &random)]
      // A story lives for some days, so that later reports find it, told or ended.
      let story = "\(pair.0)-\(pair.1)-\(Int(minutes / 2_880))-\(Int.random(in: 0..<2, using: &random))"
      let severity = Double(Int.random(in: 0...90, using: &random)) / 10
      let code = codes[Int.random(in: 0..<codes.count, using: &random)]
      let outlet = "outlet\(Int.random(in: 0..<6, using: &random)).example"
      let act = Act(pair.0, pair.1, code: code, severity: severity)
      var report = Report("\(outlet)/\(number)", story: story, acts: [act])
      report.isCopy = Int.random(in: 0..<6, using: &random) == 0
      if Int.random(in: 0..<10, using: &random) == 0 { report.published = AlertRoom.minute(minutes - 6_000) }
      return (minutes, report)
    }
  }

  /// What the desk sent: rule, time, change and article's title, in order.
  static func sent(_ room: AlertRoom) throws -> [String] {
    var query = FiringQuery()
    query.limit = 10_000
    return try room.store.alerts.firings(query).map { line in
      let firing = try #require(try room.store.alerts.firing(line.id.number))
      let deliveries = firing.deliveries.map { delivery in
        "\(delivery.message.type.split(separator: ".").last ?? "")"
      }
      let articles = firing.sources.map(\.article.description)
      let resolved = firing.resolution.map { "until \($0.at.timeIntervalSince1970)" } ?? ""
      return
        "\(line.rule) \(line.firedAt.timeIntervalSince1970) \(line.severity ?? -1) \(deliveries) \(articles) \(resolved)"
    }.sorted()
  }

  @Test(
    "a month of alerts is the same with restarts at random points as without",
    arguments: [1, 2] as [UInt64]
  )
  func restarts(seed: UInt64) throws {
    let month = Self.month(seed: seed, reports: 100)
    let (steady, restarted) = (try AlertRoom(), try AlertRoom())
    for (name, text) in Self.rules {
      try steady.rule(name, text)
      try restarted.rule(name, text)
    }
    var random = SeededNumbers(seed &+ 100)
    for (minutes, report) in month {
      try steady.arrive(report, at: minutes)
      // The process is gone for a while: articles are stored, and nobody looks at them or at the clock.
      try restarted.store(report, at: minutes)
      if Int.random(in: 0..<7, using: &random) == 0 { try restarted.pass(to: minutes) }
    }
    try steady.pass(to: 50_000)
    try restarted.pass(to: 50_000)
    let expected = try Self.sent(steady)
    #expect(expected.count > 40)
    #expect(try Self.sent(restarted) == expected)
    #expect(
      try steady.store.alerts.heldDecisions(since: nil, limit: 10_000).count
        == restarted.store.alerts.heldDecisions(since: nil, limit: 10_000).count
    )
  }

  @Test("a backtest of a month tells exactly what was sent live", arguments: [4] as [UInt64])
  func backtestEqualsLive(seed: UInt64) throws {
    let room = try AlertRoom()
    for (name, text) in Self.rules { try room.rule(name, text) }
    _ = try room.store.addSilence(
      matcher: "actor is Mali",
      from: AlertRoom.minute(5_000),
      until: AlertRoom.minute(15_000),
      comment: ""
    )
    for (minutes, report) in Self.month(seed: seed, reports: 80) { try room.arrive(report, at: minutes) }
    try room.pass(to: 50_000)
    let reading = try RuleEvaluation(store: room.store).read(silencesEndingAfter: .distantPast)
    let (book, silences) = (reading.book, reading.silences)
    for entry in book.entries {
      let replayed = try Backtest(store: room.store).run(
        RuleBook.only([entry], within: book),
        watched: [entry.stored.number],
        silences: silences,
        after: AlertRoom.minute(-1),
        through: AlertRoom.minute(50_000)
      )
      var query = FiringQuery()
      query.rule = entry.stored.name
      query.limit = 10_000
      let live = try room.store.alerts.firings(query).map {
        try #require(try room.store.alerts.firing($0.id.number))
      }
      #expect(replayed.count(.fired) == live.count, "\(entry.stored.name)")
      #expect(
        replayed.alerts.filter { $0.change == .fired }.map(\.at).sorted() == live.map(\.line.firedAt).sorted()
      )
      #expect(
        replayed.alerts.filter { $0.change == .resolved }.map(\.at).sorted()
          == live.compactMap { $0.resolution?.at }.sorted()
      )
      let updates = live.flatMap(\.deliveries).count { $0.message.type == "tocsin.alert.updated" }
      #expect(replayed.count(.updated) == updates, "\(entry.stored.name)")
    }
  }
}
