/// How an article belongs to its story.
package enum StoryTie: String, Sendable, Codable, CaseIterable {
  /// It is the first of its story.
  case new
  /// Its text is another member's, whole or cut.
  case copy
  /// It tells what another member tells.
  case same = "same event"
  /// It tells a new fact of the same event.
  case development
}

/// A named number that sameness was decided from, with the words that show it.
package struct StoryGround: Sendable, Hashable, Codable {
  package var name: String
  package var value: Double
  /// What the value was multiplied with in the score; 0 for a ground that only names the kind of tie.
  package var weight: Double
  /// The article's own words, where words carry the ground.
  package var evidence: [String]

  /// Makes a ground.
  package init(_ name: String, _ value: Double, weight: Double = 0, evidence: [String] = []) {
    self.name = name
    self.value = value
    self.weight = weight
    self.evidence = evidence
  }
}

/// Where an article was put, and why.
package struct StoryAssignment: Sendable, Hashable, Codable {
  /// The story's number, from 1 in the order in which stories began.
  package var story: Int
  package var tie: StoryTie
  /// The member it was tied to: its article number. Nil for a new story.
  package var member: Int64?
  /// What the decision was made from; for a new story, how near the nearest other story came.
  package var grounds: [StoryGround]

  /// Makes an assignment.
  package init(story: Int, tie: StoryTie, member: Int64?, grounds: [StoryGround]) {
    self.story = story
    self.tie = tie
    self.member = member
    self.grounds = grounds
  }
}
