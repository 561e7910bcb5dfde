internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Stories

/// Where the ids on a page lead to.
enum PageLinks {
  /// To the pages of the board.
  case ofBoard
  /// To the articles themselves: a report stands alone.
  case outward

  func values(of article: RecordID, url: String?) -> [String: Any] {
    switch self {
    case .ofBoard: ["link": ["/articles/\(article)"], "isOutward": false]
    case .outward: ["link": Facts.link(url), "isOutward": true]
    }
  }
}

/// What a page on a story shows, in the values of `story-parts`.
struct StoryParts {
  /// Articles that are read for the brief and the numbers.
  private static let articlesRead = 12
  private static let briefWordsMax = 120
  private static let eventsMax = 100
  private static let membersMax = 200

  let values: [String: Any]

  /// Reads a story; nil where there is none of that number.
  init?(_ number: Int64, of reader: BoardReader, links: PageLinks) throws {
    guard let found = try reader.store.stories.story(number) else { return nil }
    let story = try found.mergedInto.flatMap { try reader.store.stories.story($0.number) } ?? found
    let members = try reader.store.stories.members(of: story.id.number)
    let sources = reader.stories.sources(of: members)
    let told = try members.filter { $0.membership.tie != .copy }.prefix(Self.articlesRead)
      .compactMap { try reader.article($0.membership.article) }
    let urls = Dictionary(told.map { ($0.id, $0.reading.article.url) }) { first, _ in first }
    let brief = StoryBriefer().brief(told.map(\.reading.article), wordsMax: Self.briefWordsMax)
    let events = told.flatMap { stored in stored.events.filter { $0.event.status.isCurrent } }
      .sorted { $0.event.severity.value > $1.event.severity.value }.prefix(Self.eventsMax)
    let verdicts = try reader.verdicts(on: events)
    let arrivals = Arrivals(members.map(\.membership.joinedAt))
    values = Facts.severity(story.severity).merging(
      [
        "id": story.id.description, "title": story.title ?? "(no title)",
        "counts":
          "\(Facts.count(members.count, "article")) from \(Facts.count(sources.count, "independent source"))",
        "span": "\(story.startedAt.shown) to \(story.lastAt.shown)",
        "brief": Self.brief(brief, told), "hasBrief": !brief.sentences.isEmpty,
        "hasChart": !arrivals.counts.isEmpty, "chartTitle": "Arrivals",
        "chart": Charts.bars(
          arrivals.counts,
          from: arrivals.first,
          to: arrivals.last,
          label: "Articles of this story by \(arrivals.step) of arrival"
        ),
        "chartText": Charts.sparkline(arrivals.counts),
        "events": events.map { event in
          Facts.event(event.event, article: event.articleID, verdict: verdicts[event.id])
            .merging(links.values(of: event.articleID, url: urls[event.articleID] ?? nil)) { $1 }
        },
        "hasEvents": !events.isEmpty, "hasSources": !sources.isEmpty,
        "sourceWords": Self.agreement(sources, members), "sources": sources.map(\.words),
        "disagreements": brief.disagreements.map { Self.words($0, told) },
        "hasDisagreements": !brief.disagreements.isEmpty,
        "members": members.prefix(Self.membersMax).map { member in
          Self.member(member).merging(
            links.values(of: member.membership.article, url: urls[member.membership.article] ?? nil)
          ) { $1 }
        },
        "hasMembers": !members.isEmpty,
      ]
    ) { $1 }
  }

  private static func brief(_ brief: Brief, _ told: [StoredArticle]) -> [[String: Any]] {
    brief.sentences.map { sentence in
      let sources = ([sentence.source] + sentence.alsoIn).map { told[$0.document].label }
      return ["text": sentence.shown, "sources": sources.joined(separator: ", ")]
    }
  }

  private static func words(_ disagreement: NumberDisagreement, _ told: [StoredArticle]) -> String {
    let readings = disagreement.readings.map { "\($0.figure) (\(told[$0.source.document].label))" }
    return "\(disagreement.subject): \(readings.joined(separator: ", "))"
  }

  /// How far those who tell it are of one voice.
  private static func agreement(_ sources: [SourceGroup], _ members: [StoredMember]) -> String {
    let copies = members.count { $0.membership.tie == .copy }
    let voices = Facts.count(sources.count, "independent source")
    let tellers =
      members.count == 1
      ? "\(voices) tells it" : "\(voices) tell it in \(Facts.count(members.count, "article"))"
    return copies == 0 ? "\(tellers)." : "\(tellers); \(Facts.count(copies, "text")) of them are copies."
  }

  private static func member(_ member: StoredMember) -> [String: Any] {
    let membership = member.membership
    return [
      "id": membership.article.description, "title": member.title ?? "(no title)",
      "outlet": member.site ?? member.domain ?? "no outlet",
      "tie": (membership.nearest.map { "\(membership.tie.rawValue) as \($0)" } ?? "opens the story")
        + Facts.kept(member.withdrawnAt),
      "news": membership.news.map(\.words),
    ]
  }
}

/// How many came when: by hour while they lie within three days, else by day.
private struct Arrivals {
  private static let hoursMax = 72
  private static let stepsMax = 400

  var counts: [Double] = []
  var first = ""
  var last = ""
  var step = "hour"

  init(_ moments: [Date]) {
    guard let start = moments.min(), let end = moments.max() else { return }
    let isShort = end.timeIntervalSince(start) <= Double(Self.hoursMax) * 3_600
    let seconds = isShort ? 3_600.0 : 86_400.0
    step = isShort ? "hour" : "day"
    let origin = (start.timeIntervalSince1970 / seconds).rounded(.down)
    let places = moments.map { Int(($0.timeIntervalSince1970 / seconds).rounded(.down) - origin) }
    counts = Array(repeating: 0, count: min(Self.stepsMax, (places.max() ?? 0) + 1))
    for place in places where counts.indices.contains(place) { counts[place] += 1 }
    first = isShort ? start.shown : start.day.description
    last = counts.count == 1 ? "" : isShort ? end.shown : end.day.description
  }
}

extension StoredArticle {
  /// `BBC a2`.
  fileprivate var label: String { reading.article.site.map { "\($0) \(id)" } ?? id.description }
}
