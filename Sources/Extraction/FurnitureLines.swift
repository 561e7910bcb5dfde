import EmbeddedData
import Foundation
import Markup

/// Lines that stand among an article's paragraphs and are none: `Advertisement`, `3 min read`, `Photo: Jo Kern/AFP`,
/// `By Ada Quill`, `Published 3 May 2024`.
///
/// The block model goes by size and place, and such a line between two paragraphs looks like a short paragraph. Here it is told
/// by its whole wording, from `furniture-lines.tsv`.
struct FurnitureLines {
  /// What a line is, for readers.
  enum Kind: String {
    case advertisement
    case share = "share line"
    case credit = "photo credit"
    case reading = "reading time"
    case related = "link elsewhere"
    case byline
    case date = "date line"
  }

  private static let shared = Phrases()
  /// No such line is longer.
  private static let bytesMax = 120
  static let creditBytesMax = 200

  private let authors: Set<String>
  private let style: DateStyle

  /// Makes the rules for an article.
  init(authors: [String], style: DateStyle) {
    self.authors = Set(authors.map(Headline.plain))
    self.style = style
  }

  /// False for a text that is no such line, by its words alone.
  ///
  /// - Complexity: some look-ups.
  func mayBe(_ words: [UInt64], isBeforeText: Bool) -> Bool {
    guard let first = words.first else { return true }
    return isBeforeText || Self.shared.mayBeLabelled(first) || Self.pictureHashes.contains(first)
      || Self.shared.mayHold(words)
  }

  private static let pictureHashes = Set(
    pictureWords.flatMap { word in
      [word, word.uppercased(), word.capitalized].flatMap { BlockWords.hashes(Array($0.utf8)[...]) }
    }
  )

  /// What a line of text is; nil for a paragraph.
  ///
  /// What says who wrote and when is told only where no paragraph of the article stands before it. `words` are those of the
  /// text, as `BlockWords` hashes them.
  func kind(of text: String, words: [UInt64], isBeforeText: Bool) -> Kind? {
    guard text.utf8.count <= Self.creditBytesMax else { return nil }
    if Self.isCredit(text) { return .credit }
    if let kind = Self.shared.kind(labelled: text) { return kind }
    guard text.utf8.count <= Self.bytesMax else { return nil }
    if Self.shared.mayHold(words), let kind = Self.shared.kind(of: text) { return kind }
    guard isBeforeText else { return nil }
    if isByline(text) { return .byline }
    return isDateLine(text) ? .date : nil
  }

  private func isByline(_ text: String) -> Bool {
    guard text.utf8.count <= 100 else { return false }
    let names = Byline.names(in: text)
    guard !names.isEmpty else { return false }
    if names.allSatisfy({ authors.contains(Headline.plain($0)) }) { return true }
    return ["By ", "BY ", "Von ", "Par ", "Por "].contains { text.hasPrefix($0) }
      && names.allSatisfy(Byline.isName)
  }

  /// A date, its time and words of publishing, and hardly anything else.
  private func isDateLine(_ text: String) -> Bool {
    guard text.utf8.count <= 100, !TextShape(Array(text.utf8)[...]).endsSentence || text.contains(":") else {
      return false
    }
    let found = TimestampScanner(text, style: style).dates()
    guard !found.isEmpty else { return false }
    let words = text.split { !$0.isLetter }.count
    return found.contains { $0.meaning == .published || $0.meaning == .updated } ? words <= 12 : words <= 5
  }

  /// The words that such a line begins with.
  private static let pictureWords: Set<String> = [
    "afp", "ap", "bild", "courtesy", "credit", "credits", "crédit", "crédito", "file", "fot", "foto",
    "fotografía", "fotos", "handout", "illustration", "image", "imagem", "imagen", "images", "obrázek",
    "photo", "photograph", "photographer", "photos", "picture", "pictures", "reuters", "screengrab",
    "zdjęcie", "фото",
  ]
  private static let pictureSources = [
    "getty", "afp", "reuters", "ap photo", "via ap", "/ap", "epa", "shutterstock", "alamy", "bloomberg",
    "anadolu", "xinhua", "imago",
    "picture alliance", "dpa", "istock", "unsplash", "wikimedia", "flickr", "nurphoto", "zuma", "sipa",
    "handout", "pool",
  ]

