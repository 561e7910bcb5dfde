package import Foundation

/// The story of an article as rules see it, as it was when the article came.
package struct AlertStory: Sendable, Hashable {
  /// Its row, written `s4`.
  package var number: Int64
  /// When its first article arrived.
  package var firstSeenAt: Date
  /// Articles that tell it by now, this one among them.
  package var articleCount: Int
  /// Independent publishers that tell it by now.
  package var sourceCount: Int
  /// Articles that came in the last 24 hours.
  package var growth: Int

  /// Makes a story.
  package init(number: Int64, firstSeenAt: Date, articleCount: Int, sourceCount: Int, growth: Int) {
    self.number = number
    self.firstSeenAt = firstSeenAt
    self.articleCount = articleCount
    self.sourceCount = sourceCount
    self.growth = growth
  }
}
