/// Puts articles into stories in one pass: each is compared with few stories, however many there are.
package struct StoryMatcher: Sendable {
  private struct Member: Sendable {
    var article: Int64
    var vector: TermVector
    var shingles: ShingleSketch
  }

  private struct Story: Sendable {
    /// The first member and the latest ones.
    var members: [Member]
  }

  /// Members of a story that an article is compared with.
  private static let membersMax = 8
  /// The mean cosine to a story's members from which an article belongs to it.
  private static let sameMin = 0.3
  /// From this share of the shorter text on, an article is a copy.
  private static let copyContainmentMin = 0.6
  private static let copySharedMin = 12

  private var stories: [Story] = []
  private var index = StoryIndex()
  private var assigned: Int64 = 0

  /// A matcher that knows no story yet.
  package init() {}

  /// Puts an article into a story that is known, or into a new one.
  ///
  /// - Parameters:
  ///   - profile: the article's profile.
  ///   - article: its number; nil counts from 0.
  /// - Returns: the story, how the article belongs to it, and why.
  /// - Complexity: bounded by the limits of `StoryIndex` and of a story's members, whatever is stored.
  package mutating func assign(_ profile: StoryProfile, article: Int64? = nil) -> StoryAssignment {
    let member = Member(
      article: article ?? assigned,
      vector: TermVector(profile.terms),
      shingles: profile.shingles
    )
    assigned += 1
    let (keys, weights) = StoryIndex.keys(of: profile)
    var best: StoryAssignment?
    var bestScore = -1.0
    for number in index.candidates(keys, weights: weights) {
      let (score, assignment) = compare(member, withStory: number)
      if score > bestScore { (bestScore, best) = (score, assignment) }
    }
    let result: StoryAssignment
    if let best, best.tie != .new {
      result = best
      append(member, to: best.story - 1)
    } else {
      stories.append(Story(members: [member]))
      result = StoryAssignment(story: stories.count, tie: .new, member: nil, grounds: best?.grounds ?? [])
    }
    index.insert(result.story - 1, keys: keys)
    return result
  }

  private func compare(_ member: Member, withStory number: Int) -> (Double, StoryAssignment) {
    let members = stories[number].members
    var (sum, nearest, nearestCosine) = (0.0, 0, -1.0)
    for (place, other) in members.enumerated() {
      let overlap = member.shingles.overlap(with: other.shingles)
      if overlap.shared >= Self.copySharedMin, overlap.containment >= Self.copyContainmentMin {
        let ground = StoryGround("copied text", overlap.containment)
        return (
          1 + overlap.containment,
          StoryAssignment(story: number + 1, tie: .copy, member: other.article, grounds: [ground])
        )
      }
      let cosine = Double(member.vector.cosine(other.vector))
      sum += cosine
      if cosine > nearestCosine { (nearest, nearestCosine) = (place, cosine) }
    }
    let mean = sum / Double(members.count)
    let grounds = [
      StoryGround("mean likeness", mean), StoryGround("greatest likeness", nearestCosine),
    ]
    let tie: StoryTie = mean >= Self.sameMin ? .same : .new
    return (
      mean,
      StoryAssignment(story: number + 1, tie: tie, member: members[nearest].article, grounds: grounds)
    )
  }

  private mutating func append(_ member: Member, to story: Int) {
    if stories[story].members.count == Self.membersMax { stories[story].members.remove(at: 1) }
    stories[story].members.append(member)
  }
}
