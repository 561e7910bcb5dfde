package import Model

/// What makes two reports tell the same act: the sides, the kind of act, whether it happened or was announced, the day.
///
/// Two outlets code one act as 161 and 160 and date it a day apart, so the root and a window of days stand for code and
/// date. A threat and its execution are two acts.
package struct EventIdentity: Sendable, Hashable {
  /// Reports of one act are dated at most this many days apart.
  package static let windowDays = 2

  /// Everything but the day.
  package var stem: String
  package var day: CalendarDay

  /// The identity of an event.
  package init(_ event: Event, in article: AlertArticle) {
    let sides = [event.actor, event.target].map { $0?.name ?? "nobody" }
    // Fighting is coded in both directions (guideline of the gold sets), and is one act all the same.
    let isMutual = event.code.rootNumber == 19
    let family = event.status == .threatened || event.status == .planned ? "announced" : event.status.rawValue
    stem = ((isMutual ? sides.sorted() : sides) + [event.code.root, family]).joined(separator: "|")
    day = if case .day(let day) = event.date { day } else { article.day }
  }

  /// The identity of an article, for a condition that speaks of no event.
  package init(article: AlertArticle) {
    stem =
      "article|" + (article.article.title ?? article.article.url ?? String(article.article.text.prefix(200)))
    day = article.day
  }
}
