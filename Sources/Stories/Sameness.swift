internal import Foundation
internal import Model

/// The weights of sameness. Each evidence moves a score that stands for a log ratio: how alike an article is to a story
/// over how alike the story's members are among themselves.
///
/// Chosen on development clusters in five folds of their topics; `Documentation/stories.md` has the figures.
package struct SamenessWeights: Sendable {
  /// An article belongs to the story from this score on.
  package var threshold = -0.16
  /// How alike members of a young story are taken to be, as if so many pairs had been seen.
  package var priorPairs = 6.0
  package var priorLikeness = 0.43
  /// The share of the nearest member in the likeness to a story; the rest is the mean of its members.
  package var nearestShare = 0.36
  package var sharedDay = 0.32
  package var contradictingDay = 0.39
  package var sharedNumber = 0.08
  package var contradictingNumber = 0.27
  package var copiedShare = 0.9
  /// Short leads repeat a story line's names; below so many words their other words must agree too, or day and numbers.
  package var shortWords = 97.0
  package var shortSpan = 40.0
  package var shortWordLikeness = 0.43
  package var shortWord = 4.8
  package var shortSharedDay = 0.064
  package var shortSharedNumber = 0.096
  package var shortContradictingDay = 0.59
  package var shortContradictingNumber = 0.22
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
    add("likeness", Self.ratio(all, to: story.state.cohesion.mean(weights), weights), 1)
    let days = Self.share(members) { article.contradictsDays(of: $0) }
    let numbers = Self.mean(members) { Double(min(3, article.contradictingQuantities(of: $0).count)) }
    add("shared day", Self.share(members) { article.sharesDays(of: $0) }, weights.sharedDay)
    add("contradicting day", days, -weights.contradictingDay)
    add(
      "shared numbers",
      Self.mean(members) { article.tellingNumbersShared(with: $0) },
      weights.sharedNumber
    )
    add(
      "contradicting numbers",
      numbers,
      -weights.contradictingNumber,
      evidence: article.contradictingQuantities(of: members[nearest]).map { "\($0.mine) / \($0.theirs)" }
    )
    let copied = members.map { article.shingles.overlap(with: $0.shingles).containment }.max() ?? 0
    add("copied share", copied, weights.copiedShare)
    addShort(article, members, days: days, numbers: numbers, weights)
    addActs(article, members, weights)
    addDaysApart(article, story, weights)
  }

  private mutating func addShort(
    _ article: MemberProfile,
    _ members: [MemberProfile],
    days: Double,
    numbers: Double,
    _ weights: SamenessWeights
  ) {
    let wordCount = max(article.wordCount, members.map(\.wordCount).max() ?? 0)
    let shortness = min(1, max(0, (weights.shortWords - Double(wordCount)) / weights.shortSpan))
    guard shortness > 0 else { return }
    let words = members.map { article.words.cosine($0.words) }.max() ?? 0
    let sameDay = members.contains { article.sharesDays(of: $0) } ? weights.shortSharedDay : 0
    let sameNumbers = members.map { article.tellingNumbersShared(with: $0) }.max() ?? 0
    let shared = words + sameDay + weights.shortSharedNumber * sameNumbers
    let lack = min(0, log((shared + 0.02) / weights.shortWordLikeness))
    add("short: few words shared", lack, shortness * weights.shortWord)
    add("short: contradicting day", days, -shortness * weights.shortContradictingDay)
    add("short: contradicting numbers", numbers, -shortness * weights.shortContradictingNumber)
  }

  private mutating func addActs(
    _ article: MemberProfile,
    _ members: [MemberProfile],
    _ weights: SamenessWeights
  ) {
    guard !article.acts.isEmpty else { return }
    add("shared act", Self.share(members) { article.sharesActs(of: $0) }, weights.sharedAct)
    add(
      "act on another day",
      Self.share(members) { article.contradictsActs(of: $0) },
      -weights.contradictingAct
    )
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

  private static func mean(_ members: [MemberProfile], _ value: (MemberProfile) -> Double) -> Double {
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
