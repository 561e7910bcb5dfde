/// A list that was written into one paragraph: "1) Bread 2) Milk", "• Bread • Milk", "a. Bread b. Milk".
///
/// It must start the paragraph, and its numbers or letters must count up, with the same marks after each.
struct InlineList {
  let text: TokenisedText
  let paragraph: Range<Int>

  /// A number, letter or bullet that heads an item.
  private struct Head {
    /// What counts up; 0 for a bullet.
    var value: UInt64
    var isNumber: Bool
    /// The marks after it, as a number of their characters.
    var marks: UInt64
    /// The bullet's character before it, 0 where there is none.
    var bullet: UInt32
    var length: Int
  }

  /// The token indices of the second and later items' heads.
  ///
  /// - Complexity: linear in the paragraph's tokens, where its start looks like an item's; constant elsewhere.
  func itemStarts() -> [Int] {
    guard paragraph.count > 3, let first = head(at: paragraph.lowerBound) else { return [] }
    var starts: [Int] = []
    var wanted = first.value + 1
    for index in paragraph.dropFirst(first.length) where text.tokens[index].spaceBefore {
      guard let head = head(at: index), head.bullet == first.bullet, head.marks == first.marks else {
        continue
      }
      guard head.isNumber == first.isNumber else { continue }
      if first.value == 0 ? head.value == 0 : head.value == wanted {
        starts.append(index)
        wanted += 1
      }
    }
    return starts
  }

  private func head(at start: Int) -> Head? {
    var index = start
    var head = Head(value: 0, isNumber: true, marks: 0, bullet: 0, length: 1)
    if isBullet(index) {
      head.bullet = firstScalar(index)
      index += 1
      guard index < paragraph.upperBound else { return nil }
    }
    if let value = count(index) {
      let marks = marks(after: index)
      if marks != 0 {
        head.value = value
        head.isNumber = text.tokens[index].kind == .number
        head.marks = marks
        return head
      }
    }
    return head.bullet == 0 ? nil : head
  }

  private func isBullet(_ index: Int) -> Bool { CharacterClass.of(firstScalar(index)) == .bullet }

  private func firstScalar(_ index: Int) -> UInt32 { text.scalar(Int(text.tokens[index].start)).value }

  /// The number of a token, or the place of a single letter in the alphabet; nil for all else.
  private func count(_ index: Int) -> UInt64? {
    let token = text.tokens[index]
    let bytes = text.bytes[token.range]
    if token.kind == .number, bytes.count <= 3 { return UInt64(String(decoding: bytes, as: UTF8.self)) }
    guard token.kind == .word, let first = bytes.first, (0x41...0x7A).contains(first) else { return nil }
    guard bytes.count == 1 || bytes.count == 2 && bytes.last == UInt8(ascii: ".") else { return nil }
    return UInt64(first | 0x20) - 0x60
  }

  /// The marks . ) or .) after a number, packed; 0 where there are none.
  private func marks(after index: Int) -> UInt64 {
    var marks: UInt64 = 0
    if text.tokens[index].kind == .word, text.tokens[index].range.count == 2 {
      marks = UInt64(UInt8(ascii: "."))
    }
    for next in (index + 1)..<min(index + 3, paragraph.upperBound) where !text.tokens[next].spaceBefore {
      let byte = text.bytes[Int(text.tokens[next].start)]
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")"), text.tokens[next].range.count == 1 else {
        break
      }
      marks = marks << 8 | UInt64(byte)
    }
    return marks
  }
}
