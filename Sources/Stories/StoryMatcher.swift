/// Puts articles into stories in one pass, in memory: each is compared with few stories, however many there are.
package struct StoryMatcher: Sendable {
  /// A story is forgotten once so many articles came after its last one: some days of a busy newsroom's feeds, and some
  /// hundred megabytes.
  private static let articlesRememberedMax = 32_768

  private struct LiveStory {
    var record: StoryRecord
    /// When it was last added to, in articles assigned.
    var touched: Int64
  }

  private var stories: [LiveStory] = []
  private var index = StoryIndex()
  private var queue = LiveQueue()
  private var assigned: Int64 = 0
  private var counts = StreamCounts()
  private let judge: StoryJudge
  /// What looks at a story again that takes an article; nil for none.
  package var splitter: StorySplitter?

  /// A matcher that knows no story yet.
  package init(weights: StoryWeights = .standard, splitter: StorySplitter? = StorySplitter()) {
    judge = StoryJudge(weights: weights)
    self.splitter = splitter
  }

  /// Puts an article into a story that is known, or into a new one.
  ///
  /// - Parameters:
  ///   - profile: the article's profile.
  ///   - article: its number; nil counts from 0.
  /// - Returns: the story, how the article belongs to it, and why.
  /// - Complexity: bounded by the limits of `StoryIndex` and of a story's members, whatever is stored.
  package mutating func assign(_ profile: StoryProfile, article: Int64? = nil) -> StoryAssignment {
    assign(profile, article: article, choosing: judge.choice)
  }

  /// Puts an article into the story that somebody else chooses, as training does, which knows the true ones: `choosing` gives
  /// the place of a comparison, or nil for a new story.
  package mutating func assign(
    _ profile: StoryProfile,
    article: Int64? = nil,
    choosing: ([StoryComparison]) -> Int?
  ) -> StoryAssignment {
    let member = member(of: profile, article: article ?? assigned)
    let candidates = index.candidates(StoryIndex.keys(of: profile))
    let records = candidates.map { stories[$0].record }
    let comparisons = judge.comparisons(of: member, with: records)
    let verdict = judge.verdict(on: member, comparisons, choice: choosing(comparisons), among: records)
    let story: Int
    if let choice = verdict.choice {
      story = candidates[choice]
      stories[story].record.append(
        member.telling(verdict.opener ?? member.article),
        likeness: verdict.likeness
      )
      stories[story].touched = assigned
    } else {
      story = stories.count
      stories.append(LiveStory(record: StoryRecord(member), touched: assigned))
    }
    counts.add(verdict.newPlaces, isNewStory: verdict.choice == nil, at: assigned)
    file(member, under: story)
    let own = verdict.choice == nil ? story : split(story, holding: member.article)
    return StoryAssignment(
      story: own + 1,
      tie: verdict.tie,
      member: verdict.nearest,
      news: verdict.news,
      grounds: verdict.grounds
    )
  }

  /// An article beside a story of one other, weighed by what has come so far; nothing is kept of either.
  package func comparison(of profile: StoryProfile, with other: StoryProfile) -> StoryEvidence {
    let (one, other) = (member(of: profile, article: 1), member(of: other, article: 0))
    return StoryEvidence(one.profile, StoryCentre([other]), StoryRecord(other).state)
  }

  private func member(of profile: StoryProfile, article: Int64) -> StoryMember {
    let frequencies = counts.frequencies(of: profile.places, at: assigned)
    return StoryMember(article: article, profile: profile.weighed(by: frequencies))
  }

  /// Parts a story that has grown two centres; gives the story that an article then is in.
  private mutating func split(_ story: Int, holding article: Int64) -> Int {
    guard let split = splitter?.split(stories[story].record) else { return story }
    let members = stories[story].record.members
    let (moved, left) = (
      members.filter { split.articles.contains($0.article) },
      members.filter { !split.articles.contains($0.article) }
    )
    let opener = moved.first?.article ?? article
    guard let own = StoryRecord(rebuiltFrom: moved.map { $0.telling(opener) }),
      let rest = StoryRecord(rebuiltFrom: left)
    else { return story }
    index.remove(story, keys: moved.flatMap(\.keys))
    index.insert(story, keys: left.flatMap(\.keys))
    stories[story].record = rest
    stories.append(LiveStory(record: own, touched: assigned))
    index.insert(stories.count - 1, keys: moved.flatMap(\.keys))
    queue.append(stories.count - 1, at: assigned)
    return split.articles.contains(article) ? stories.count - 1 : story
  }

  private mutating func file(_ member: StoryMember, under story: Int) {
    index.insert(story, keys: member.keys)
    queue.append(story, at: assigned)
    assigned += 1
    while let old = queue.next(beyond: Self.articlesRememberedMax, isCurrent: { stories[$0].touched == $1 }) {
      index.remove(old, keys: stories[old].record.members.flatMap(\.keys))
      stories[old].record.forget()
    }
  }
}

/// The stories in the order in which they were last told, so that the oldest is found without a search.
private struct LiveQueue: Sendable {
  private var entries: [(story: Int, touched: Int64)] = []
  private var head = 0

  mutating func append(_ story: Int, at time: Int64) { entries.append((story, time)) }

  /// The oldest story when more entries came since than allowed; entries of stories told again since are dropped.
  mutating func next(beyond limit: Int, isCurrent: (Int, Int64) -> Bool) -> Int? {
    while entries.count - head > limit {
      let entry = entries[head]
      head += 1
      if head > limit {
        entries.removeFirst(head)
        head = 0
      }
      if isCurrent(entry.story, entry.touched) { return entry.story }
    }
    return nil
  }
}
