/// The features from which a word's tag is told: the word, its neighbours, and the tags of the two words before it
/// (after Collins 2002 and Toutanova and others 2003).
package enum TaggerFeatures {
  /// How many features a word's tag is told by: the length of the buffer that they are written into.
  package static let count = 38

  /// Words outside the sentence.
  private static let edge = SentenceWords.Word(
    form: 0,
    suffix2: 0,
    suffix3: 0,
    suffix4: 0,
    prefix: 0,
    shape: 255,
    classes: 1 << 40
  )

  /// Writes the features of a word into a buffer of `count`.
  ///
  /// - Parameters:
  ///   - words: the sentence.
  ///   - index: the word's place in it.
  ///   - before: the tag of the word before, counted from 1, or 0 at the start.
  ///   - second: the tag of the word before that.
  ///   - features: where they go.
  package static func write(
    _ words: [SentenceWords.Word],
    _ index: Int,
    _ before: UInt64,
    _ second: UInt64,
    into features: UnsafeMutablePointer<UInt64>
  ) {
    var writer = FeatureWriter(into: features, base: 1)
    writeWord(words[index], isFirst: index == 0 ? 1 : 0, before, second, &writer)
    writeNeighbours(words, index, before, &writer)
    assert(writer.count == count, "as many features as buffers hold")
  }

  /// The word itself, and the tags before it.
  @inline(__always)
  private static func writeWord(
    _ word: SentenceWords.Word,
    isFirst first: UInt64,
    _ before: UInt64,
    _ second: UInt64,
    _ writer: inout FeatureWriter
  ) {
    writer.add(1)
    writer.add(word.form)
    writer.add(word.suffix2)
    writer.add(word.suffix3)
    writer.add(word.suffix4)
    writer.add(word.prefix)
    writer.add(word.shape, first)
    writer.add(word.classes)
    writer.add(word.form, word.shape)
    writer.add(word.suffix3, word.shape)
    writer.add(word.classes, word.suffix2)
    writer.add(word.classes, word.shape, first)
    writer.add(before)
    writer.add(before, second)
    writer.add(before, word.form)
    writer.add(before, word.suffix3)
    writer.add(before, word.classes)
    writer.add(before, word.shape)
    writer.add(before, second, word.form)
  }

  /// The words around it.
  @inline(__always)
  private static func writeNeighbours(
    _ words: [SentenceWords.Word],
    _ index: Int,
    _ before: UInt64,
    _ writer: inout FeatureWriter
  ) {
    let word = words[index]
    let previous = index > 0 ? words[index - 1] : edge
    let next = index + 1 < words.count ? words[index + 1] : edge
    let previousForm2 = index > 1 ? words[index - 2].form : 0
    let next2 = index + 2 < words.count ? words[index + 2] : edge
    writer.add(previous.form)
    writer.add(previous.form, word.form)
    writer.add(previous.suffix3)
    writer.add(previousForm2)
    writer.add(previous.classes)
    writer.add(previous.form, word.suffix3)
    writer.add(next.form)
    writer.add(next.form, word.form)
    writer.add(next.suffix3)
    writer.add(next.classes)
    writer.add(next.shape, word.shape)
    writer.add(next.form, before)
    writer.add(next2.form)
    writer.add(next.classes, word.classes)
    writer.add(next.suffix3, word.suffix3)
    writer.add(previous.shape, word.shape, next.shape)
    writer.add(next.classes, before, word.classes)
    writer.add(next.suffix2, next2.suffix2, word.classes)
    writer.add(next.form, next2.form)
  }
}
