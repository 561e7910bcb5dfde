import EmbeddedData
import Text

/// What WordNet says of an English word: the fields of meaning of its commonest noun and verb sense, and whether it is an
/// adjective or adverb. Inflected forms are brought to their base by WordNet's rules of detachment.
package struct WordClasses: @unchecked Sendable {  // points at constant bytes of the program's own image
  private let slots: SlotTable
  /// Bytes before the first slot, which hold the slots' number.
  package static let headerBytes = 4

  /// Bits of a word's classes.
  package static let nounShift: UInt32 = 0  // 5 bits: WordNet's lexicographer file, 0 for none
  /// Where the lexicographer file of the commonest verb sense begins, 0 for none.
  package static let verbShift: UInt32 = 5  // 5 bits
  /// Set for a word that can be an adjective.
  package static let adjective: UInt32 = 1 << 10
  /// Set for a word that can be an adverb.
  package static let adverb: UInt32 = 1 << 11
  /// The commonest part of speech, by WordNet's counts: 0 none, 1 noun, 2 verb, 3 adjective, 4 adverb; 3 bits.
  package static let commonestShift: UInt32 = 12
  /// How the form was brought to its base: 0 not, 1 -s, 2 -ed, 3 -ing, 4 -er, 5 -est, 6 irregular; 3 bits.
  package static let inflectionShift: UInt32 = 15

  /// Opens the table where it lies; the bytes must outlive it. Nil where they are no table of their stated
  /// length.
  package init?(_ buffer: UnsafeRawBufferPointer) {
    guard buffer.count > Self.headerBytes, let base = buffer.baseAddress else { return nil }
    let count = UInt64(base.loadUnaligned(as: UInt32.self))
    guard buffer.count == Self.headerBytes + Int(count) * SlotTable.slotBytes else { return nil }
    slots = SlotTable(base + Self.headerBytes, count: count)
  }

  /// The classes of a folded word, given with its hash; 0 where WordNet does not know it.
  func classes(of word: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
    let whole = slots.value(of: hash)
    if whole != 0 || word.count < 4 || word.count > Self.wordBytesMax { return whole }
    let last = Ending(word.suffix(Ending.bytesMax))
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 1) { room in
      _ = room.update(fromContentsOf: word)
      for rule in Self.detachments where rule.suffix.ends(last) {
        let stem = word.count - rule.suffix.count
        guard stem >= 2 else { continue }
        for (offset, letter) in rule.replacement.enumerated() { room[stem + offset] = letter }
        let base = room[..<(stem + rule.replacement.count)]
        let found = slots.value(of: TermHash.of(UnsafeBufferPointer(rebasing: base)))
        if found & rule.mask != 0 { return found | rule.inflection << Self.inflectionShift }
        _ = room.update(fromContentsOf: word)
      }
      return doubledConsonant(word, last)
    }
  }

  /// Longer words are looked up whole only.
  private static let wordBytesMax = 32

  /// "stopped", "running": one consonant of two belongs to the ending.
  private func doubledConsonant(_ word: UnsafeBufferPointer<UInt8>, _ last: Ending) -> UInt32 {
    for (suffix, inflection) in Self.doubling where suffix.ends(last) {
      let stem = word.dropLast(suffix.count)
      guard stem.count >= 4, let letter = stem.last, letter == stem[stem.endIndex - 2] else { continue }
      let found = slots.value(of: TermHash.of(UnsafeBufferPointer(rebasing: stem.dropLast())))
      if found >> Self.verbShift & 31 != 0 { return found | inflection << Self.inflectionShift }
    }
    return 0
  }

  /// The last bytes of a word as one number, so that endings are compared at once.
  private struct Ending {
    static let bytesMax = 4
    let value: UInt32
    let count: Int

    init(_ bytes: some Sequence<UInt8>) {
      (value, count) = bytes.reduce((UInt32(0), 0)) { ($0.0 << 8 | UInt32($1), $0.1 + 1) }
    }

    /// True where a longer ending has this one at its end.
    func ends(_ longer: Ending) -> Bool { (longer.value ^ value) << (32 - 8 * UInt32(count)) == 0 }
  }

  private struct Detachment {
    var suffix: Ending
    /// The letters that stand in the suffix's place.
    var replacement: [UInt8]
    var inflection: UInt32
    /// The word must have one of these classes.
    var mask: UInt32

    init(_ suffix: String, _ replacement: String, _ inflection: UInt32, _ mask: UInt32) {
      self.suffix = Ending(suffix.utf8)
      self.replacement = Array(replacement.utf8)
      self.inflection = inflection
      self.mask = mask
    }
  }

  private static let noun: UInt32 = 31 << nounShift
  private static let verb: UInt32 = 31 << verbShift

  /// WordNet's rules of detachment (morphy(7)), commonest first.
  private static let detachments: [Detachment] = [
    Detachment("ies", "y", 1, noun | verb),
    Detachment("s", "", 1, noun | verb),
    Detachment("es", "", 1, noun | verb),
    Detachment("men", "man", 1, noun),
    Detachment("ied", "y", 2, verb),
    Detachment("ed", "e", 2, verb),
    Detachment("ed", "", 2, verb),
    Detachment("ing", "", 3, verb),
    Detachment("ing", "e", 3, verb),
    Detachment("ier", "y", 4, adjective),
    Detachment("er", "", 4, adjective),
    Detachment("er", "e", 4, adjective),
    Detachment("iest", "y", 5, adjective),
    Detachment("est", "", 5, adjective),
    Detachment("est", "e", 5, adjective),
  ]

  private static let doubling = [(Ending("ed".utf8), UInt32(2)), (Ending("ing".utf8), 3)]
}
