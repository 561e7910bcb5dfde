internal import Escalation
internal import LinearModels
internal import Model

/// The stage that learns what an article is about: whether any act, and of which root.
struct MainStage {
  private let roots: SparseRows
  private var choices: [ChoiceRegression.Choice] = []
  /// The article of each choice.
  private var articlesOfChoices: [Int] = []
  private let articles: SparseRows
  private let examples: [Example]

  /// The strengths of the penalties, chosen by cross-validation over outlets.
  private static let (rootStrength, anyStrength) = (1.0, 0.3)

  /// Gathers what may be chosen.
  init(_ weighed: [[WeighedAct]], _ characters: [ArticleCharacter], _ examples: [Example]) {
    self.examples = examples
    var bags: [FeatureBag] = []
    var outlets: [String] = []
    let features = examples.indices.map { article in
      MainFeatures(weighed[article], characters[article])
    }
    for (article, example) in examples.enumerated() {
      let told = features[article].roots
      let right = told.map { $0 == Self.root(of: example) }
      guard right.contains(true), !example.isSentence else { continue }
      articlesOfChoices.append(article)
      let first = bags.count
      bags += told.map { features[article].bag(of: $0, named: true) }
      outlets += told.map { _ in example.outlet }
      choices.append(ChoiceRegression.Choice(rows: first..<bags.count, isRight: right))
    }
    roots = SparseRows(bags, outlets: outlets, rowsMin: 8, outletsMin: 2, isNormalised: false)
    articles = SparseRows(
      features.map { $0.bag(named: true) },
      outlets: examples.map(\.outlet),
      rowsMin: 8,
      outletsMin: 2,
      isNormalised: false
    )
    JudgementTraining.report("\(choices.count) choices of roots, \(roots.names.count) features")
  }

  /// What a whole article is about; of a lead its first current act.
  private static func root(of example: Example) -> Int? {
    let judged = example.judgement
    return example.isLead ? judged.events.first { $0.status.isCurrent }?.root : judged.main?.root
  }

  /// The table's rows, learned from some articles.
  func modelRows(_ chosen: [Int]) -> [LinearModel.Row] {
    let inside = Set(chosen)
    let root = ChoiceRegression(
      rows: roots,
      choices: zip(choices, articlesOfChoices).filter { inside.contains($0.1) }.map(\.0),
      strength: Self.rootStrength
    ).weights()
    let any = LogisticRegression(
      rows: articles,
      chosen: chosen.filter { !examples[$0].isSentence },
      labels: examples.map { Self.root(of: $0) == nil ? 0 : 1 },
      classes: 2,
      strength: Self.anyStrength
    ).weights()
    return articles.modelRows(any, classes: 1).map { widened($0, [0] + $0.weights) }
      + roots.modelRows(root, classes: 1).dropFirst().map { widened($0, $0.weights + [0]) }
  }

  private func widened(_ row: LinearModel.Row, _ weights: [Double]) -> LinearModel.Row {
    LinearModel.Row(name: row.name, value: row.value, weights: weights)
  }
}
