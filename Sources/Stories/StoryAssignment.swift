package import Model

/// Where an article was put, and why.
package struct StoryAssignment: Sendable, Hashable {
  /// The story's number, from 1 in the order in which stories began.
  package var story: Int
  /// What ties it to the story.
  package var tie: StoryTie
  /// The member it was tied to: its article number. Nil for a new story.
  package var member: Int64?
  /// What the story had not told before; empty unless the tie is a development.
  package var news: [StoryNews]
  /// What the decision was made from; for a new story, how near the nearest other story came.
  package var grounds: [StoryGround]

  /// Makes an assignment.
  package init(story: Int, tie: StoryTie, member: Int64?, news: [StoryNews] = [], grounds: [StoryGround]) {
    self.story = story
    self.tie = tie
    self.member = member
    self.news = news
    self.grounds = grounds
  }
}
