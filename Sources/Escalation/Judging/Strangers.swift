import Actors
import EmbeddedData
import Language
import Model

/// Who stands in a sentence and has no part in what it tells: the agency and the outlet that report, the reporter, the
/// place of a dateline, a weekday or a month.
struct Strangers: Sendable {
  private let syntax: SentenceSyntax
  private let mentions: SentenceMentions
  /// The words before the report begins: `BEIRUT, March 3 (Reuters) -`, `By Jane Doe`.
  private let headPlaces: Range<Int>
  /// The names that stand among them, as they are written.
  private let headNames: Set<String>
  private var words: SentenceWords { syntax.words }

  /// A dateline or a byline ends within so many words.
  private static let headMax = 14
  private static let bylineMax = 9

  init(syntax: SentenceSyntax, mentions: SentenceMentions, part: ArticlePart) {
    self.syntax = syntax
    self.mentions = mentions
    let places = part == .text ? Self.head(of: syntax) : 0..<0
    headPlaces = places
    let named = mentions.all.filter { places.contains($0.place) }.map { mentions.text(of: $0.mention) }
    headNames = Set(named + places.map { syntax.words.text(at: $0) })
  }

  /// True where a word belongs to a dateline or byline, or is a time.
  func holds(_ place: Int) -> Bool {
    headPlaces.contains(place) || syntax.isA(.timeWord, at: place) || isOutlet(place)
  }

  /// True for a side that the name of an agency or an outlet made, words of a dateline or byline, or a time.
  func holds(_ side: Side) -> Bool {
    headNames.contains(side.ground.mention) || isOutlet(side) || isTime(side)
  }

  /// True for a weekday or month that was taken for a name.
  private func isTime(_ side: Side) -> Bool {
    guard side.isPresumed, let name = side.name else { return false }
    return (0..<words.count).contains { words.text(at: $0) == name && syntax.isA(.timeWord, at: $0) }
  }

  /// True for a side that the name of an agency or an outlet made.
  func isOutlet(_ side: Side) -> Bool {
    guard side.isPresumed, let name = side.name else { return false }
    return Self.outlets.contains(name.lowercased())
  }

  private func isOutlet(_ place: Int) -> Bool {
    guard mentions.mention(at: place) == nil, words.isCapitalised(place) else { return false }
    if Self.outlets.contains(words.term(at: place)) { return true }
    return place > 0 && Self.outlets.contains("\(words.term(at: place - 1)) \(words.term(at: place))")
  }

  // MARK: Datelines and bylines

  /// The words up to the dash after a place in capitals, or up to the end of a byline's name.
  private static func head(of syntax: SentenceSyntax) -> Range<Int> {
    let words = syntax.words
    guard words.count > 2 else { return 0..<0 }
    if words.term(at: 0) == "by", words.isCapitalised(0), words.isCapitalised(1) {
      return 0..<bylineEnd(words)
    }
    guard words.isCapitalised(0) else { return 0..<0 }
    for place in 1..<min(words.count, headMax) {
      let text = words.text(at: place)
      if dashes.contains(text) { return isDateline(0..<place, words) ? 0..<place : 0..<0 }
      guard words.isCapitalised(place) || words.beginsWithDigit(place) || marks.contains(text) else {
        return 0..<0
      }
    }
    return 0..<0
  }

  /// Behind the names of a byline: where the dash stands that ends it, or else behind the first name.
  private static func bylineEnd(_ words: SentenceWords) -> Int {
    let most = min(words.count, bylineMax)
    let isDash = { (place: Int) in dashes.contains(words.text(at: place)) }
    let end = (1..<most).first {
      isDash($0) || !words.isCapitalised($0) && !marks.contains(words.text(at: $0))
    }
    if let end, isDash(end) { return end }
    return (1..<most).first { !words.isCapitalised($0) } ?? most
  }

  /// "BEIRUT", "Moscow, March 3", "Kyiv (Reuters)", but not "Russia — which denies it — …".
  private static func isDateline(_ places: Range<Int>, _ words: SentenceWords) -> Bool {
    let first = words.text(at: 0)
    if first.count > 3, first == first.uppercased() { return true }
    return places.contains { words.beginsWithDigit($0) || words.text(at: $0) == "(" }
  }

  private static let dashes: Set<String> = ["-", "--", "–", "—", "―"]
  private static let marks: Set<String> = [",", ".", "(", ")", "/", "and", "of", "the", "al", "de"]

  // MARK: Names

  /// Agencies and owners of outlets by name.
  private static let outlets: Set<String> = {
    var names: Set<String> = []
    for row in DataFile.newsAgencies.rows where row.count > 1 {
      for spelling in row[1].split(separator: "|") { names.insert(spelling.lowercased()) }
    }
    for row in DataFile.publisherFamilies.rows {
      if let owner = row.first { names.insert(owner.lowercased()) }
    }
    return names
  }()
}
