internal import Foundation
package import Model

/// What a second look at a story found: articles that tell another event than its first.
package struct StorySplit: Sendable {
  /// In order of arrival.
  package var articles: [Int64]
  /// The log odds that one of them is of the event of the others, in the mean.
  package var odds: Double
  /// What speaks most against one event, the strongest first.
  package var grounds: [StoryGround]
}

/// The second look: whether a story has grown two centres.
///
/// The first report of an event that looks like another joins it now and then, and looks like a stray. Its second report shows
/// that it is none: both are alike and unlike the rest.
package struct StorySplitter: Sendable {
  /// Smaller groups are strays.
  private static let groupMin = 2
  /// Two groups part where one is of the other's event by these log odds in the mean, and its own event holds together.
  private static let oddsMax = 0.0
  private static let ownOddsMin = 0.0

  private let weights: StoryWeights

  /// A splitter with these weights.
  package init(weights: StoryWeights = .standard) { self.weights = weights }

  /// Looks at a story to which an article has just come.
  ///
  /// - Returns: nil for a story of one event, and for one that an analyst merged: somebody has said that it is one.
  /// - Complexity: members kept times terms; quadratic in the members kept, which are few, for likenesses.
  package func split(_ story: StoryRecord) -> StorySplit? {
    let members = story.members
    guard members.count >= 2 * Self.groupMin, story.centres.count == 1,
      let group = Self.group(of: members)
    else { return nil }
    let (mine, others) = (
      group.map { members[$0] }, members.indices.filter { !group.contains($0) }.map { members[$0] }
    )
    let across =
      evidence(of: mine, beside: others, story.state) + evidence(of: others, beside: mine, story.state)
    let odds = Self.mean(across.map(weights.odds))
    guard odds <= Self.oddsMax else { return nil }
    let own = mine.indices.map { place in
      let rest = mine.indices.filter { $0 != place }.map { mine[$0] }
      return weights.odds(StoryEvidence(mine[place].profile, StoryCentre(rest), story.state))
    }
    guard Self.mean(own) >= Self.ownOddsMin else { return nil }
    let leaving = group.contains(0) ? others : mine
    let worst = across.min { weights.odds($0) < weights.odds($1) }
    return StorySplit(
      articles: leaving.map(\.article),
      odds: odds,
      grounds: worst.map(weights.grounds) ?? []
    )
  }

  private func evidence(
    of some: [StoryMember],
    beside others: [StoryMember],
    _ state: StoryState
  ) -> [StoryEvidence] {
    let centre = StoryCentre(others)
    return some.map { StoryEvidence($0.profile, centre, state) }
  }

  /// The latest member with those that are most like it: where the gap to the rest is widest.
  private static func group(of members: [StoryMember]) -> [Int]? {
    let likeness = members.map { one in members.map { one.profile.all.cosine($0.profile.all) } }
    let latest = members.count - 1
    let near = members.indices.dropLast().sorted { (likeness[latest][$0], $0) > (likeness[latest][$1], $1) }
    var best: (gap: Double, group: [Int])?
    for size in groupMin...(members.count - groupMin) {
      let group = [latest] + near.prefix(size - 1)
      let others = near.suffix(members.count - size)
      let inside = mean(group.flatMap { one in group.filter { $0 != one }.map { likeness[one][$0] } })
      let across = mean(group.flatMap { one in others.map { likeness[one][$0] } })
      if best.map({ inside - across > $0.gap }) ?? true { best = (inside - across, group) }
    }
    return best.flatMap { $0.gap > 0 ? $0.group : nil }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }
}
