/// How long a summary may be.
package enum SummaryBudget: Sendable, Hashable, Codable {
  /// At most this many sentences; as many where the text has them.
  case sentences(Int)
  /// At most this many words, at least one sentence.
  case words(Int)
  /// At most this share of the text's words, from 0 to 1, at least one sentence.
  case share(Double)

  /// Three sentences.
  package static let standard = SummaryBudget.sentences(3)
}

/// A named number that a decision was made from.
package struct ScoreFactor: Sendable, Hashable, Codable {
  /// What was weighed.
  package var name: String
  /// What it adds.
  package var value: Double

  /// Makes a factor.
  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Why a sentence is in the summary, or is not.
package enum SentenceVerdict: String, Sendable, Codable {
  /// It stands in the summary.
  case chosen
  /// Its score was lower than that of what was chosen.
  case outscored
  /// It says what a chosen sentence says already.
  case redundant
  /// It needs the sentence before it to be understood, which was not chosen.
  case dependent
  /// It is page furniture: a byline, a caption, a credit, a prompt.
  case furniture
  /// Too few words to say something by itself.
  case tooShort = "too short"
  /// It holds half of a quotation.
  case unbalanced
  /// It would not fit into the budget.
  case overBudget = "over budget"
}

/// One sentence as the summariser saw it.
package struct ScoredSentence: Sendable, Hashable, Codable {
  /// Its place among the document's sentences, from 0.
  package var index: Int
  /// The sum of its factors.
  package var score: Double
  /// What the score is the sum of.
  package var factors: [ScoreFactor]
  /// Whether it was chosen, and why not.
  package var verdict: SentenceVerdict

  /// Makes a scored sentence.
  package init(index: Int, score: Double, factors: [ScoreFactor], verdict: SentenceVerdict) {
    self.index = index
    self.score = score
    self.factors = factors
    self.verdict = verdict
  }
}

/// A sentence chosen for a summary.
package struct SummarySentence: Sendable, Hashable, Codable {
  /// Its place among the document's sentences, from 0.
  package var index: Int
  /// Verbatim from the text.
  package var text: String
  /// As shown: without a dateline.
  package var shown: String

  /// Makes a summary sentence.
  package init(index: Int, text: String, shown: String) {
    self.index = index
    self.text = text
    self.shown = shown
  }
}

/// An extractive summary: sentences of the text in reading order, and why each is there.
package struct Summary: Sendable, Hashable, Codable {
  /// Those chosen, in reading order.
  package var sentences: [SummarySentence]
  /// Every sentence of the text with its score, in reading order.
  package var scored: [ScoredSentence]

  /// Makes a summary.
  package init(sentences: [SummarySentence], scored: [ScoredSentence]) {
    self.sentences = sentences
    self.scored = scored
  }
}
