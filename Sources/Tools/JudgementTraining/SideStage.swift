internal import Actors
internal import Escalation
internal import LinearModels
internal import Model

/// The stage that learns who stands on the sides of an act, from the acts whose words annotators marked.
struct SideStage {
  private let rows: SparseRows
  private let isRight: [Bool]
  /// One choice: of which article, for which side, between which rows.
  private var choices: [(article: Int, side: Int, rows: Range<Int>)] = []

  /// The strength of the penalty, chosen by cross-validation over outlets.
  private static let strength = 0.05

  /// Gathers the choices that have a right answer.
  init(_ surveys: [[SurveyedAct]], _ examples: [Example]) {
    var bags: [FeatureBag] = []
    var outlets: [String] = []
    var isRight: [Bool] = []
    let names = ParticipantNames()
    for (article, example) in examples.enumerated() {
      for act in surveys[article] {
        let pairs = ActLabels.pairs(of: act, in: example)
        if pairs.isEmpty { continue }
        for (side, survey) in act.sides().enumerated() {
          let answers = names.isRight(survey.names, among: pairs.map { side == 0 ? $0.actor : $0.target })
          guard answers.contains(true) else { continue }
          choices.append((article, side, bags.count..<(bags.count + answers.count)))
          bags += survey.bags
          outlets += answers.map { _ in example.outlet }
          isRight += answers
        }
      }
    }
    self.isRight = isRight
    rows = SparseRows(bags, outlets: outlets, rowsMin: 4, outletsMin: 2, isNormalised: false)
    JudgementTraining.report("\(choices.count) choices of sides, \(rows.names.count) features")
  }

  /// The table's rows, learned from some articles.
  func modelRows(_ chosen: [Int]) -> [LinearModel.Row] {
    let inside = Set(chosen)
    let weights = SideRanking.questions.indices.flatMap { side in
      RankingRegression(
        rows: rows,
        groups: choices.filter { $0.side == side && inside.contains($0.article) }.map(\.rows),
        isRight: isRight,
        strength: Self.strength
      ).weights()
    }
    return rows.modelRows(weights, classes: SideRanking.questions.count)
  }
}

/// Names of annotation beside those of the actor table.
private struct ParticipantNames {
  private let table = ActorTable.standard

  /// Which of the candidates is who annotation says it is: by its whole name, else by its country.
  func isRight(_ candidates: [String?], among annotated: [String?]) -> [Bool] {
    let wanted = Set(annotated.map(canonical))
    let exact = candidates.map { wanted.contains(canonical($0)) }
    if exact.contains(true) { return exact }
    let homes = Set(wanted.map(home))
    return candidates.map { homes.contains(home(canonical($0))) }
  }

  private func canonical(_ name: String?) -> String {
    guard let name, name != "none" else { return "nobody" }
    return table.participant(named: name) ?? name
  }

  private func home(_ name: String) -> String { table.home(of: name) ?? name }
}
