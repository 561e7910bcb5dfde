/// The features from which a word's tag is told: the word, its neighbours, and the tags of the two words before it
/// (after Collins 2002 and Toutanova and others 2003).
package enum TaggerFeatures {
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
    let word = words[index]
    let previous = index > 0 ? words[index - 1] : edge
    let next = index + 1 < words.count ? words[index + 1] : edge
    let first: UInt64 = index == 0 ? 1 : 0
    let previousForm2 = index > 1 ? words[index - 2].form : 0
    let next2 = index + 2 < words.count ? words[index + 2] : edge
    var at = 0
    @inline(__always)
    func add(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) {
      features[at] = FeatureHash.of(UInt64(at + 1), first, second, third)
      at += 1
    }
    add(1)
    add(word.form)
    add(word.suffix2)
    add(word.suffix3)
    add(word.suffix4)
    add(word.prefix)
    add(word.shape, first)
    add(word.classes)
    add(word.form, word.shape)
    add(word.suffix3, word.shape)
    add(word.classes, word.suffix2)
    add(word.classes, word.shape, first)
    add(before)
    add(before, second)
    add(before, word.form)
    add(before, word.suffix3)
    add(before, word.classes)
    add(before, word.shape)
    add(before, second, word.form)
    add(previous.form)
    add(previous.form, word.form)
    add(previous.suffix3)
    add(previousForm2)
    add(previous.classes)
    add(previous.form, word.suffix3)
    add(next.form)
    add(next.form, word.form)
    add(next.suffix3)
    add(next.classes)
    add(next.shape, word.shape)
    add(next.form, before)
    add(next2.form)
    add(next.classes, word.classes)
    add(next.suffix3, word.suffix3)
    add(previous.shape, word.shape, next.shape)
    add(next.classes, before, word.classes)
    add(next.suffix2, next2.suffix2, word.classes)
    add(next.form, next2.form)
    assert(at == count, "as many features as buffers hold")
  }
}
