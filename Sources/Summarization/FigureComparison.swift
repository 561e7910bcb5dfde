internal import EmbeddedData
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
    let before = position - 1
    let after = position + 1
    if tokens.contains(before) {
      let token = document.tokens[before]
      if token.kind == .symbol || document.text(of: token) == "-" || words.isMonth(document, before) {
        return false
      }
    }
    guard tokens.contains(after) else { return true }
    let next = document.text(of: document.tokens[after])
    return !["%", "-", "percent", "per", "years", "year", "days", "hours", "minutes", "km", "miles"].contains(
      next
    )
      && !words.isMonth(document, after)
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

/// The words of the data, by hash.
private struct CountedWords: Sendable {
  static let english = CountedWords(.englishCounted, words: .english)

  private(set) var subjects: [String] = []
  private var subjectOf: [UInt64: Int] = [:]
  private var valueOf: [UInt64: Double] = [:]
  private var hedges: Set<UInt64> = []
  private let lexicon: SummaryLexicon

  init(_ file: DataFile, words lexicon: SummaryLexicon) {
    self.lexicon = lexicon
    for row in file.rows where row.count == 3 {
      let hashes = row[2].split(separator: " ").map { TermHash.of($0) }
      switch row[0] {
      case "subject":
        for hash in hashes { subjectOf[hash] = subjects.count }
        subjects.append(String(row[1]))
      case "number": for hash in hashes { valueOf[hash] = Double(row[1]) }
      default: hedges.formUnion(hashes)
      }
    }
  }

  func subject(of document: Document, _ position: Int) -> Int? { subjectOf[hash(document, position)] }

  func isHedge(_ document: Document, _ position: Int) -> Bool { hedges.contains(hash(document, position)) }

  func isMonth(_ document: Document, _ position: Int) -> Bool {
    lexicon.classes[hash(document, position)].contains(.month)
  }

  /// The value of a number in digits or words; nil for years and for what is no plain number.
  func value(of document: Document, _ position: Int) -> Double? {
    let token = document.tokens[position]
    if token.kind == .word { return valueOf[hash(document, position)] }
    guard token.kind == .number else { return nil }
    let digits = document.text(of: token).filter { $0 != "," }
    guard let value = Double(digits) else { return nil }
    let isYear =
      digits.count == 4 && !document.bytes[token.range].contains(UInt8(ascii: ",")) && value >= 1900
    return isYear && value < 2100 ? nil : value
  }

  private func hash(_ document: Document, _ position: Int) -> UInt64 {
    document.vocabulary.hash(of: document.tokens[position].term)
  }
}
