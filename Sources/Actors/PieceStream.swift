import Text

/// How a sentence uses capitals.
enum LetterCase: Sendable {
  case mixed
  /// Most words begin with a capital: a headline.
  case title
  case upper
  case lower
}

/// The pieces of a document's tokens with the ids the trie knows them by, sentence by sentence.
struct PieceStream {
  /// A piece: its word in the trie (-1 for none), its token and its bytes.
  struct Piece {
    var word: Int32
    var token: Int32
    var start: Int32
    var end: Int32
    var bytes: Range<Int> { Int(start)..<Int(end) }
  }

  private(set) var pieces: [Piece] = []
  private let trie: NameTrie
  private let document: Document
  /// What each term of the vocabulary is as a piece, by term id; `.unseen` until it is asked for.
  private var known: [Int32]

  private static let unseen: Int32 = -9
  private static let severalPieces: Int32 = -2
  private static let noPiece: Int32 = -3

  init(_ document: Document, _ trie: NameTrie) {
    self.document = document
    self.trie = trie
    known = Array(repeating: Self.unseen, count: document.vocabulary.count)
  }

  /// Makes `pieces` those of a range of tokens.
  mutating func read(_ tokens: Range<Int>) {
    pieces.removeAll(keepingCapacity: true)
    for index in tokens {
      let token = document.tokens[index]
      var word = known[Int(token.term)]
      if word == Self.unseen {
        word = classify(token.term)
        known[Int(token.term)] = word
      }
      if word == Self.noPiece { continue }
      if word == Self.severalPieces {
        split(index, token)
      } else {
        pieces.append(Piece(word: word, token: Int32(index), start: token.start, end: token.end))
      }
    }
  }

  private func classify(_ term: Int32) -> Int32 {
    let bytes = document.vocabulary.bytes(of: term)
    var first: UInt64 = 0
    var count = 0
    var isWhole = true
    NamePieces.scan(bytes) { hash, range in
      if count == 0 { first = hash }
      count += 1
      isWhole = range.count == bytes.count
    }
    return count == 0 ? Self.noPiece : isWhole ? trie.word(first) : Self.severalPieces
  }

  private mutating func split(_ index: Int, _ token: Token) {
    let trie = trie
    NamePieces.scan(document.bytes[token.range]) { hash, range in
      pieces.append(
        Piece(
          word: trie.word(hash),
          token: Int32(index),
          start: Int32(range.lowerBound),
          end: Int32(range.upperBound)
        )
      )
    }
  }

  /// How a run of bytes uses capitals.
  static func letterCase(of bytes: ArraySlice<UInt8>) -> LetterCase {
    var (upper, lower, capitalWords, smallWords) = (0, 0, 0, 0)
    var isInWord = false
    for byte in bytes {
      let isUpper = (0x41...0x5A).contains(byte)
      let isLower = (0x61...0x7A).contains(byte)
      if isUpper { upper += 1 }
      if isLower { lower += 1 }
      if !isInWord && isUpper { capitalWords += 1 }
      if !isInWord && isLower { smallWords += 1 }
      isInWord = isUpper || isLower || byte >= 0x80 || byte == UInt8(ascii: "'")
    }
    if upper == 0 { return lower == 0 ? .mixed : .lower }
    if upper > lower * 4 { return .upper }
    return capitalWords >= smallWords * 2 && capitalWords > 2 ? .title : .mixed
  }
}