  /// A line that names who made a picture: it begins with a word for one, and names a maker behind a colon, `by` or a bar.
  private static func isCredit(_ text: String) -> Bool {
    let isBracketed = text.first == "(" && text.last == ")" || text.first == "[" && text.last == "]"
    let inner = isBracketed ? text.dropFirst().dropLast() : text[...]
    let word = inner.prefix { $0.isLetter }
    // A second word may stand before the mark: "File photo:", "AFP Photo /".
    guard !word.isEmpty, pictureWords.contains(word.lowercased()) else { return false }
    var rest = inner[word.endIndex...].lowercased().drop { $0 == " " }
    for second in ["photo", "picture", "photograph", "credit"] where rest.hasPrefix(second) {
      rest = rest.dropFirst(second.count).drop { $0 == " " }
    }
    let marks = [":", "by ", "courtesy", "via ", "/", "|", "©"]
    guard marks.contains(where: { rest.hasPrefix($0) }), rest.split(separator: " ").count <= 12 else {
      return false
    }
    let isSource = pictureSources.contains { rest.contains($0) }
    return isBracketed || isSource || !TextShape(Array(text.utf8)[...]).endsSentence
  }

  /// The wordings of the data file, by their words.
  private struct Phrases {
    private var whole: [String: Kind] = [:]
    private var starts: [(words: [Substring], kind: Kind)] = []
    private var ends: [(words: [Substring], kind: Kind)] = []
    /// Behind a colon anything may follow.
    private var labels: [String: Kind] = [:]
    private var labelEdges: Set<UInt64> = []
    /// A line that begins or ends with a phrase has at most so many more words.
    private static let moreWordsMax = 8

    /// The first and last words of all phrases in each letter case, so that most lines are told by two look-ups.
    private var edges: Set<UInt64> = []

    init() {
      for row in DataFile.furnitureLines.rows where row.count == 3 {
        guard let kind = Kind(rawValue: String(row[0])) else { continue }
        let words = row[2].split(separator: " ")
        if row[1] == "label" {
          labels[String(row[2])] = kind
          for written in [words[0].lowercased(), words[0].uppercased(), words[0].capitalized] {
            labelEdges.formUnion(BlockWords.hashes(Array(written.utf8)[...]))
          }
          continue
        }
        for word in [words.first, words.last].compactMap({ $0 }) {
          for written in [word.lowercased(), word.uppercased(), word.capitalized] {
            edges.formUnion(BlockWords.hashes(Array(written.utf8)[...]))
          }
        }
        switch row[1] {
        case "start": starts.append((row[2].split(separator: " "), kind))
        case "end": ends.append((row[2].split(separator: " "), kind))
        default: whole[String(row[2])] = kind
        }
      }
    }

    /// False where neither the first nor the last word of a line is one of a phrase's.
    func mayHold(_ words: [UInt64]) -> Bool {
      guard let first = words.first, let last = words.last, words.count <= Self.wordsMax else { return false }
      return edges.contains(first) || edges.contains(last)
    }

    func mayBeLabelled(_ first: UInt64) -> Bool { labelEdges.contains(first) }

    /// What a line is by the words before its colon; nil for any other.
    func kind(labelled text: String) -> Kind? {
      guard
        let colon = text.prefix(Self.labelLengthMax).firstIndex(where: { $0 == ":" || $0 == "：" || $0 == "|" }
        )
      else {
        return nil
      }
      let words = text[..<colon].lowercased().split { !$0.isLetter && !$0.isNumber }
      return words.isEmpty ? nil : labels[words.joined(separator: " ")]
    }

    private static let labelLengthMax = 40

    /// No phrase with what may stand beside it has more words.
    private static let wordsMax = 20

    func kind(of text: String) -> Kind? {
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
      if let kind = whole[words.map { $0.first?.isNumber == true ? "#" : String($0) }.joined(separator: " ")]
      {
        return kind
      }
      // A sentence may begin as such a line does.
      guard !TextShape(Array(text.utf8)[...]).endsSentence else { return nil }
      return starts.first {
        words.starts(with: $0.words) && words.count <= $0.words.count + Self.moreWordsMax
      }?.kind
        ?? ends.first {
          words.suffix($0.words.count).elementsEqual($0.words)
            && words.count <= $0.words.count + Self.moreWordsMax
        }?.kind
    }
  }
}
