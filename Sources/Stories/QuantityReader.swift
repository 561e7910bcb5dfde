internal import Foundation
internal import Text

/// Reads a number and what it counts.
struct QuantityReader {
  let words: StoryWords

  /// The quantity whose number begins at a token; nil where none does.
  func read(at index: Int, _ sentence: Sentence, of document: Document) -> ProfileQuantity? {
    guard var (value, next) = number(at: index, sentence, of: document) else { return nil }
    while next < sentence.tokens.upperBound,
      case .multiple(let factor) = meaning(at: next, of: document)
    {
      value *= factor
      next += 1
    }
    let unit = unit(at: next, sentence, of: document)
    let end = unit.map { document.tokens[$0].range.upperBound } ?? document.tokens[next - 1].range.upperBound
    let start = document.tokens[index].range.lowerBound
    return ProfileQuantity(
      value: value,
      unit: unit.map { document.vocabulary.hash(of: document.tokens[$0].stem) } ?? 0,
      text: document.text(in: start..<end)
    )
  }

  /// The value of digits or of a number word at a token, and the token after it.
  private func number(at index: Int, _ sentence: Sentence, of document: Document) -> (Double, Int)? {
    let token = document.tokens[index]
    guard token.kind == .number else {
      guard case .number(let value) = meaning(at: index, of: document) else { return nil }
      return (value, index + 1)
    }
    // A decimal point or a comma between thousands may part the tokens of one number.
    if token.start > 0, Self.joins(document.bytes, at: Int(token.start) - 1) { return nil }
    var end = Int(token.end)
    while end + 1 < document.bytes.count, Self.joins(document.bytes, at: end) {
      end += 2
      while end < document.bytes.count, Self.isDigit(document.bytes[end]) { end += 1 }
    }
    let digits = document.bytes[Int(token.start)..<end].filter { $0 != UInt8(ascii: ",") }
    guard let value = Double(String(decoding: digits, as: UTF8.self)) else { return nil }
    var next = index + 1
    while next < sentence.tokens.upperBound, Int(document.tokens[next].start) < end { next += 1 }
    return (value, next)
  }

  /// The token within the next two that a number counts: a word, or a sign such as %.
  private func unit(at index: Int, _ sentence: Sentence, of document: Document) -> Int? {
    for next in index..<min(index + 2, sentence.tokens.upperBound) {
      let token = document.tokens[next]
      if token.kind == .word || document.bytes[Int(token.start)] == UInt8(ascii: "%") { return next }
      guard document.bytes[Int(token.start)] == UInt8(ascii: "-") else { return nil }
    }
    return nil
  }

  private func meaning(at index: Int, of document: Document) -> StoryWord? {
    words[document.vocabulary.hash(of: document.tokens[index].term)]
  }

  /// Whether a point or comma with digits on both sides stands at an offset.
  private static func joins(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset > 0, offset + 1 < bytes.count else { return false }
    return (bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: ","))
      && isDigit(bytes[offset - 1]) && isDigit(bytes[offset + 1])
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
