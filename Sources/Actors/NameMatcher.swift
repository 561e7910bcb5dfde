import Text

/// A name found in a sentence, before it is put together with its neighbours.
struct NameMatch {
  /// Indices into the sentence's pieces.
  var pieces: Range<Int>
  var sense: NameSense
  /// Every kind of meaning that the words have here.
  var kinds: SenseKinds
  /// Other actors of the same name.
  var namesakes: [Int32]
}

/// Kinds of meanings that one name has at the same time.
struct SenseKinds: OptionSet {
  let rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }
  init(_ kind: SenseKind) { rawValue = 1 << UInt16(kind.rawValue) }

  func has(_ kind: SenseKind) -> Bool { contains(SenseKinds(kind)) }
}

/// Finds names in one sentence: at each place the longest that its capitals allow, never overlapping.
struct NameMatcher {
  let trie: NameTrie
  let bytes: [UInt8]
  let letterCase: LetterCase
  /// The day of publication as days since 1970-01-01, to choose between holders of an office.
  let day: Int32?

  func matches(in pieces: [PieceStream.Piece]) -> [NameMatch] {
    var found: [NameMatch] = []
    var at = 0
    while at < pieces.count {
      if pieces[at].word >= 0, let match = longest(at, pieces) {
        found.append(match)
        at = match.pieces.upperBound
      } else {
        at += 1
      }
    }
    return found
  }

  private func longest(_ start: Int, _ pieces: [PieceStream.Piece]) -> NameMatch? {
    var best: NameMatch?
    var node = NameTrie.root
    var at = start
    while at < pieces.count, pieces[at].word >= 0 {
      node = trie.step(node, pieces[at].word)
      guard node >= 0 else { break }
      at += 1
      if trie.hasSenses(node), let match = choose(node, start..<at, pieces) { best = match }
    }
    return best
  }

  /// The preferred meaning whose capitals fit, among those of one name.
  private func choose(_ node: Int32, _ range: Range<Int>, _ pieces: [PieceStream.Piece]) -> NameMatch? {
    var best: NameSense?
    var kinds: SenseKinds = []
    var actors: [Int32] = []
    trie.forEachSense(at: node) { sense in
      guard fits(sense, range, pieces) else { return }
      kinds.insert(SenseKinds(sense.kind))
      if sense.actor >= 0, !actors.contains(sense.actor) { actors.append(sense.actor) }
      if best.map({ rank(sense) < rank($0) }) ?? true { best = sense }
    }
    return best.map { sense in
      NameMatch(pieces: range, sense: sense, kinds: kinds, namesakes: actors.filter { $0 != sense.actor })
    }
  }

  /// Lower is preferred; equal keeps the order of the data.
  private func rank(_ sense: NameSense) -> Int {
    switch sense.kind {
    case .decoy: 0
    case .actor: sense.form == .person && !isInOffice(sense) ? 2 : 1
    case .role: 3
    case .surname: isInOffice(sense) ? 4 : 5
    case .office: 6
    case .address: 7
    case .modifier: 8
    case .givenName: 9
    case .follower: 10
    }
  }

  /// True where a sense holds at the day of publication, or there is none.
  func isInOffice(_ sense: NameSense) -> Bool {
    guard let day else { return true }
    return sense.from <= day && day <= sense.to
  }

  private func fits(_ sense: NameSense, _ range: Range<Int>, _ pieces: [PieceStream.Piece]) -> Bool {
    let rule = sense.caseRule
    if rule.isDisjoint(with: [.capital, .upper, .written]) { return true }
    let whole = Int(pieces[range.lowerBound].start)..<Int(pieces[range.upperBound - 1].end)
    let isDotted = bytes[whole].dropLast().contains(UInt8(ascii: "."))
    switch letterCase {
    case .lower: return rule.isDisjoint(with: [.upper, .written]) || isDotted
    case .upper: return !rule.contains(.written) || isDotted
    case .mixed, .title: break
    }
    if rule.contains(.upper) { return range.allSatisfy { isUpper(pieces[$0].bytes) } }
    return !rule.contains(.capital) || isCapital(pieces[range.lowerBound + Int(sense.capitalPiece)].bytes)
  }

  /// True for a piece that begins with a capital, or with a letter of a script not looked into.
  func isCapital(_ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    if first < 0x80 { return (0x41...0x5A).contains(first) }
    guard range.count > 1 else { return false }
    let second = bytes[range.lowerBound + 1]
    if first == 0xC3 { return second < 0x9F }
    if first == 0xC4 || first == 0xC5 { return second & 1 == 0 }
    // General punctuation and symbols are no letters.
    return first != 0xE2 && first != 0xC2
  }

  private func isUpper(_ range: Range<Int>) -> Bool {
    // A small `s` may end an abbreviation's plural.
    let letters = bytes[range].filter { $0 != UInt8(ascii: ".") }
    let stem = letters.count > 2 && letters.last == UInt8(ascii: "s") ? letters.dropLast() : letters[...]
    return stem.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 >= 0x80 }
  }
}
