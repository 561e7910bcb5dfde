internal import Actors
internal import Escalation
internal import LinearModels
internal import Model

/// The stage that learns who stands on the sides of an act, from the acts whose words annotators marked.
struct SideStage {
  private let rows: SparseRows
  private var choices: [PairRegression.Choice] = []
  /// The article of each choice.
  private var articles: [Int] = []

  /// The strength of the penalty, chosen by cross-validation over outlets.
  private static let strength = 0.05

  /// Gathers the choices that have a right answer.
  init(_ surveys: [[SurveyedAct]], _ examples: [Example]) {
    var bags: [FeatureBag] = []
    var outlets: [String] = []
    func add(_ new: [FeatureBag], of outlet: String) -> Range<Int> {
      bags += new
      outlets += new.map { _ in outlet }
      return (bags.count - new.count)..<bags.count
    }
    let names = ParticipantNames()
    for (article, example) in examples.enumerated() {
      for act in surveys[article] {
        let annotated = ActLabels.pairs(of: act, in: example)
        if annotated.isEmpty { continue }
        let sides = act.sides()
        let right = names.right(sides.names, among: annotated)
        guard right.contains(true) else { continue }
        articles.append(article)
        choices.append(
          PairRegression.Choice(
            actors: add(sides.bags[0], of: example.outlet),
            targets: add(sides.bags[1], of: example.outlet),
            pairs: add(sides.pairs.flatMap(\.self), of: example.outlet),
            isRight: right
          )
        )
      }
    }
    rows = SparseRows(bags, outlets: outlets, rowsMin: 4, outletsMin: 2, isNormalised: false)
    JudgementTraining.report("\(choices.count) choices of sides, \(rows.names.count) features")
  }

  /// The table's rows, learned from some articles.
  func modelRows(_ chosen: [Int]) -> [LinearModel.Row] {
    let inside = Set(chosen)
    let known = zip(choices, articles).filter { inside.contains($0.1) }.map(\.0)
    let weights = PairRegression(rows: rows, choices: known, strength: Self.strength).weights()
    return rows.modelRows(weights, classes: SideRanking.questions.count)
  }
}

/// Names of annotation beside those of the actor table.
private struct ParticipantNames {
  private let table = ActorTable.standard

  /// Which pairs of candidates, those of the first actor first, are annotated: where none is on both sides, those that are on
  /// the side for which there is one.
  func right(_ candidates: [[String?]], among annotated: [Example.JudgedEvent]) -> [Bool] {
    let sides = annotated.map { event in
      (actor: isRight(candidates[0], event.actor), target: isRight(candidates[1], event.target))
    }
    func pairs(_ isRight: (_ actor: Bool, _ target: Bool) -> Bool) -> [Bool] {
      candidates[0].indices.flatMap { actor in
        candidates[1].indices.map { target in
          sides.contains { isRight($0.actor[actor], $0.target[target]) }
        }
      }
    }
    let both = pairs { $0 && $1 }
    if both.contains(true) { return both }
    let actors = pairs { actor, _ in actor }
    return actors.contains(true) ? actors : pairs { _, target in target }
  }

  /// Which of the candidates is who annotation says it is: by its whole name, else by its country.
  private func isRight(_ candidates: [String?], _ annotated: String?) -> [Bool] {
    let wanted = canonical(annotated)
    let exact = candidates.map { canonical($0) == wanted }
    if exact.contains(true) { return exact }
    return candidates.map { home(canonical($0)) == home(wanted) }
  }

  private func canonical(_ name: String?) -> String {
    guard let name, name != "none" else { return "nobody" }
    return table.participant(named: name) ?? name
  }

  private func home(_ name: String) -> String { table.home(of: name) ?? name }
}
