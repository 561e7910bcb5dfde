import Text

/// What the words of a document do as references, looked up once a term.
struct ReferenceWords {
  private let document: Document
  private let descriptions: DescriptionWords
  private var known: [[ReferenceClass]?]

  init(_ document: Document, _ descriptions: DescriptionWords) {
    self.document = document
    self.descriptions = descriptions
    known = Array(repeating: nil, count: document.vocabulary.count)
  }

  /// What a token does; nothing outside the document.
  mutating func classes(at token: Int) -> [ReferenceClass] {
    guard document.tokens.indices.contains(token) else { return [] }
    let term = Int(document.tokens[token].term)
    if let found = known[term] { return found }
    let found = descriptions.classes(of: NamePieces.hash(of: document.vocabulary.bytes(of: Int32(term))))
    known[term] = found
    return found
  }

  mutating func has(_ reference: ReferenceClass, at token: Int) -> Bool {
    classes(at: token).contains(reference)
  }

  /// The number that a token writes in words or digits; nil for others.
  mutating func numeral(at token: Int) -> Int? {
    for case .numeral(let value) in classes(at: token) { return value }
    guard document.tokens.indices.contains(token), document.tokens[token].kind == .number else { return nil }
    return Int(document.text(of: document.tokens[token]))
  }

  /// The longest description after a token.
  func description(after token: Int, end: Int) -> (kinds: [DescriptionKind], end: Int)? {
    var best: (kinds: [DescriptionKind], end: Int)?
    var key: UInt64 = 0
    var at = token + 1
    while at < end, at - token <= descriptions.piecesMax {
      let before = key
      NamePieces.scan(document.bytes[document.tokens[at].range]) { hash, _ in
        key = DescriptionWords.key(key, hash)
      }
      at += 1
      if key == before { continue }
      let kinds = descriptions.kinds(of: key)
      if !kinds.isEmpty { best = (kinds, at) }
    }
    return best
  }

  func isWord(at token: Int) -> Bool { document.tokens[token].kind == .word }

  /// True for a word that goes on after a whole nominal: `the eight were`, `the eight left`.
  mutating func isVerbLike(at token: Int) -> Bool {
    has(.follower, at: token) || document.text(of: document.tokens[token]).lowercased().hasSuffix("ed")
  }
}
