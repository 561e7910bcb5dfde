import EmbeddedData
import Text

/// What WordNet says of an English word: the fields of meaning of its commonest noun and verb sense, and whether it is an
/// adjective or adverb. Inflected forms are brought to their base by WordNet's rules of detachment.
package struct WordClasses: @unchecked Sendable {  // points at constant bytes of the program's own image
  private let slots: UnsafeRawPointer
  private let slotCount: UInt64
  package static let slotBytes = 8
  package static let headerBytes = 4

  /// Bits of a word's classes.
  package static let nounShift: UInt32 = 0  // 5 bits: WordNet's lexicographer file, 0 for none
  package static let verbShift: UInt32 = 5  // 5 bits
  package static let adjective: UInt32 = 1 << 10
  package static let adverb: UInt32 = 1 << 11
  /// The commonest part of speech, by WordNet's counts: 0 none, 1 noun, 2 verb, 3 adjective, 4 adverb; 3 bits.
  package static let commonestShift: UInt32 = 12
  /// How the form was brought to its base: 0 not, 1 -s, 2 -ed, 3 -ing, 4 -er, 5 -est, 6 irregular; 3 bits.
  package static let inflectionShift: UInt32 = 15

  package init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    slotCount = UInt64(base.loadUnaligned(as: UInt32.self))
    slots = base + Self.headerBytes
    guard buffer.count == Self.headerBytes + Int(slotCount) * Self.slotBytes else { return nil }
  }

  /// The classes of a folded word, 0 where WordNet does not know it.
  func classes(of word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let whole = lookUp(TermHash.of(word))
    if whole != 0 || word.count < 4 || word.count > Self.wordBytesMax { return whole }
    for rule in Self.detachments where Self.ends(word, rule.suffix) {
      let stem = word.dropLast(rule.suffix.utf8.count)
      guard stem.count >= 2 else { continue }
      let found = lookUp(TermHash.of(AppendedBytes(head: stem, tail: rule.replacement.utf8)))
      if found & rule.mask != 0 { return found | rule.inflection << Self.inflectionShift }
    }
    return doubledConsonant(word)
  }

  /// Longer words are looked up whole only.
  private static let wordBytesMax = 32

  /// "stopped", "running": one consonant of two belongs to the ending.
  private func doubledConsonant(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    for (suffix, inflection) in [("ed", UInt32(2)), ("ing", 3)] where Self.ends(word, suffix) {
      let stem = word.dropLast(suffix.utf8.count)
      guard stem.count >= 4, let last = stem.last, last == stem[stem.endIndex - 2] else { continue }
      let found = lookUp(TermHash.of(stem.dropLast()))
      if found >> Self.verbShift & 31 != 0 { return found | inflection << Self.inflectionShift }
    }
    return 0
  }

  private static func ends(_ word: UnsafeBufferPointer<UInt8>, _ suffix: String) -> Bool {
    word.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  private func lookUp(_ hash: UInt64) -> UInt32 {
    var slot = Int(truncatingIfNeeded: hash.multipliedFullWidth(by: slotCount).high)
    let check = Self.check(hash)
    while true {
      let found = slots.loadUnaligned(fromByteOffset: slot * Self.slotBytes, as: UInt32.self)
      if found == check {
        return slots.loadUnaligned(fromByteOffset: slot * Self.slotBytes + 4, as: UInt32.self)
      }
      if found == 0 { return 0 }
      slot = slot + 1 == Int(slotCount) ? 0 : slot + 1
    }
  }

  /// What is kept of a word's hash.
  package static func check(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) | 1 }

  private struct Detachment {
    var suffix: String
    var replacement: String
    var inflection: UInt32
    /// The word must have one of these classes.
    var mask: UInt32
  }

  private static let noun: UInt32 = 31 << nounShift
  private static let verb: UInt32 = 31 << verbShift

  /// WordNet's rules of detachment (morphy(7)), commonest first.
  private static let detachments: [Detachment] = [
    Detachment(suffix: "ies", replacement: "y", inflection: 1, mask: noun | verb),
    Detachment(suffix: "s", replacement: "", inflection: 1, mask: noun | verb),
    Detachment(suffix: "es", replacement: "", inflection: 1, mask: noun | verb),
    Detachment(suffix: "men", replacement: "man", inflection: 1, mask: noun),
    Detachment(suffix: "ied", replacement: "y", inflection: 2, mask: verb),
    Detachment(suffix: "ed", replacement: "e", inflection: 2, mask: verb),
    Detachment(suffix: "ed", replacement: "", inflection: 2, mask: verb),
    Detachment(suffix: "ing", replacement: "", inflection: 3, mask: verb),
    Detachment(suffix: "ing", replacement: "e", inflection: 3, mask: verb),
    Detachment(suffix: "ier", replacement: "y", inflection: 4, mask: adjective),
    Detachment(suffix: "er", replacement: "", inflection: 4, mask: adjective),
    Detachment(suffix: "er", replacement: "e", inflection: 4, mask: adjective),
    Detachment(suffix: "iest", replacement: "y", inflection: 5, mask: adjective),
    Detachment(suffix: "est", replacement: "", inflection: 5, mask: adjective),
    Detachment(suffix: "est", replacement: "e", inflection: 5, mask: adjective),
  ]
}

/// Two runs of bytes, one after the other, without copying them.
private struct AppendedBytes<Head: Sequence<UInt8>, Tail: Sequence<UInt8>>: Sequence {
  var head: Head
  var tail: Tail

  struct Iterator: IteratorProtocol {
    var head: Head.Iterator
    var tail: Tail.Iterator
    mutating func next() -> UInt8? { head.next() ?? tail.next() }
  }

  func makeIterator() -> Iterator { Iterator(head: head.makeIterator(), tail: tail.makeIterator()) }
}
