package import Model

/// What was decided about an article among the stories that it may belong to.
package struct StoryVerdict: Sendable {
  /// Index of the story among the candidates; nil for a new one.
  package var choice: Int?
  /// What ties it to the story, or that it opens one.
  package var tie: StoryTie
  /// The article number of the member that it was tied to.
  package var nearest: Int64?
  /// What the story had not told before; empty for a new story.
  package var news: [StoryNews]
  /// What the decision was made from; for a new story, how near the nearest other came.
  package var grounds: [StoryGround]
  /// How alike it is to the members of the chosen story.
  package var likeness: Cohesion
  /// The article that opened the event that it tells; nil where it opens one itself.
  package var opener: Int64?
  /// The places of what the chosen story had not told; of all that the article tells where it opens one.
  package var newPlaces: [Int64]
}

/// Decides to which of few stories an article belongs: a plain function of article and stories.
package struct StoryJudge: Sendable {
  /// A story that nobody told for so many days takes no article any more; a new report of it is a new story.
  private static let windowDays = 14
  /// From this share of the shorter text on, and so many shingles seen in both, an article is a copy.
  private static let copyContainmentMin = 0.6
  private static let copySharedMin = 12
  /// No copy where each misses a name of the other's lead that weighs as much as this: reports from one template, such as
  /// those of markets and earthquakes, are alike but for who and where.
  private static let copyMissingNameMax = 0.75

  /// A story takes an article from these log odds on; the learned start holds how careful that is.
  private static let oddsMin = 0.0

  /// What the evidence is worth.
  package let weights: StoryWeights

  /// A judge with these weights.
  package init(weights: StoryWeights = .standard) { self.weights = weights }

  /// Decides about an article.
  ///
  /// - Parameters:
  ///   - member: the article.
  ///   - candidates: stories that share keys with it, best first.
  /// - Returns: the story it belongs to, or that it opens one.
  /// - Complexity: candidates times members kept times terms, all bounded.
  package func decide(_ member: StoryMember, among candidates: [StoryRecord]) -> StoryVerdict {
    let comparisons = comparisons(of: member, with: candidates)
    return verdict(on: member, comparisons, choice: choice(among: comparisons), among: candidates)
  }

  /// An article beside each event of each story that it may join.
  func comparisons(of member: StoryMember, with stories: [StoryRecord]) -> [StoryComparison] {
    var found: [StoryComparison] = []
    for (index, story) in stories.enumerated() where isOpen(story, for: member.profile.published) {
      let copy = copy(member, in: story)
      for centre in story.centres {
        let evidence = StoryEvidence(member.profile, centre, story.state)
        found.append(
          StoryComparison(
            candidate: index,
            centre: centre,
            evidence: evidence,
            odds: weights.odds(evidence),
            copied: copy?.member,
            share: copy?.share ?? 0
          )
        )
      }
    }
    return found
  }

  /// The comparison with the most copied text, of those without any the one of the best odds, if these suffice.
  package func choice(among comparisons: [StoryComparison]) -> Int? {
    Self.best(of: comparisons).flatMap { best in
      comparisons[best].isCopy || comparisons[best].odds >= Self.oddsMin ? best : nil
    }
  }

  private static func best(of comparisons: [StoryComparison]) -> Int? {
    var best: Int?
    for (place, one) in comparisons.enumerated() {
      let isBetter =
        best.map { (one.share, one.odds) > (comparisons[$0].share, comparisons[$0].odds) } ?? true
      if isBetter { best = place }
    }
    return best
  }

  /// What a choice comes to.
  func verdict(
    on member: StoryMember,
    _ comparisons: [StoryComparison],
    choice: Int?,
    among candidates: [StoryRecord]
  ) -> StoryVerdict {
    guard let choice else {
      return StoryVerdict(
        choice: nil,
        tie: .new,
        nearest: nil,
        news: [],
        grounds: Self.best(of: comparisons).map { weights.grounds(comparisons[$0].evidence) } ?? [],
        likeness: Cohesion(),
        opener: nil,
        newPlaces: member.profile.places(but: [])
      )
    }
    let chosen = comparisons[choice]
    let story = candidates[chosen.candidate]
    let nearest = chosen.copied ?? chosen.centre.members[chosen.evidence.nearest]
    let news = chosen.isCopy ? [] : story.news(in: member.profile, nearest: nearest)
    return StoryVerdict(
      choice: chosen.candidate,
      tie: chosen.isCopy ? .copy : news.isEmpty ? .same : .development,
      nearest: nearest.article,
      news: news,
      grounds: weights.grounds(chosen.evidence),
      likeness: chosen.evidence.cohesion,
      opener: nearest.opener,
      newPlaces: member.profile.places(but: story.centres)
    )
  }

  private func isOpen(_ story: StoryRecord, for day: CalendarDay?) -> Bool {
    guard !story.members.isEmpty else { return false }
    guard let day, let last = story.state.lastDay else { return true }
    return abs(day.daysSinceEpoch - last.daysSinceEpoch) <= Self.windowDays
  }

  private func copy(_ member: StoryMember, in story: StoryRecord) -> (member: StoryMember, share: Double)? {
    for other in story.members {
      let overlap = member.profile.shingles.overlap(with: other.profile.shingles)
      if overlap.shared >= Self.copySharedMin, overlap.containment >= Self.copyContainmentMin,
        !isOfOthers(member.profile, other.profile)
      {
        return (other, overlap.containment)
      }
    }
    return nil
  }

  private func isOfOthers(_ one: MemberProfile, _ other: MemberProfile) -> Bool {
    min(one.leadNameMissing(in: other), other.leadNameMissing(in: one)) >= Self.copyMissingNameMax
  }
}

extension MemberProfile {
  /// The places of its terms and phrases that a story's centres do not tell yet.
  func places(but centres: [StoryCentre]) -> [Int64] {
    let terms = terms.filter { term in centres.allSatisfy { $0.term(term.hash) == nil } }.map(\.place)
    let phrases = leadPhrases.filter { phrase in centres.allSatisfy { $0.leadPhrases[phrase.hash] == nil } }
      .map(\.place)
    return Array(Set(terms + phrases))
  }
}
