package import Foundation
package import Model
internal import Watching

extension Article {
  /// A day begins so much earlier in the easternmost zone than in UTC.
  private static let easternmostSeconds = 14 * 3_600.0

  /// The article without a date of publication that lies in the future of a moment: such a date says nothing of when it came
  /// out. A day alone is believed from when it begins anywhere on earth.
  ///
  /// - Parameter now: when the article came.
  /// - Returns: the article, and the day that was not believed; nil where its date stands.
  package func withoutDateAhead(of now: Date) -> (article: Article, dropped: CalendarDay?) {
    guard let day = published else { return (self, nil) }
    let first = Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
    let earliest = publishedAt ?? first.addingTimeInterval(-Self.easternmostSeconds)
    guard earliest.timeIntervalSince(now) > ItemLedger.aheadSecondsMax else { return (self, nil) }
    var article = self
    (article.published, article.publishedAt) = (nil, nil)
    return (article, day)
  }
}
