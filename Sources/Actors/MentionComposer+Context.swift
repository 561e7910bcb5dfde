import Text

/// What a hyphen makes of a name.
enum Compound {
  case none, led, other
}

/// Pieces that link a role to its side, as words of the trie.
struct LinkWords: Sendable {
  let of: [Int32]
  let within: [Int32]
  /// Words that may stand between the link and the side: `the`, `eastern`.
  let fillers: [Int32]
  let former: [Int32]

  /// No words.
  init() { (of, within, fillers, former) = ([], [], [], []) }

  /// Reads rows of class and words.
  init(_ rows: [[Substring]], _ trie: NameTrie) {
    func words(_ name: String) -> [Int32] {
      rows.filter { $0.count == 2 && $0[0] == name }.flatMap { ActorTableReader.values($0[1]) }
        .map { trie.word(NamePieces.hash($0)) }.filter { $0 >= 0 }
    }
    (of, within, fillers, former) = (words("of"), words("within"), words("filler"), words("former"))
  }
}

// What stands around a name and changes what it means.
extension MentionComposer {
  func role(of match: NameMatch) -> ActorRole? {
    if match.sense.kind == .role { return table.roles[Int(match.sense.detail)] }
    var found: ActorRole?
    let node = matcher.trie.node(of: pieces[match.pieces].map(\.word))
    guard node >= 0 else { return nil }
    matcher.trie.forEachSense(at: node) { sense in
      if found == nil && sense.kind == .role { found = table.roles[Int(sense.detail)] }
    }
    return found ?? table.officials
  }

  func isFormerWord(_ match: NameMatch) -> Bool {
    table.linkWords.former.contains(pieces[match.pieces.lowerBound].word)
  }

  /// True for the `s` of `Russia's`.
  func isPossessiveEnd(_ at: Int) -> Bool {
    let range = pieces[at].bytes
    guard range.count == 1, range.lowerBound > 0, document.bytes[range.lowerBound] | 0x20 == UInt8(ascii: "s")
    else {
      return false
    }
    let before = document.bytes[range.lowerBound - 1]
    return before == UInt8(ascii: "'") || before == 0x99  // the last byte of U+2019
  }

  /// Whether a hyphen before or after a name makes it part of a compound.
  func compound(_ range: Range<Int>) -> Compound {
    if range.lowerBound > 0, isHyphen(between: range.lowerBound - 1, and: range.lowerBound),
      table.compounds.isPrefix(hash(range.lowerBound - 1))
    {
      return .other
    }
    guard range.upperBound < pieces.count, isHyphen(between: range.upperBound - 1, and: range.upperBound),
      let acts = table.compounds.acts(before: hash(range.upperBound))
    else { return .none }
    return acts ? .led : .other
  }

  private func hash(_ piece: Int) -> UInt64 { NamePieces.hash(of: document.bytes[pieces[piece].bytes]) }

  private func isHyphen(between left: Int, and right: Int) -> Bool {
    let gap = document.bytes[Int(pieces[left].end)..<Int(pieces[right].start)]
    return gap.elementsEqual("-".utf8) || gap.elementsEqual("\u{2010}".utf8)
      || gap.elementsEqual("\u{2011}".utf8)
      || gap.elementsEqual(".-".utf8)
  }

  /// True for a name of a place that is a person's here: `Michael Jordan`, `Paris Hilton`.
  func isPersonsName(_ at: Int) -> Bool {
    let match = matches[at]
    guard match.sense.caseRule.contains(.person), match.pieces.count == 1 else { return false }
    if at > 0, matches[at - 1].pieces.upperBound == match.pieces.lowerBound,
      matches[at - 1].kinds.has(.givenName)
    {
      return true
    }
    return matcher.letterCase == .mixed && isPartOfName(match.pieces, before: false)
  }

  /// True where an unknown capitalised word stands right beside a name, as in a longer name of somebody else.
  func isPartOfName(_ range: Range<Int>, before: Bool = true) -> Bool {
    guard matcher.letterCase == .mixed else { return false }
    if range.upperBound < pieces.count, isUnknownCapital(range.upperBound), isSpaced(range.upperBound - 1) {
      return true
    }
    guard before, range.lowerBound > 1 else { return false }
    return isUnknownCapital(range.lowerBound - 1) && isSpaced(range.lowerBound - 1)
  }

  private func isUnknownCapital(_ piece: Int) -> Bool {
    matcher.isCapital(pieces[piece].bytes) && match(covering: piece)?.kinds.has(.givenName) ?? true
  }

  /// True where only a space parts a piece from the next.
  func isSpaced(_ piece: Int) -> Bool {
    document.bytes[Int(pieces[piece].end)..<Int(pieces[piece + 1].start)].elementsEqual([0x20])
  }

  /// True for a surname that in a text of one case may as well be the word: `MAY`, `MAJOR`.
  func isOtherWord(_ match: NameMatch) -> Bool {
    guard match.sense.kind == .surname, matcher.letterCase == .upper || matcher.letterCase == .lower else {
      return false
    }
    return match.kinds.has(.address) || match.kinds.has(.follower) || match.kinds.has(.role)
  }

  /// How many pieces a person's name may have.
  private static let namePiecesMax = 6

  /// The pieces of an unknown capitalised name that begins here: `Athar Abbas` after `army spokesman`.
  func unknownName(from start: Int) -> Range<Int>? {
    guard matcher.letterCase == .mixed, start > 0 else { return nil }
    var end = start
    while end < pieces.count, end - start < Self.namePiecesMax, isNamePart(end, isFirst: end == start) {
      end += 1
    }
    while end > start, !matcher.isCapital(pieces[end - 1].bytes) { end -= 1 }
    return end > start ? start..<end : nil
  }

  private func isNamePart(_ piece: Int, isFirst: Bool) -> Bool {
    let gap = document.bytes[Int(pieces[piece - 1].end)..<Int(pieces[piece].start)]
    let isTight = gap.allSatisfy { [0x20, 0x2D, 0x2E, 0x27].contains($0) } && gap.count <= 2
    guard isTight else { return false }
    if let match = match(covering: piece) {
      return matcher.isCapital(pieces[piece].bytes)
        && (match.sense.kind == .givenName || match.sense.kind == .surname
          || match.sense.caseRule.contains(.person))
    }
    if matcher.isCapital(pieces[piece].bytes) { return true }
    return !isFirst && Self.particles.contains { document.bytes[pieces[piece].bytes].elementsEqual($0.utf8) }
  }

  /// Small words within names.
  private static let particles = [
    "al", "bin", "ibn", "ben", "de", "da", "del", "della", "van", "von", "der", "el", "la", "di", "ul", "ur",
    "os", "as",
  ]
}
