internal import Text

/// Reads a table of weights by its bytes: they are megabytes, and are read at every start.
struct WeightTableReader {
  /// The feature that always holds.
  static let bias = "bias"

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next line that is neither empty nor a comment, without its end; nil behind the last.
  mutating func next() -> Range<Int>? {
    while place < bytes.count {
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
      let line = start..<place
      place += 1
      if !line.isEmpty, bytes[start] != UInt8(ascii: "#") { return line }
    }
    return nil
  }

  /// The texts of a line between its tabs.
  func texts(in line: Range<Int>) -> [String] {
    bytes[line].split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// A line as a name and whole numbers behind it; what is none ends the row, whose count is then wrong.
  func row(_ line: Range<Int>) -> (name: Range<Int>, numbers: [Int]) {
    var at = line.lowerBound
    while at < line.upperBound, bytes[at] != UInt8(ascii: "\t") { at += 1 }
    let name = line.lowerBound..<at
    var numbers: [Int] = []
    while at < line.upperBound {
      guard let (number, end) = number(from: at + 1, before: line.upperBound) else { return (name, []) }
      numbers.append(number)
      at = end
    }
    return (name, numbers)
  }

  private func number(from start: Int, before limit: Int) -> (value: Int, end: Int)? {
    var (at, value) = (start, 0)
    let isNegative = at < limit && bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let first = at
    while at < limit, bytes[at] != UInt8(ascii: "\t") {
      guard (0x30...0x39).contains(bytes[at]) else { return nil }
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return at == first ? nil : (isNegative ? -value : value, at)
  }

  func isBias(_ name: Range<Int>) -> Bool { bytes[name].elementsEqual(Self.bias.utf8) }

  /// The key of a feature by its name.
  func key(of name: Range<Int>) -> UInt64 {
    unsafe bytes[name].withUnsafeBufferPointer { unsafe FeatureBag.key(of: $0) }
  }
}
