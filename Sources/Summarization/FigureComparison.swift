internal import Model
internal import Text

/// Compares the figures that documents give for the same thing, such as people killed.
///
/// A figure is a number at most a few words from a word of the thing counted, in one sentence, whichever is nearest. Of
/// each document the first such figure counts: news gives its latest figure first.
struct FigureComparison {
  /// How many tokens may stand between a number and what it counts: "killing at least four young people".
  private static let distanceMax = 4

  private struct Figure {
    let value: Double
    /// As the document writes it, hedge and all.
    let text: String
    let sentence: Int
  }

  private let tables: [SentenceTable]
  private let words = CountedWords.english

  init(_ tables: [SentenceTable]) { self.tables = tables }

  /// The things on which documents differ, in the order of the data.
  ///
  /// - Complexity: linear in the tokens of all documents.
  func disagreements() -> [NumberDisagreement] {
    let figures = tables.map(figures)
    return words.subjects.indices.compactMap { subject in
      let readings = figures.enumerated().compactMap { document, found in
        found[subject].map { (document: document, figure: $0) }
      }
      guard Set(readings.map(\.figure.value)).count > 1 else { return nil }
      return NumberDisagreement(
        subject: words.subjects[subject],
        readings: readings.map { reading in
          NumberReading(
            source: BriefSource(document: reading.document, sentence: reading.figure.sentence),
            figure: reading.figure.text
          )
        }
      )
    }
  }

  /// A document's first figure for each subject.
  private func figures(in table: SentenceTable) -> [Int: Figure] {
    var found: [Int: Figure] = [:]
    guard table.document.language == "en" else { return found }
    for row in table.rows {
      let tokens = table.document.sentences[row.index].tokens
      for position in tokens {
        guard let subject = words.subject(of: table.document, position), found[subject] == nil,
          let number = nearestNumber(to: position, within: tokens, of: table.document)
        else { continue }
        found[subject] = figure(at: number, of: table.document, within: tokens, sentence: row.index)
      }
    }
    return found
  }

  /// The nearest number that counts something: no year, no share, no sum of money, no age.
  private func nearestNumber(to position: Int, within tokens: Range<Int>, of document: Document) -> Int? {
    for distance in 1...Self.distanceMax {
      for candidate in [position + distance, position - distance] where tokens.contains(candidate) {
        if words.value(of: document, candidate) != nil, counts(candidate, within: tokens, of: document) {
          return candidate
        }
      }
    }
    return nil
  }

  private func counts(_ position: Int, within tokens: Range<Int>, of document: Document) -> Bool {
    if tokens.contains(position - 1) {
      let before = document.tokens[position - 1]
      let isJoined = document.bytes[Int(before.start)] == UInt8(ascii: "-")
      if before.kind == .symbol || isJoined || words.isMonth(document, position - 1) { return false }
    }
    guard tokens.contains(position + 1) else { return true }
    return !words.isUnit(document, position + 1) && !words.isMonth(document, position + 1)
  }

  private func figure(
    at position: Int,
    of document: Document,
    within tokens: Range<Int>,
    sentence: Int
  ) -> Figure {
    var start = position
    while start > tokens.lowerBound, position - start < 2, words.isHedge(document, start - 1) { start -= 1 }
    let range = Int(document.tokens[start].start)..<Int(document.tokens[position].end)
    return Figure(
      value: words.value(of: document, position) ?? 0,
      text: document.text(in: range),
      sentence: sentence
    )
  }
}
