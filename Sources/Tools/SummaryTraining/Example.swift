internal import Foundation
internal import Summarization
internal import Text

/// An article as the trainer sees it: the features of its usable sentences, and what every choice of some of them would
/// earn by the summaries that people wrote.
struct Example {
  let id: String
  let set: String
  /// How many usable sentences are weighed.
  let count: Int
  /// How many sentences a choice has.
  let width: Int
  /// How much the example counts among others.
  let weight: Double
  /// Row-major, `Feature.count` columns.
  var features: [Double]
  /// Row-major, `width` columns: places of sentences, ascending.
  let choices: [Int32]
  /// What each choice earns: the mean of ROUGE-1 and ROUGE-2, over all summaries.
  let rewards: [Double]
  private let overlaps: [(one: Overlap, two: Overlap)]

  /// How many sentences the figures are told for.
  let size: Int

  /// Sentences further down are not weighed: three of 24 make 2,024 choices, and the best seldom lie deeper.
  private static let sentencesMax = 24

  /// Reads an article for choices of `width` sentences; nil where it has no more than `size`.
  init?(_ record: TrainingRecord, width: Int, size: Int, weight: Double) {
    let article = record.article
    let reading = ArticleReading(article)
    let sentences = reading.sentences.prefix(Self.sentencesMax)
    guard sentences.count > size else { return nil }
    let text = sentences.map { article.body.stems(of: article.body.sentences[$0]) }
    let references = record.summaries.map { summary in
      let document = Document(summary)
      return document.sentences.flatMap(document.stems(of:))
    }
    let overlaps = references.map {
      (one: Overlap(text, reference: $0, order: 1), two: Overlap(text, reference: $0, order: 2))
    }
    let choices = Self.choices(of: width, among: sentences.count)
    (id, set, count, self.width, self.weight) = (record.id, record.set, sentences.count, width, weight)
    self.size = size
    features = sentences.indices.flatMap { reading.matrix[$0].map(Double.init) }
    self.choices = choices.flatMap { $0.map(Int32.init) }
    self.overlaps = overlaps
    rewards = choices.map { choice in
      let rouge = Self.rouge(choice, overlaps)
      return (rouge.one + rouge.two) / 200
    }
  }

  /// ROUGE-1 and ROUGE-2 F1 of a choice in percent, the mean over all summaries.
  func rouge(_ choice: [Int]) -> (one: Double, two: Double) { Self.rouge(choice, overlaps) }

  private static func rouge(
    _ choice: [Int],
    _ overlaps: [(one: Overlap, two: Overlap)]
  ) -> (one: Double, two: Double) {
    let share = 100 / Double(max(overlaps.count, 1))
    return overlaps.reduce((0, 0)) { sum, overlap in
      (sum.0 + share * overlap.one.f1(choice), sum.1 + share * overlap.two.f1(choice))
    }
  }

  /// All ascending choices of `width` places.
  private static func choices(of width: Int, among count: Int) -> [[Int]] {
    guard width > 0 else { return [[]] }
    return choices(of: width - 1, among: count).flatMap { choice in
      ((choice.last ?? -1) + 1..<count).map { choice + [$0] }
    }
  }
}
