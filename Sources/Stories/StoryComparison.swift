/// An article beside one event of a story that it may join.
package struct StoryComparison: Sendable {
  /// The story's place among the candidates.
  let candidate: Int
  let centre: StoryCentre
  /// What was compared, and how it came out.
  package let evidence: StoryEvidence
  /// The log odds that the article tells the event.
  package private(set) var odds: Double
  /// The member whose text the article's is; nil where it is no copy.
  let copied: StoryMember?
  /// How much of the shorter text is the same where it is a copy.
  let share: Double

  /// The same by other weights.
  package func judged(by weights: StoryWeights) -> StoryComparison {
    var judged = self
    judged.odds = weights.odds(evidence)
    return judged
  }

  init(
    candidate: Int,
    centre: StoryCentre,
    evidence: StoryEvidence,
    odds: Double,
    copied: StoryMember?,
    share: Double
  ) {
    (self.candidate, self.centre, self.evidence) = (candidate, centre, evidence)
    (self.odds, self.copied, self.share) = (odds, copied, share)
  }

  /// Whether its text is a member's.
  package var isCopy: Bool { copied != nil }
  /// The numbers of the members that it was compared with, in order of arrival.
  package var members: [Int64] { centre.members.map(\.article) }
}
