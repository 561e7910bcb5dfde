import Actors
import Text

/// The lexicon's view of a document's words: for each distinct term the lemmas it can be a form of.
///
/// A class, since every sentence and reader holds it.
final class DocumentWords: Sendable {
  let document: Document
  private let lexicon: EventLexicon
  /// The lexicon's list of forms for each term.
  private let listOfTerm: [Int32]

  /// - Complexity: linear in the number of distinct terms.
  init(_ document: Document, lexicon: EventLexicon) {
    self.document = document
    self.lexicon = lexicon
    listOfTerm = (0..<Int32(document.vocabulary.count)).map {
      lexicon.lemmas.list(ofHash: document.vocabulary.hash(of: $0))
    }
  }

  private func list(_ token: Int) -> Int32 { listOfTerm[Int(document.tokens[token].term)] }

  /// True for a token that the lexicon speaks of as more than a word of grammar.
  func isContent(_ token: Int) -> Bool { lexicon.lemmas.isContent(list(token)) }

  /// What a token heads.
  func heads(at token: Int) -> TriggerHeads { lexicon.heads(list(token)) }

  /// False for a document without a word that heads a trigger: it tells no act.
  var holdsTriggers: Bool { listOfTerm.contains { !lexicon.heads($0).isEmpty } }

  /// What a token of the document can be a form of.
  func forms(at token: Int) -> WordForms { lexicon.lemmas.forms(in: list(token)) }
}

/// The words of one sentence, by place in the sentence from 0.
///
/// A class, since every reader of the sentence holds it.
final class SentenceWords: Sendable {
  let words: DocumentWords
  /// The sentence's tokens in the document.
  let tokens: Range<Int>
  /// The places whose words the lexicon speaks of, words of grammar left out.
  let knownPlaces: [Int]

  init(words: DocumentWords, tokens: Range<Int>) {
    self.words = words
    self.tokens = tokens
    var knownPlaces: [Int] = []
    knownPlaces.reserveCapacity(tokens.count)
    for token in tokens where words.isContent(token) { knownPlaces.append(token - tokens.lowerBound) }
    self.knownPlaces = knownPlaces
  }

  var count: Int { tokens.count }

  func forms(at place: Int) -> WordForms { words.forms(at: tokens.lowerBound + place) }

  func heads(at place: Int) -> TriggerHeads { words.heads(at: tokens.lowerBound + place) }

  func token(at place: Int) -> Token { words.document.tokens[tokens.lowerBound + place] }

  /// A word as it stands in the text.
  func text(at place: Int) -> String { words.document.text(of: token(at: place)) }

  /// A word's folded form.
  func term(at place: Int) -> String { words.document.vocabulary.text(of: token(at: place).term) }

  /// True where a word's folded form has an ending.
  func ends(_ place: Int, with ending: String) -> Bool {
    let bytes = words.document.vocabulary.bytes(of: token(at: place).term)
    return bytes.count >= ending.utf8.count && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  func isHyphen(_ place: Int) -> Bool {
    let token = token(at: place)
    return token.range.count == 1 && words.document.bytes[Int(token.start)] == UInt8(ascii: "-")
  }

  func isComma(_ place: Int) -> Bool {
    let token = token(at: place)
    return token.range.count == 1 && words.document.bytes[Int(token.start)] == UInt8(ascii: ",")
  }

  func isA(_ lemma: LemmaID, at place: Int) -> Bool { forms(at: place).contains { $0.lemma == lemma } }

  /// True for a word that begins with a capital letter.
  func isCapitalised(_ place: Int) -> Bool {
    let byte = words.document.bytes[Int(token(at: place).start)]
    return (0x41...0x5A).contains(byte) || byte >= 0xC3
  }

  /// True for a token that begins with an ASCII digit.
  func beginsWithDigit(_ place: Int) -> Bool {
    (0x30...0x39).contains(words.document.bytes[Int(token(at: place).start)])
  }

  /// How many runs of capitalised words after the first word belong to no mention: each may name somebody.
  func unknownNames(besides mentions: [ActorMention]) -> Int {
    guard hasMixedCase else { return 0 }
    var (runs, isInRun, next) = (0, false, 0)
    for place in 1..<max(1, count) {
      let token = tokens.lowerBound + place
      while next < mentions.count, mentions[next].tokens.upperBound <= token { next += 1 }
      let isCovered = next < mentions.count && mentions[next].tokens.contains(token)
      let isName = isCapitalised(place) && !isCovered
      if isName, !isInRun { runs += 1 }
      isInRun = isName
    }
    return runs
  }

  /// True for a sentence of capitals and small letters: in one of capitals alone a capital says nothing.
  var hasMixedCase: Bool {
    let range = token(at: 0).range.lowerBound..<token(at: count - 1).range.upperBound
    let letters = words.document.bytes[range]
    let small = letters.lazy.filter { (0x61...0x7A).contains($0) }.count
    return small * 2 > letters.count
  }

  /// The words that stand between two places, verbatim.
  func text(_ places: ClosedRange<Int>) -> String {
    words.document.text(
      in: token(at: places.lowerBound).range.lowerBound..<token(at: places.upperBound).range.upperBound
    )
  }

  /// Where a phrase begins that ends at a place, its words side by side but for hyphens.
  func contiguous(_ phrase: Phrase, endingAt end: Int) -> Int? {
    var place = end + 1
    for word in phrase.words.reversed() {
      place -= 1
      while place >= 0, place != end, isHyphen(place) { place -= 1 }
      guard place >= 0, isA(word, at: place) else { return nil }
    }
    return place
  }

  /// The places of a phrase's words where the first stands at a place and each next within `gapMax` places after it.
  func loose(_ phrase: Phrase, startingAt start: Int, gapMax: Int) -> [Int]? {
    guard isA(phrase.words[0], at: start) else { return nil }
    var places = [start]
    for word in phrase.words.dropFirst() {
      let last = places[places.count - 1]
      let window = (last + 1)..<min(count, max(last + 1, last + 2 + gapMax))
      guard let found = window.first(where: { isA(word, at: $0) }) else { return nil }
      places.append(found)
    }
    return places
  }
}
