internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Stories

/// Pages of one record each.
extension BoardReader {
  /// An alert with every source, test and delivery.
  ///
  /// - Returns: nil where there is none of that number.
  /// - Throws: `StorageError`.
  package func firing(_ number: Int64, in frame: PageFrame, mayAct: Bool) throws -> String? {
    guard let firing = try store.alerts.firing(number) else { return nil }
    let line = firing.line
    let notes = [
      ("acknowledged", firing.acknowledgement), ("resolved", firing.resolution),
    ].compactMap { word, note in
      note.map { note in
        let who = note.who.map { " by \($0)" } ?? ""
        return "\(word) \(note.at.shown)\(who)\(note.note.isEmpty ? "" : ": \(note.note)")"
      }
    }
    return PageTemplates.page(
      .firing,
      Facts.severity(line.severity).merging(
        [
          "id": line.id.description, "title": line.title ?? "(no title)", "rule": line.rule,
          "state": line.state.rawValue, "fired": line.firedAt.formatted(.iso8601),
          "firedShown": line.firedAt.shown,
          "story": Facts.optional(firing.story?.description), "condition": firing.condition,
          "reason": firing.reason, "notes": notes, "mayAct": mayAct && firing.resolution == nil,
          "isOpen": line.state == .open, "sources": firing.sources.map(Self.source),
          "deliveries": firing.deliveries.map { delivery -> [String: Any] in
            [
              "id": RecordID(.delivery, delivery.number).description, "webhook": delivery.endpoint,
              "state": delivery.state.rawValue, "reason": Facts.optional(delivery.reason),
            ]
          },
          "hasDeliveries": !firing.deliveries.isEmpty,
        ]
      ) { $1 },
      in: frame
    )
  }

  private static func source(_ source: FiringSource) -> [String: Any] {
    [
      "article": source.article.description, "title": source.title ?? "(no title)",
      "outlet": (source.site ?? "no outlet") + Facts.kept(source.withdrawnAt),
      "published": Facts.optional(source.published?.description),
      "link": Facts.link(source.url), "event": Facts.optional(source.event?.words),
      "sentence": Facts.optional(source.event?.sentence), "tests": source.findings.map(Facts.test),
    ]
  }

  /// An article with its summary, events and text.
  ///
  /// - Returns: nil where there is none of that number.
  /// - Throws: `StorageError`.
  package func article(_ number: Int64, in frame: PageFrame) throws -> String? {
    guard let stored = try store.articles.article(number) else { return nil }
    let (article, reading) = (stored.reading.article, stored.reading)
    let facts = [
      article.site, article.published?.description, article.language,
      article.authors.isEmpty ? nil : article.authors.joined(separator: ", "),
      article.kind == .article ? nil : article.kind.rawValue,
    ]
    let story = try store.stories.membership(ofArticle: number)?.story.description
    let verdicts = try verdicts(on: stored.events)
    return PageTemplates.page(
      .article,
      Facts.severity(reading.coding.severity).merging(
        [
          "id": stored.id.description, "title": article.title ?? "(no title)",
          "facts": facts.compactMap { $0 }.joined(separator: " · "), "link": Facts.link(article.url),
          "story": Facts.optional(story), "summary": reading.summary.sentences.map(\.shown),
          "verdict": reading.coding.verdict,
          "events": stored.events.map { Facts.event($0.event, article: stored.id, verdict: verdicts[$0.id]) },
          "hasEvents": !stored.events.isEmpty,
          "paragraphs": article.text.split(separator: "\n").map(String.init),
        ]
      ) { $1 },
      in: frame
    )
  }

  /// A story, or the one that it was merged into.
  ///
  /// - Returns: nil where there is none of that number.
  /// - Throws: `StorageError`.
  package func story(_ number: Int64, in frame: PageFrame) throws -> String? {
    guard let parts = try StoryParts(number, of: self, links: .ofBoard) else { return nil }
    return PageTemplates.page(.story, parts.values, in: frame)
  }

  /// Where a token is asked for.
  package static func signIn(in frame: PageFrame, problem: String?) -> String {
    PageTemplates.page(.signIn, ["problem": Facts.optional(problem)], in: frame)
  }

  /// What went wrong.
  package static func problem(in frame: PageFrame, heading: String, detail: String) -> String {
    PageTemplates.page(.problem, ["heading": heading, "detail": detail], in: frame)
  }
}
