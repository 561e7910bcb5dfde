/// How a brief weighs what it could say.
///
/// Tuned by `SummaryTraining --briefs` on Multi-News (2 to 10 documents, mostly few) and MultiLing 2011 (10).
package struct BriefTuning: Sendable {
  /// How steeply a pair's worth grows with the number of documents that hold it.
  package var agreementExponent: Float
  /// What standing high in a document adds to agreement.
  package var prominence: Float
  /// How much more a first sentence is worth than a late one.
  package var leadBonus: Float = 5
  /// How fast that falls with rank.
  package var decay: Float
  /// What each further sentence of the same documents adds to a pair's worth.
  package var repetitionWorth: Float = 0.5
  /// Longer sentences are divided by their words to this power.
  package var lengthExponent: Float = 0.3

  /// Among few documents agreement is rarer and so says more, and each is read deeper.
  package static let few = BriefTuning(
    agreementExponent: 5,
    prominence: 0,
    leadBonus: 8,
    decay: 0.65,
    repetitionWorth: 1,
    lengthExponent: 0.5
  )
  /// A short brief takes one or two sentences of each, so that its first few count nearly alike.
  package static let fewAndShort = BriefTuning(agreementExponent: 5, prominence: 0, decay: 0.3)
  /// Among six documents and more agreement is common: it counts less, and how high a sentence stands counts,
  /// too.
  package static let many = BriefTuning(agreementExponent: 2, prominence: 1, decay: 1.3)

  /// From this number of documents on, they are many.
  private static let manyDocuments = 6
  /// Below this number of words, a brief is short.
  private static let shortWords = 175

  /// The tuning for some documents and a budget.
  static func standard(documents: Int, words: Int) -> BriefTuning {
    if documents >= manyDocuments { return .many }
    return words < shortWords ? .fewAndShort : .few
  }
}
