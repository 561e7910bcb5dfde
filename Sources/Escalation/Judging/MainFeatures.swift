package import LinearModels
package import Model

/// What speaks for an article being about acts of a root, and for its being about any act at all.
///
/// The root is chosen first and its act after: of what an article is about its words tell the root, and one act does not.
package struct MainFeatures {
  private let acts: [WeighedAct]
  private let character: ArticleCharacter
  /// The places of those of a root whose words tell them as current.
  private let placesOfRoot: [Int: [Int]]
  /// How many are told as current, and how many of them are expected to be, those further down counting less.
  private let count: Int
  private let expected: Double
  /// The highest of the scores of what the words tell.
  private let highest: Double

  /// Counts over the candidates of an article.
  ///
  /// - Parameters:
  ///   - acts: all that were weighed.
  ///   - character: what the article is.
  /// - Complexity: linear in their number.
  package init(_ acts: [WeighedAct], _ character: ArticleCharacter) {
    let current = acts.indices.filter { acts[$0].status.isCurrent }
    (self.acts, self.character, count) = (acts, character, current.count)
    placesOfRoot = Dictionary(grouping: current) { acts[$0].toldRoot }
    expected = current.reduce(0) { $0 + acts[$1].weight }
    highest = character.rootScores.max() ?? 0
  }

  /// The roots that may be what the article is about, in order.
  package var roots: [Int] { placesOfRoot.keys.sorted() }

  /// The place of the act by which a root would be told: of those that can be told the likeliest that stands near the
  /// beginning.
  func place(of root: Int, where isTellable: (Int) -> Bool) -> Int? {
    placesOfRoot[root]?.sorted { (acts[$1].weight, $0) < (acts[$0].weight, $1) }.first(where: isTellable)
  }

  // MARK: Which root

  /// What speaks for a root.
  package func bag(of root: Int, named: Bool = false) -> FeatureBag {
    var bag = FeatureBag(named: named)
    let own = placesOfRoot[root, default: []].map { acts[$0] }
    bag.add("root", String(root))
    addWords(root, &bag)
    add("likeliest of the root", own.map(\.probability).max(), &bag)
    add("likeliest of the root in the headline", highest(own) { $0.isTitle }, &bag)
    add("likeliest of the root early", highest(own) { !$0.isTitle && $0.isEarly }, &bag)
    add("likeliest of the root that rules keep", highest(own) { $0.isKeptByRules }, &bag)
    add("least unlikely of the root", own.map(\.odds.none).min(), &bag)
    add("most real of the root", own.map(\.odds.unreal).min(), &bag)
    addShares(own, &bag)
    let first = own.map { $0.isTitle ? -1 : $0.sentenceIndex }.min() ?? 0
    bag.add("first of the root", first < 0 ? "headline" : "sentence \(min(first, Self.placesMax))")
    return bag
  }

  private static let placesMax = 6

  private func addWords(_ root: Int, _ bag: inout FeatureBag) {
    let escalation = VerdictFeatures.bounded(character.escalationScore)
    bag.add("words of escalation and the root", number: root < 13 ? -escalation : escalation)
    guard ActClass.roots.contains(root) else {
      return bag.add("words of another root", number: Self.bounded(highest))
    }
    bag.add("words of the root", number: Self.bounded(character.rootScores[root]))
    bag.add("words of the root beside others", number: (character.rootScores[root] - highest) / 2)
    if character.rootScores[root] == highest { bag.add("root that the words tell most") }
  }

  private func addShares(_ own: [WeighedAct], _ bag: inout FeatureBag) {
    let near = own.reduce(0) { $0 + $1.weight }
    bag.add("acts of the root", number: logarithm(1 + Double(own.count)))
    bag.add("share of acts", number: Double(own.count) / Double(max(count, 1)))
    bag.add("expected acts of the root", number: logarithm(0.01 + own.reduce(0) { $0 + $1.probability }))
    bag.add("expected near acts of the root", number: logarithm(0.01 + near))
    bag.add("share of expected near acts", number: near / (expected + 0.01))
  }

  // MARK: Whether any

  /// What speaks for the article being about an act at all.
  package func bag(named: Bool = false) -> FeatureBag {
    var bag = VerdictFeatures.bag(acts, character, named: named)
    for root in ActClass.roots {
      bag.add(
        "article root",
        number: VerdictFeatures.bounded(character.rootScores[root]),
        about: String(root)
      )
    }
    for domain in ArticleDomain.allCases {
      bag.add(
        "article domain",
        number: VerdictFeatures.bounded(character.score(of: domain)),
        about: domain.rawValue
      )
    }
    let told = placesOfRoot.values.joined().map { acts[$0] }
    bag.add("expected near acts", number: logarithm(0.05 + expected))
    add("likeliest as told", told.map(\.probability).max(), &bag)
    add("likeliest as told early", highest(told) { $0.isEarly }, &bag)
    return bag
  }

  // MARK: Numbers

  private func highest(_ acts: [WeighedAct], where holds: (WeighedAct) -> Bool) -> Double? {
    acts.lazy.filter(holds).map(\.probability).max()
  }

  private func add(_ kind: StaticString, _ probability: Double?, _ bag: inout FeatureBag) {
    bag.add(kind, number: Odds.score(probability ?? 0) / 2)
  }

  private static func bounded(_ score: Double) -> Double { min(max(score, -6), 4) / 2 }
}
