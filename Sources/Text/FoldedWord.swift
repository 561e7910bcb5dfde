/// A word folded as tokens are, without a document: for lexicons and for treebanks, whose tokens are given.
package struct FoldedWord: Sendable {
  /// The folded form as UTF-8: Unicode's case folding, without invisible format characters.
  package let bytes: [UInt8]
  /// How its letters were cased before they were folded.
  package let letterCase: TokenCase

  /// Folds a word.
  package init(_ word: String) {
    var (bytes, shape) = ([UInt8](), CaseCounter())
    for scalar in word.unicodeScalars {
      let entry = CharacterTable.shared[scalar.value]
      shape.add(entry.letterCase)
      if entry.characterClass == .ignorable { continue }
      CaseFolding.append(scalar.value, to: &bytes)
    }
    self.bytes = bytes
    letterCase = shape.letterCase
  }
}
