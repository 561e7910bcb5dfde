internal import EmbeddedData
internal import Text

/// What news counts, and the words of numbers, hedges and units, by hash.
struct CountedWords: Sendable {
  static let english = CountedWords(.englishCounted, words: .english)

  private(set) var subjects: [String] = []
  private var subjectOf: [UInt64: Int] = [:]
  private var valueOf: [UInt64: Double] = [:]
  private var hedges: Set<UInt64> = []
  private var units: Set<UInt64> = []
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
      case "hedge": hedges.formUnion(hashes)
      case "unit": units.formUnion(hashes)
      default: break
      }
    }
  }

  /// The thing counted that a token tells of, as an index of `subjects`.
  func subject(of document: Document, _ position: Int) -> Int? { subjectOf[hash(document, position)] }

  func isHedge(_ document: Document, _ position: Int) -> Bool { hedges.contains(hash(document, position)) }

  func isUnit(_ document: Document, _ position: Int) -> Bool { units.contains(hash(document, position)) }

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
