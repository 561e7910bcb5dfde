import EventCodes
package import Model

/// What makes two reports tell the same act: the sides, the kind of act, whether it happened or was announced, the day.
///
/// Two outlets code one act as 161 and 160 and date it a day apart, so the root and a window of days stand for code and
/// date. A threat and its execution are two acts.
extension ActKey {
  /// Wide enough for a morning paper that dates the act by its own day, too narrow for the next act of a series.
  private static let windowDaysStandard = 2

  /// The key of an event.
  package init(_ event: Event, in article: AlertArticle) {
    let sides = [event.actor, event.target].map { $0?.name ?? "nobody" }
    // Fighting is coded in both directions, and is one act all the same.
    let isMutual = event.code.isA(.fighting)
    let family = event.status == .threatened || event.status == .planned ? "announced" : event.status.rawValue
    let stem = ((isMutual ? sides.sorted() : sides) + [event.code.root, family]).joined(separator: "|")
    let day = if case .day(let day) = event.date { day } else { article.day }
    self.init(stem: stem, day: day, windowDays: Self.windowDaysStandard)
  }

  /// The key of an article, for a condition that speaks of no event.
  package init(article: AlertArticle) {
    let name = article.original.title ?? article.original.url ?? String(article.original.text.prefix(200))
    self.init(stem: "article|" + name, day: article.day, windowDays: Self.windowDaysStandard)
  }
}
