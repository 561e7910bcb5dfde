package import LinearModels
package import Model

/// What speaks for a candidate being what its article is about: how likely it is an act, where it stands, and how much of the
/// article tells of its root.
package struct MainFeatures {
  private let acts: [WeighedAct]
  private let character: ArticleCharacter
  private let counts: [Int: Int]
  private let rootsOfTitle: Set<Int>
  /// The expected number of current acts of each root of `ActClass.roots`, in all, and the likeliest one.
  private let sums: [Double]
  private let sumOfAll: Double
  private let highest: [Double]
  /// The root that the article's words tell most.
  private let toldMost: Int?

  /// Counts over all candidates of an article.
  ///
  /// - Complexity: linear in their number.
  package init(_ acts: [WeighedAct], _ character: ArticleCharacter) {
    (self.acts, self.character) = (acts, character)
    counts = Dictionary(acts.map { ($0.code.rootNumber, 1) }, uniquingKeysWith: +)
    rootsOfTitle = Set(acts.filter(\.isTitle).map(\.code.rootNumber))
    let odds = ActClass.roots.map { root in acts.map { $0.odds.current(root) } }
    sums = odds.map { $0.reduce(0, +) }
    sumOfAll = sums.reduce(0, +)
    highest = odds.map { $0.max() ?? 0 }
    let scores = character.rootScores
    toldMost = ActClass.roots.max { (scores[$0], $1) < (scores[$1], $0) }
  }

  /// The features of the candidate at a place among them.
  package func bag(at place: Int, named: Bool = false) -> FeatureBag {
    let act = acts[place]
    let root = act.toldRoot
    var bag = FeatureBag(named: named)
    add("as told", act.probability, &bag)
    add("act of conflict", act.odds.conflict, &bag)
    add("no act", act.odds.none, &bag)
    add("unreal act", act.odds.unreal, &bag)
    add("act of cooperation", act.odds.cooperation, &bag)
    addPlace(act, &bag)
    bag.add("root", String(root))
    if root != act.code.rootNumber { bag.add("other root than its words") }
    bag.add("rule", act.rejection ?? "kept")
    bag.add("status", act.status.rawValue)
    addArticle(root, &bag)
    addShares(act, root, &bag)
    return bag
  }

  private func add(_ kind: StaticString, _ probability: Double, _ bag: inout FeatureBag) {
    bag.add(kind, number: Odds.score(probability) / 2)
  }

  private func addPlace(_ act: WeighedAct, _ bag: inout FeatureBag) {
    let index = act.sentenceIndex
    let place =
      act.isTitle
      ? "title"
      : index < 2
        ? "sentence \(index)" : index < 3 ? "second" : index < 6 ? "early" : index < 12 ? "middle" : "late"
    bag.add("place", place)
    bag.add("sentences before", number: logarithm(act.isTitle ? 1 : 1 + Double(index)))
  }

  private func addArticle(_ root: Int, _ bag: inout FeatureBag) {
    bag.add("article escalates", number: VerdictFeatures.bounded(character.escalationScore))
    bag.add("genre", character.genre.rawValue)
    bag.add("domain", character.domain.rawValue)
    guard ActClass.roots.contains(root) else { return }
    bag.add("article tells this root", number: VerdictFeatures.bounded(character.rootScores[root]))
    if toldMost == root { bag.add("root that the article tells most") }
  }

  private func addShares(_ act: WeighedAct, _ root: Int, _ bag: inout FeatureBag) {
    bag.add("candidates of this root", number: logarithm(1 + Double(counts[root] ?? 0)))
    bag.add("share of candidates", number: Double(counts[root] ?? 0) / Double(acts.count))
    if rootsOfTitle.contains(root) { bag.add("root in title") }
    guard ActClass.roots.contains(root) else { return }
    let sum = sums[root - ActClass.roots.lowerBound], best = highest[root - ActClass.roots.lowerBound]
    bag.add("expected acts of this root", number: logarithm(0.01 + sum))
    bag.add("share of expected acts", number: sum / (sumOfAll + 0.01))
    add("likeliest act of this root", best, &bag)
    if act.probability >= best { bag.add("likeliest of its root") }
  }
}
