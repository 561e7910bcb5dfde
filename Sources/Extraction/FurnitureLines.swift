import EmbeddedData
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
    case byline
    case date = "date line"
  }

  private static let shared = Phrases()
  /// No such line is longer.
  private static let bytesMax = 160
  private static let creditBytesMax = 200

  private let authors: Set<String>
  private let style: DateStyle

  /// Makes the rules for an article.
  init(authors: [String], style: DateStyle) {
    self.authors = Set(authors.map(Headline.plain))
    self.style = style
  }

  /// What a line of text is; nil for a paragraph.
  ///
  /// What says who wrote and when is told only where no paragraph of the article stands before it.
  func kind(of text: String, isBeforeText: Bool) -> Kind? {
    guard text.utf8.count <= Self.creditBytesMax else { return nil }
    if Self.isCredit(text) { return .credit }
    guard text.utf8.count <= Self.bytesMax else { return nil }
    if let kind = Self.shared.kind(of: text) { return kind }
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

  private static let pictureWords = [
    "photo", "photograph", "photographer", "picture", "image", "credit", "foto", "bild", "fotos", "photos",
    "pictures", "images",
    "crédit", "crédito", "credits", "illustration", "fotografía", "imagen", "imagem", "фото", "zdjęcie",
    "fot", "obrázek", "handout",
    "file photo", "screengrab", "courtesy", "afp photo", "ap photo", "reuters photo",
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
    let inner = (isBracketed ? String(text.dropFirst().dropLast()) : text).lowercased()
    let isSource = pictureSources.contains { inner.contains($0) }
    guard
      let word = pictureWords.first(where: { word in
        inner.hasPrefix(word) && inner.dropFirst(word.count).first.map { !$0.isLetter } ?? true
      })
    else { return false }
    let rest = inner.dropFirst(word.count).drop { $0 == " " }
    let isNamed =
      rest.first == ":" || rest.hasPrefix("by ") || rest.hasPrefix("credit") || rest.hasPrefix("courtesy")
      || rest.hasPrefix("via ") || rest.first == "/" || rest.first == "|" || rest.hasPrefix("©")
    let isShort = rest.split(separator: " ").count <= 12
    return isNamed && isShort && (isBracketed || isSource || !TextShape(Array(text.utf8)[...]).endsSentence)
  }

  /// The wordings of the data file, by their words.
  private struct Phrases {
    private var whole: [String: Kind] = [:]
    private var starts: [(words: [Substring], kind: Kind)] = []
    private var ends: [(words: [Substring], kind: Kind)] = []
    /// A line that begins or ends with a phrase has at most so many more words.
    private static let moreWordsMax = 8

    init() {
      for row in DataFile.furnitureLines.rows where row.count == 3 {
        guard let kind = Kind(rawValue: String(row[0])) else { continue }
        switch row[1] {
        case "start": starts.append((row[2].split(separator: " "), kind))
        case "end": ends.append((row[2].split(separator: " "), kind))
        default: whole[String(row[2])] = kind
        }
      }
    }

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
