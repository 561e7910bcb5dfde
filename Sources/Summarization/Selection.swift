internal import Model

/// Chooses sentences by score within a budget, passing over what repeats or leans on what is not there.
struct Selection {
  /// A sentence that shares more than this share of its content words with a chosen one repeats it.
  static let overlapMax: Float = 0.6
  /// What a sentence loses that opens with "But" or a pronoun while the sentence before it is not chosen: as much as an
  /// equal a few places further down would lose by its place.
  static let leaningPenalty: Float = 1.5

  /// What a question at the head of an article loses: it asks what the article answers. Then it is chosen only where nothing
  /// else is left.
  static let openingQuestionPenalty: Float = 20
  /// Questions among so many first sentences open an article.
  static let openingSentences = 5

  /// No more sentences than this are weighed one by one: more would make no summary, and a hostile text would take long.
  static let considerationsMax = 1_000

  let table: SentenceTable
  let scores: [Float]
  /// A verdict for each row.
  private(set) var verdicts: [SentenceVerdict]
  private var covered: [[Bool]] = []
  private var wordsLeft: Int
  private var sentencesLeft: Int

  init(table: SentenceTable, scores: [Float], budget: SummaryBudget) {
    self.table = table
    self.scores = scores
    verdicts = Array(repeating: .outscored, count: scores.count)
    (sentencesLeft, wordsLeft) =
      switch budget {
      case .sentences(let count): (max(count, 0), .max)
      case .words(let count): (.max, count)
      case .share(let share):
        (.max, Int((share * Double(table.rows.reduce(0) { $0 + $1.written })).rounded()))
      }
  }

  /// Chooses, and returns the rows chosen in reading order.
  ///
  /// Sentences that repeat are taken only where the budget in sentences cannot be filled without them.
  /// - Complexity: rows times chosen rows.
  mutating func run() -> [Int] {
    var open = Array(scores.indices)
    for _ in 0..<Self.considerationsMax where sentencesLeft > 0 {
      guard let best = open.min(by: { adjusted($0) > adjusted($1) }) else { break }
      open.removeAll { $0 == best }
      consider(best)
    }
    if wordsLeft == .max { fillWithRepeats() }
    explainLeaning()
    return verdicts.indices.filter { verdicts[$0] == .chosen }
  }

  /// The score less the penalty for leaning on a sentence that is not there.
  private func adjusted(_ row: Int) -> Float {
    let asks =
      table.rows[row].asks && table.rows[row].quoted == 0 && table.rows[row].index < Self.openingSentences
    return scores[row] - (leans(row) ? Self.leaningPenalty : 0) - (asks ? Self.openingQuestionPenalty : 0)
  }

  /// Whether a sentence leans on the one before it, and that one is not chosen.
  private func leans(_ row: Int) -> Bool {
    guard table.rows[row].leans, table.rows[row].index > 0 else { return false }
    let followsChosen =
      row > 0 && verdicts[row - 1] == .chosen && table.rows[row - 1].index == table.rows[row].index - 1
    return !followsChosen
  }

  private mutating func consider(_ row: Int) {
    if repeats(row) {
      verdicts[row] = .redundant
    } else if table.rows[row].written > wordsLeft, !covered.isEmpty {
      verdicts[row] = .overBudget
    } else {
      choose(row)
    }
  }

  private mutating func choose(_ row: Int) {
    verdicts[row] = .chosen
    sentencesLeft -= 1
    if wordsLeft != .max { wordsLeft = max(0, wordsLeft - table.rows[row].written) }
    var holds = Array(repeating: false, count: table.frequency.count)
    for stem in table.content[table.rows[row].content] { holds[Int(stem)] = true }
    covered.append(holds)
  }

  private func repeats(_ row: Int) -> Bool {
    let range = table.rows[row].content
    let limit = Self.overlapMax * Float(range.count)
    return covered.contains { holds in
      var shared: Float = 0
      for at in range where holds[Int(table.content[at])] { shared += 1 }
      return shared > limit
    }
  }

  private mutating func fillWithRepeats() {
    let repeats = verdicts.indices.filter { verdicts[$0] == .redundant }
    for row in repeats.sorted(by: { (scores[$1], $0) < (scores[$0], $1) }).prefix(sentencesLeft) {
      choose(row)
    }
  }

  /// Says so where it was leaning alone that kept a sentence out.
  private mutating func explainLeaning() {
    guard let lowest = verdicts.indices.filter({ verdicts[$0] == .chosen }).map({ scores[$0] }).min()
    else { return }
    for row in verdicts.indices where verdicts[row] == .outscored && scores[row] > lowest && leans(row) {
      verdicts[row] = .dependent
    }
  }
}
