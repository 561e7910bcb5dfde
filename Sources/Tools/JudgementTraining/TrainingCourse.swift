internal import Escalation
internal import Foundation
internal import LinearModels
internal import Model
internal import Newsworthiness
internal import Synchronization
internal import Text

/// The stages of training, each over what the stage before says of articles that it has not seen.
struct TrainingCourse {
  /// Outlets are dealt into as many parts; a stage's answers for one come from the others.
  static let folds = 6
  private let examples: [Example]
  private let foldOf: [Int]
  /// Those that weights are learned from.
  private let everything: [Int]

  /// A course over some articles.
  ///
  /// - Parameters:
  ///   - examples: all that are answered.
  ///   - step: weights are learned from every so many of them, for a learning curve; 1 for all.
  init(_ examples: [Example], learningFromEvery step: Int = 1) {
    self.examples = examples
    everything = Array(stride(from: 0, to: examples.count, by: step))
    foldOf = Self.deal(examples)
  }

  /// Deals outlets, largest first, each to the part that has fewest articles.
  private static func deal(_ examples: [Example]) -> [Int] {
    let sizes = Dictionary(grouping: examples, by: \.outlet).mapValues(\.count)
    var load = [Int](repeating: 0, count: folds)
    var part: [String: Int] = [:]
    for (outlet, size) in sizes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let lightest = load.indices.min { load[$0] < load[$1] } ?? 0
      part[outlet] = lightest
      load[lightest] += size
    }
    return examples.map { part[$0.outlet] ?? 0 }
  }

  /// Models that have seen all outlets, and for each part of the outlets those that have seen all others.
  private struct Models {
    let classes: [String]
    let isNormalised: Bool
    var wholeRows: [LinearModel.Row]
    var rowsByFold: [[LinearModel.Row]]

    var byFold: [LinearModel] {
      rowsByFold.map { LinearModel(classes: classes, isNormalised: isNormalised, rows: $0) }
    }
  }

  /// Trains the whole course; the models are those of `tables`.
  private func train() -> [Models] {
    JudgementTraining.report("\(examples.count) articles of \(Set(examples.map(\.outlet)).count) outlets")
    let newsworthiness = trainNewsworthiness()
    let readers = newsworthiness.byFold.map(NewsworthinessModel.init)
    let characters = examples.enumerated().map { readers[foldOf[$0]].judge($1.article) }
    let coder = EventCoder(judgement: nil)
    let surveys = zip(examples, characters).map { coder.survey($0.article, $1, named: true) }
    JudgementTraining.report("\(surveys.reduce(0) { $0 + $1.count }) candidates")
    let (acts, statuses) = trainActs(surveys)
    let weighed = weigh(surveys, acts)
    let main = trainMain(weighed, characters)
    let verdict = trainVerdict(weighed, characters, main)
    return [newsworthiness, acts, statuses, verdict, main, trainSides(surveys)]
  }

  private func trainSides(_ surveys: [[SurveyedAct]]) -> Models {
    let stage = SideStage(surveys, examples)
    return models(SideRanking.questions, isNormalised: false, stage.modelRows)
  }

  // MARK: Stages

  private func trainNewsworthiness() -> Models {
    let bags = examples.map { ArticleFeatures.bag($0.article, named: true) }
    let rows = SparseRows(
      bags,
      outlets: examples.map(\.outlet),
      rowsMin: 4,
      outletsMin: 2,
      isNormalised: true
    )
    JudgementTraining.report("\(rows.names.count) features of articles")
    let questions = NewsworthinessModel.questions
    let answers = questions.map { question in examples.map { Self.answer($0, question) } }
    return models(questions, isNormalised: true) { chosen in
      var weights: [Double] = []
      for answer in answers {
        let known = chosen.filter { answer[$0] != nil }
        weights += LogisticRegression(
          rows: rows,
          chosen: known,
          labels: answer.map { $0 == true ? 1 : 0 },
          classes: 2,
          strength: 10
        ).weights()
      }
      return rows.modelRows(weights, classes: questions.count)
    }
  }

  private static func answer(_ example: Example, _ question: String) -> Bool? {
    let judged = example.judgement
    let words = question.split(separator: " ")
    if example.isSentence { return nil }
    switch words[0] {
    case "escalates": return judged.isAlert
    case "root": return judged.events.contains { $0.status.isCurrent && $0.root == Int(words[1]) }
    case "domain": return judged.domain.map { $0 == words[1] }
    default: return judged.genre.map { $0 == words[1] }
    }
  }

  private func trainActs(_ surveys: [[SurveyedAct]]) -> (acts: Models, statuses: Models) {
    let owner = surveys.indices.flatMap { article in surveys[article].map { _ in article } }
    let all = surveys.flatMap(\.self)
    let rows = SparseRows(
      all.map(\.bag),
      outlets: owner.map { examples[$0].outlet },
      rowsMin: 5,
      outletsMin: 3,
      isNormalised: false
    )
    JudgementTraining.report("\(rows.names.count) features of candidates")
    let labels = zip(all, owner).map { ActLabels.label(of: $0, in: examples[$1]) }
    let statuses = zip(all, owner).map { ActLabels.status(of: $0, in: examples[$1]) }
    func trained(_ answers: [Int?], _ classes: [String], strength: Double) -> Models {
      models(classes, isNormalised: false) { chosen in
        let inside = Set(chosen)
        let known = all.indices.filter { answers[$0] != nil && inside.contains(owner[$0]) }
        let weights = LogisticRegression(
          rows: rows,
          chosen: known,
          labels: answers.map { $0 ?? 0 },
          classes: classes.count,
          strength: strength
        ).weights()
        return rows.modelRows(weights, classes: classes.count)
      }
    }
    return (
      trained(labels, ActClass.names, strength: 0.05),
      trained(statuses, EventStatus.allCases.map(\.rawValue), strength: 0.05)
    )
  }

  /// The candidates of each article as models weigh them that have not seen its outlet.
  private func weigh(_ surveys: [[SurveyedAct]], _ acts: Models) -> [[WeighedAct]] {
    let models = acts.byFold
    return zip(surveys, foldOf).map { survey, fold in
      survey.map { $0.weighed(ActOdds(scores: models[fold].scores($0.bag))) }
    }
  }

  private func trainMain(_ weighed: [[WeighedAct]], _ characters: [ArticleCharacter]) -> Models {
    let stage = MainStage(weighed, characters, examples)
    return models(MainChoice.questions, isNormalised: false, stage.modelRows)
  }

  private func trainVerdict(
    _ weighed: [[WeighedAct]],
    _ characters: [ArticleCharacter],
    _ main: Models
  )
    -> Models
  {
    let choices = main.byFold
    let bags = examples.indices.map { article in
      let (acts, character) = (weighed[article], characters[article])
      let main = MainChoice.escalation(acts, character, by: choices[foldOf[article]])
      return VerdictFeatures.bag(acts, character, main: main, named: true)
    }
    let rows = SparseRows(
      bags,
      outlets: examples.map(\.outlet),
      rowsMin: 10,
      outletsMin: 2,
      isNormalised: false
    )
    let labels = examples.map { $0.judgement.isAlert ? 1 : 0 }
    return self.models(["alert"], isNormalised: false) { chosen in
      let weights = LogisticRegression(
        rows: rows,
        chosen: chosen.filter { !examples[$0].isSentence },
        labels: labels,
        classes: 2,
        strength: 1
      ).weights()
      return rows.modelRows(weights, classes: 1)
    }
  }

  private func models(
    _ classes: [String],
    isNormalised: Bool,
    _ train: @Sendable ([Int]) -> [LinearModel.Row]
  ) -> Models {
    let chosen = [everything] + (0..<Self.folds).map { fold in everything.filter { foldOf[$0] != fold } }
    let learned = Mutex([[LinearModel.Row]](repeating: [], count: chosen.count))
    DispatchQueue.concurrentPerform(iterations: chosen.count) { part in
      let rows = train(chosen[part])
      learned.withLock { $0[part] = rows }
    }
    let rows = learned.withLock(\.self)
    return Models(
      classes: classes,
      isNormalised: isNormalised,
      wholeRows: rows[0],
      rowsByFold: Array(rows.dropFirst())
    )
  }

  // MARK: What comes out

  /// The tables that are embedded, by name.
  private static let tables: [(name: String, comment: String, isNormalised: Bool)] = [
    ("newsworthiness", "Weights of what an article is.", true),
    ("acts", "Weights of what a candidate is.", false),
    ("status", "Weights of how real an act is.", false),
    ("verdict", "Weights of the verdict on an article.", false),
    ("main", "Weights of what an article is about.", false),
    ("sides", "Weights of who stands on the sides of an act.", false),
  ]

  /// Writes the tables that are embedded into a folder, and those of each part of the outlets into folders within it.
  func write(into folder: URL) throws {
    for (table, models) in zip(Self.tables, train()) { try write(models, as: table, into: folder) }
  }

  /// Writes the table of sides alone, which rests on no other: what an article is does not tell who acts in it.
  func writeSides(into folder: URL) throws {
    guard let table = Self.tables.last else { return }
    let coder = EventCoder(judgement: nil)
    let surveys = examples.map { example in
      coder.survey(example.article, NewsworthinessModel.standard.judge(example.article))
    }
    try write(trainSides(surveys), as: table, into: folder)
  }

  private func write(
    _ models: Models,
    as table: (name: String, comment: String, isNormalised: Bool),
    into folder: URL
  ) throws {
    try write(models.wholeRows, of: table, models, into: folder)
    for (fold, rows) in models.rowsByFold.enumerated() {
      try write(rows, of: table, models, into: Self.place(of: fold, in: folder))
    }
  }

  private func write(
    _ rows: [LinearModel.Row],
    of table: (name: String, comment: String, isNormalised: Bool),
    _ models: Models,
    into folder: URL
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = LinearModel.table(
      comment: "\(table.comment) Made by JudgementTraining.",
      classes: models.classes,
      isNormalised: table.isNormalised,
      rows: rows
    )
    try Data(text.utf8).write(to: folder.appendingPathComponent("\(table.name).tsv"))
  }

  private static func place(of fold: Int, in folder: URL) -> URL {
    folder.appendingPathComponent("without-part-\(fold)", isDirectory: true)
  }

  /// Writes what `analyse` would answer for each article by tables that have not seen its outlet, as `write` left them.
  func predict(in folder: URL) throws {
    let coders = try (0..<Self.folds).map { fold in
      let models = try Self.tables.map { table in
        let file = Self.place(of: fold, in: folder).appendingPathComponent("\(table.name).tsv")
        return LinearModel(table: String(decoding: try Data(contentsOf: file), as: UTF8.self))
      }
      return EventCoder(
        judgement: Judgement(
          newsworthiness: NewsworthinessModel(models[0]),
          acts: models[1],
          statuses: models[2],
          sides: models[5],
          main: models[4],
          verdict: models[3]
        )
      )
    }
    var lines: [String: [String]] = [:]
    for (example, fold) in zip(examples, foldOf) {
      lines[example.file, default: []].append(
        try Prediction(example, coders[fold].code(example.article)).line()
      )
    }
    for (file, lines) in lines {
      let text = lines.joined(separator: "\n") + "\n"
      try Data(text.utf8).write(to: folder.appendingPathComponent("\(file).predictions.jsonl"))
    }
  }
}
