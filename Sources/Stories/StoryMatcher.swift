import Model

/// Puts articles into stories in one pass: each is compared with few stories, however many there are.
package struct StoryMatcher: Sendable {
  /// A story is forgotten once so many articles came after its last one: some days of a busy newsroom's feeds, and some
  /// hundred megabytes.
  private static let articlesRememberedMax = 32_768
  /// A story that nobody told for so many days takes no article any more; a new report of it is a new story.
  private static let windowDays = 14
  /// From this share of the shorter text on, and so many shingles seen in both, an article is a copy.
  private static let copyContainmentMin = 0.6
  private static let copySharedMin = 12

  private var stories: [StoryRecord] = []
  private var index = StoryIndex()
  private var queue = LiveQueue()
  private var assigned: Int64 = 0
  private let weights: SamenessWeights

  /// A matcher that knows no story yet.
  package init(weights: SamenessWeights = .standard) { self.weights = weights }

  /// Puts an article into a story that is known, or into a new one.
  ///
  /// - Parameters:
  ///   - profile: the article's profile.
  ///   - article: its number; nil counts from 0.
  /// - Returns: the story, how the article belongs to it, and why.
  /// - Complexity: bounded by the limits of `StoryIndex` and of a story's members, whatever is stored.
  package mutating func assign(_ profile: StoryProfile, article: Int64? = nil) -> StoryAssignment {
    let keys = StoryIndex.keys(of: profile)
    let member = StoryMember(
      article: article ?? assigned,
      profile: MemberProfile(profile),
      keys: keys.map(\.hash)
    )
    let best = nearestStory(to: member, keys)
    guard let best, best.sameness.score >= weights.threshold || best.copied != nil else {
      let story = open(member)
      return StoryAssignment(story: story + 1, tie: .new, member: nil, grounds: best?.sameness.grounds ?? [])
    }
    let assignment = tie(member, to: best)
    add(member, to: best.story, likeness: best.sameness.likeness)
    return assignment
  }

  /// Adds an article to a story that was settled before, by the store or by an analyst, whatever its likeness.
  ///
  /// - Parameters:
  ///   - profile: the article's profile.
  ///   - article: its number.
  ///   - story: the story's number, one of those known; nil for a new story.
  /// - Returns: the story's number.
  @discardableResult
  package mutating func place(_ profile: StoryProfile, article: Int64, inStory story: Int?) -> Int {
    let keys = StoryIndex.keys(of: profile)
    let member = StoryMember(article: article, profile: MemberProfile(profile), keys: keys.map(\.hash))
    guard let story, stories.indices.contains(story - 1), !stories[story - 1].members.isEmpty else {
      return open(member) + 1
    }
    let sameness = Sameness(member.profile, stories[story - 1], weights: weights)
    add(member, to: story - 1, likeness: sameness.likeness)
    return story
  }

  /// Joins a story to another, so that later articles of either come to the second.
  package mutating func merge(_ story: Int, into target: Int) {
    guard story != target, stories.indices.contains(story - 1), stories.indices.contains(target - 1) else {
      return
    }
    let members = stories[story - 1].members
    index.remove(story - 1, keys: members.flatMap(\.keys))
    stories[story - 1].forget()
    for member in members where !stories[target - 1].members.isEmpty {
      let sameness = Sameness(member.profile, stories[target - 1], weights: weights)
      add(member, to: target - 1, likeness: sameness.likeness)
    }
  }

  /// Takes an article out of its story into one of its own, which then competes for later articles.
  ///
  /// - Returns: the new story's number; nil where the article is not among the members that the story keeps.
  package mutating func split(article: Int64, from story: Int) -> Int? {
    guard stories.indices.contains(story - 1), let member = stories[story - 1].remove(article: article) else {
      return nil
    }
    index.remove(story - 1, keys: member.keys)
    for kept in stories[story - 1].members { index.insert(story - 1, keys: kept.keys) }
    return open(member) + 1
  }

  private struct Candidate {
    var story: Int
    var sameness: Sameness
    /// The member whose text the article's is, and how much of it.
    var copied: (member: Int, share: Double)?
  }

  private func nearestStory(to member: StoryMember, _ keys: [StoryKey]) -> Candidate? {
    var best: Candidate?
    for story in index.candidates(keys) where isOpen(stories[story], for: member.profile.published) {
      let candidate = Candidate(
        story: story,
        sameness: Sameness(member.profile, stories[story], weights: weights),
        copied: copy(member, in: stories[story])
      )
      guard let known = best else {
        best = candidate
        continue
      }
      let (share, knownShare) = (candidate.copied?.share ?? 0, known.copied?.share ?? 0)
      if (share, candidate.sameness.score) > (knownShare, known.sameness.score) { best = candidate }
    }
    return best
  }

  private func isOpen(_ story: StoryRecord, for day: CalendarDay?) -> Bool {
    guard !story.members.isEmpty else { return false }
    guard let day, let last = story.lastDay else { return true }
    return abs(day.daysSinceEpoch - last.daysSinceEpoch) <= Self.windowDays
  }

  private func copy(_ member: StoryMember, in story: StoryRecord) -> (member: Int, share: Double)? {
    for (place, other) in story.members.enumerated() {
      let overlap = member.profile.shingles.overlap(with: other.profile.shingles)
      if overlap.shared >= Self.copySharedMin, overlap.containment >= Self.copyContainmentMin {
        return (place, overlap.containment)
      }
    }
    return nil
  }

  private func tie(_ member: StoryMember, to best: Candidate) -> StoryAssignment {
    let story = stories[best.story]
    let nearest = best.copied?.member ?? best.sameness.nearest
    let facts = best.copied == nil ? story.newFacts(in: member.profile, nearest: nearest) : []
    return StoryAssignment(
      story: best.story + 1,
      tie: best.copied != nil ? .copy : facts.isEmpty ? .same : .development,
      member: story.members[nearest].article,
      grounds: best.sameness.grounds + facts
    )
  }

  private mutating func open(_ member: StoryMember) -> Int {
    stories.append(StoryRecord(member, touched: assigned))
    file(member, under: stories.count - 1)
    return stories.count - 1
  }

  private mutating func add(_ member: StoryMember, to story: Int, likeness: Cohesion) {
    stories[story].append(member, likeness: likeness)
    stories[story].touched = assigned
    file(member, under: story)
  }

  private mutating func file(_ member: StoryMember, under story: Int) {
    index.insert(story, keys: member.keys)
    queue.append(story, at: assigned)
    assigned += 1
    while let old = queue.next(beyond: Self.articlesRememberedMax, isCurrent: { stories[$0].touched == $1 }) {
      index.remove(old, keys: stories[old].members.flatMap(\.keys))
      stories[old].forget()
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
