/// One decision of the extractor: a block of the page or a field of the article, and the rule that decided it.
package struct ExtractionDecision: Sendable, Hashable, Codable {
  /// What was decided.
  package enum Outcome: String, Sendable, Codable {
    /// The block is part of the text.
    case kept
    /// The block is not part of the text.
    case dropped
    /// The field was taken from the source that the rule names.
    case chosen
  }

  /// What became of the block or the field.
  package var outcome: Outcome
  /// The rule, in a few words.
  package var rule: String
  /// The beginning of the block's text, or the field with its value.
  package var excerpt: String
  /// How sure the block model is that the block belongs to the article, 0 to 1; nil where it was not asked.
  package var probability: Double?

  /// Makes a decision.
  package init(_ outcome: Outcome, rule: String, excerpt: String, probability: Double? = nil) {
    self.outcome = outcome
    self.rule = rule
    self.excerpt = excerpt
    self.probability = probability
  }
}
