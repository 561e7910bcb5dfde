internal import Model

/// Chooses sentences by score within a budget, passing over what repeats or leans on what is not there.
struct Selection {
  /// A sentence that shares more than this share of its content words with a chosen one repeats it.
  static let overlapMax: Float = 0.6

  let table: SentenceTable
  let scores: [Float]
  let budget: SummaryBudget
  /// A verdict for each row.
  private(set) var verdicts: [SentenceVerdict]
  private var covered: [[Bool]] = []
  private var wordsLeft: Int
  private var sentencesLeft: Int

  init(table: SentenceTable, scores: [Float], budget: SummaryBudget) {
    self.table = table
    self.scores = scores
    self.budget = budget
    verdicts = Array(repeating: .outscored, count: scores.count)
    (sentencesLeft, wordsLeft) =
      switch budget {
      case .sentences(let count): (max(count, 0), .max)
      case .words(let count): (.max, count)
      }
  }

  /// The rows chosen, in reading order. First by score; where the budget is not filled so, those that were passed over for
  /// another reason than their length are taken after all.
  mutating func run() -> [Int] {
    let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for row in order where sentencesLeft > 0 { consider(row, strict: true) }
    for row in order where sentencesLeft > 0 && verdicts[row] != .chosen { consider(row, strict: false) }
    return verdicts.indices.filter { verdicts[$0] == .chosen }
  }

  private mutating func consider(_ row: Int, strict: Bool) {
    if strict, repeats(row) {
      verdicts[row] = .redundant
    } else if strict, leans(row) {
      verdicts[row] = .dependent
    } else if table.rows[row].words > wordsLeft, !covered.isEmpty {
      verdicts[row] = .overBudget
    } else {
      choose(row)
    }
  }

  private mutating func choose(_ row: Int) {
    verdicts[row] = .chosen
    sentencesLeft -= 1
    wordsLeft -= min(wordsLeft, table.rows[row].words)
    var holds = Array(repeating: false, count: table.frequency.count)
    for stem in table.content[table.rows[row].content] { holds[Int(stem)] = true }
    covered.append(holds)
  }

  private func repeats(_ row: Int) -> Bool {
    let stems = table.content[table.rows[row].content]
    let limit = Self.overlapMax * Float(stems.count)
    return covered.contains { holds in Float(stems.count { holds[Int($0)] }) > limit }
  }

  /// Whether a sentence opens with a pronoun or "But" and the sentence before it is not chosen.
  private func leans(_ row: Int) -> Bool {
    let opening = table.rows[row].opening
    guard opening.contains(.referring) || opening.contains(.connective), row > 0 else { return false }
    return verdicts[row - 1] != .chosen
  }
}
