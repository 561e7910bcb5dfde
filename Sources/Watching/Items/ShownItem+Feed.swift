internal import Extraction
package import Feeds
package import Foundation
internal import Model

extension ShownItem {
  /// An entry of a feed as it is shown at a moment.
  ///
  /// - Parameters:
  ///   - entry: as the feed has it.
  ///   - place: in the feed, from 0.
  ///   - now: the moment.
  ///   - fingerprint: makes a hash of texts.
  package init(_ entry: FeedEntry, place: Int, at now: Date, fingerprint: ([String]) -> String) {
    let moment = entry.moment
    let isAhead = moment.map { $0.timeIntervalSince(now) > ItemLedger.aheadSecondsMax } ?? false
    self.init(
      key: String(entry.id.prefix(Self.keyLengthMax)).cut(toUTF8: Self.keyBytesMax),
      url: entry.link,
      title: entry.title,
      publishedAt: isAhead ? nil : moment,
      isDatedAhead: isAhead,
      fingerprint: fingerprint([
        entry.title ?? "", entry.summary ?? "", entry.content ?? "",
        entry.updated?.moment.map { String(Int($0.timeIntervalSince1970)) } ?? "",
      ]),
      place: place
    )
  }

  /// Longer ids are texts.
  private static let keyLengthMax = 2_000
  /// What an index of every engine takes.
  private static let keyBytesMax = 2_400
}

extension FeedEntry {
  /// The moment of publication, else of the last change; a day alone counts from its first second.
  package var moment: Date? {
    guard let stamp = published ?? updated else { return nil }
    return stamp.moment ?? Date(timeIntervalSince1970: Double(stamp.day.daysSinceEpoch) * 86_400)
  }

  /// The entry without a date that lies in the future: such a date says nothing of when an article came out.
  package func withoutDateAhead(of now: Date) -> FeedEntry {
    guard let moment, moment.timeIntervalSince(now) > ItemLedger.aheadSecondsMax else { return self }
    var entry = self
    entry.published = nil
    entry.updated = nil
    return entry
  }
}
