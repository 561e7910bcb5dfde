internal import Foundation
internal import Model

/// The weights of sameness. Each evidence moves a score that stands for a log ratio: how alike an article is to a story
/// over how alike the story's members are among themselves.
///
/// Chosen on development clusters in five folds of their topics; `Documentation/stories.md` has the figures.
package struct SamenessWeights: Sendable {
  /// An article belongs to the story from this score on.
  package var threshold = -0.4
  /// How alike members of a young story are taken to be, as if so many pairs had been seen.
  package var priorPairs = 7.0
  package var priorLikeness = 0.44
  /// The share of the nearest member in the likeness to a story; the rest is the mean of its members.
  package var nearestShare = 0.36
  package var sharedDay = 0.3
  package var contradictingDay = 0.24
  package var sharedNumber = 0.08
  package var contradictingNumber = 0.32
  package var copiedShare = 0.73
  /// The weightiest name of the one's lead that the other nowhere has: the less and the more telling of both ways.
  package var missingName = 0.12
  package var eitherMissingName = 0.12
  package var otherNumbers = 0.08
  /// Short leads repeat a story line's names. Below `leadWords` words they are more and more judged as leads, and only so
  /// `leadSpan` words below.
  package var leadWords = 110.0
  package var leadSpan = 40.0
  package var lead = LeadWeights()
  /// Coded events, where there are any.
  package var sharedAct = 0.05
  package var contradictingAct = 0.6
  /// For each day between an article and the last of the story.
  package var dayApart = 0.04

  package static let standard = SamenessWeights()

  /// The standard weights.
  package init() {}
}

/// How an article compares with a story, evidence by evidence.
struct Sameness: Sendable {
  private(set) var score = 0.0
  private(set) var grounds: [StoryGround] = []
  /// The member that is most alike.
  private(set) var nearest = 0
  /// The sum and number of likenesses to the members, which a story that takes the article adds to its own.
  private(set) var likeness = Cohesion()

  /// Compares an article with the members of a story.
  ///
  /// - Complexity: bounded by members times terms.
  init(_ article: MemberProfile, _ story: StoryRecord, weights: SamenessWeights) {
    let members = story.members.map(\.profile)
    let all = members.map { article.all.cosine($0.all) }
    nearest = all.indices.max { all[$0] < all[$1] } ?? 0
    likeness = Cohesion(all: all.reduce(0, +), pairs: Double(members.count))
    let wordCount = max(article.wordCount, members.map(\.wordCount).max() ?? 0)
    let leadShare = min(1, max(0, (weights.leadWords - Double(wordCount)) / weights.leadSpan))
    if leadShare < 1 { addReports(article, story, members, all, weights, share: 1 - leadShare) }
    if leadShare > 0 { addLeads(article, members, weights, share: leadShare) }
    addDaysApart(article, story, weights)
  }

  /// What tells whether whole reports are of one event.
  private mutating func addReports(
    _ article: MemberProfile,
    _ story: StoryRecord,
    _ members: [MemberProfile],
    _ all: [Double],
    _ weights: SamenessWeights,
    share: Double
  ) {
    add("likeness", Self.ratio(all, to: story.state.cohesion.mean(weights), weights), share)
    add("shared day", Self.share(members) { article.sharesDays(of: $0) }, share * weights.sharedDay)
    add(
      "contradicting day",
      Self.share(members) { article.contradictsDays(of: $0) },
      -share * weights.contradictingDay
    )
    add(
      "shared numbers",
      Self.mean(members) { article.tellingNumbersShared(with: $0) },
      share * weights.sharedNumber
    )
    add(
      "contradicting numbers",
      Self.mean(members) { Double(min(3, article.contradictingQuantities(of: $0).count)) },
      -share * weights.contradictingNumber,
      evidence: article.contradictingQuantities(of: members[nearest]).map { "\($0.mine) / \($0.theirs)" }
    )
    let missing = members.map { (article.leadNameMissing(in: $0), $0.leadNameMissing(in: article)) }
    add("both miss a name", Self.mean(missing) { min($0.0, $0.1) }, -share * weights.missingName)
    add("one misses a name", Self.mean(missing) { max($0.0, $0.1) }, -share * weights.eitherMissingName)
    add(
      "other numbers",
      Self.share(members) { article.hasOtherNumbers(than: $0) },
      -share * weights.otherNumbers
    )
    let copied = members.map { article.shingles.overlap(with: $0.shingles).containment }.max() ?? 0
    add("copied share", copied, share * weights.copiedShare)
    guard !article.acts.isEmpty else { return }
    add("shared act", Self.share(members) { article.sharesActs(of: $0) }, share * weights.sharedAct)
    add(
      "act on another day",
      Self.share(members) { article.contradictsActs(of: $0) },
      -share * weights.contradictingAct
    )
  }

  /// What tells whether short leads are of one event.
  private mutating func addLeads(
    _ article: MemberProfile,
    _ members: [MemberProfile],
    _ weights: SamenessWeights,
    share: Double
  ) {
    let lead = weights.lead
    let pairs = members.map { LeadEvidence(article, $0) }
    guard let nearest = pairs.max(by: { $0.odds(lead) < $1.odds(lead) }) else { return }
    add("leads", 1, share * (weights.threshold + lead.scale * lead.start))
    let parts = pairs.map { $0.parts(lead) }
    for (index, part) in nearest.parts(lead).enumerated() {
      let mean = parts.reduce(0) { $0 + $1[index].value } / Double(parts.count)
      let value = lead.nearestShare * part.value + (1 - lead.nearestShare) * mean
      add("leads: " + part.name, value, share * lead.scale * part.weight)
    }
  }

  private mutating func addDaysApart(
    _ article: MemberProfile,
    _ story: StoryRecord,
    _ weights: SamenessWeights
  ) {
    guard let day = article.published, let last = story.state.lastDay else { return }
    add("days apart", Double(abs(day.daysSinceEpoch - last.daysSinceEpoch)), -weights.dayApart)
  }

  private mutating func add(_ name: String, _ value: Double, _ weight: Double, evidence: [String] = []) {
    guard value != 0 else { return }
    score += value * weight
    grounds.append(StoryGround(name, value, weight: weight, evidence: evidence))
  }

  /// The logarithm of the likeness to members over what is usual among them.
  private static func ratio(_ likeness: [Double], to usual: Double, _ weights: SamenessWeights) -> Double {
    let nearest = likeness.max() ?? 0
    let mean = likeness.reduce(0, +) / Double(max(1, likeness.count))
    let value = weights.nearestShare * nearest + (1 - weights.nearestShare) * mean
    return log((value + 0.02) / (usual + 0.02))
  }

  private static func share(_ members: [MemberProfile], _ holds: (MemberProfile) -> Bool) -> Double {
    mean(members) { holds($0) ? 1 : 0 }
  }

  private static func mean<Compared>(_ members: [Compared], _ value: (Compared) -> Double) -> Double {
    members.reduce(0) { $0 + value($1) } / Double(max(1, members.count))
  }
}

/// How alike the members of a story are among themselves.
package struct Cohesion: Sendable, Codable {
  var all = 0.0
  var pairs = 0.0

  /// Of no pair.
  package init() {}

  init(all: Double, pairs: Double) {
    self.all = all
    self.pairs = pairs
  }

  static func += (left: inout Cohesion, right: Cohesion) {
    left.all += right.all
    left.pairs += right.pairs
  }

  /// The mean likeness of a pair of members, with the prior counted in.
  func mean(_ weights: SamenessWeights) -> Double {
    (weights.priorLikeness * weights.priorPairs + all) / (weights.priorPairs + pairs)
  }
}
