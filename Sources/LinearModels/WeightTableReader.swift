internal import Text

/// Reads a table of weights by its bytes, where they stand: they are megabytes, and are read at every start.
///
/// The bytes must outlive the reader.
@safe struct WeightTableReader {
  /// The feature that always holds.
  static let bias = "bias"

  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private var place = 0

  private static let (tab, newline, comment) = (UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "#"))
  private static let (minus, zero, nine) = (UInt8(ascii: "-"), UInt8(ascii: "0"), UInt8(ascii: "9"))

  /// Nil where there are no bytes.
  init?(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard let base = buffer.baseAddress else { return nil }
    unsafe bytes = base
    end = buffer.count
  }

  /// How many lines there are.
  var lineCount: Int {
    let newline = Self.newline
    var (count, at) = (0, 0)
    while at < end {
      if unsafe bytes[at] == newline { count += 1 }
      at += 1
    }
    return count
  }

  /// The next line that is neither empty nor a comment, without its end; nil behind the last.
  mutating func next() -> Range<Int>? {
    let newline = Self.newline
    while place < end {
      let start = place
      var at = start
      while at < end, unsafe bytes[at] != newline { at += 1 }
      place = at + 1
      if at > start, unsafe bytes[start] != Self.comment { return start..<at }
    }
    return nil
  }

  /// The texts of a line between its tabs.
  func texts(in line: Range<Int>) -> [String] {
    unsafe buffer(line).split(separator: Self.tab, omittingEmptySubsequences: false).map {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  /// The name that begins a line; the whole numbers behind it are added to others, in hundredths.
  ///
  /// - Returns: the name; where a number is none, those before it are added.
  func row(_ line: Range<Int>, addingTo numbers: inout [Float]) -> Range<Int> {
    let (tab, minus, zero, nine) = (Self.tab, Self.minus, Self.zero, Self.nine)
    let limit = line.upperBound
    var at = line.lowerBound
    while at < limit, unsafe bytes[at] != tab { at += 1 }
    let name = line.lowerBound..<at
    while at < limit {
      at += 1
      let isNegative = unsafe at < limit && bytes[at] == minus
      if isNegative { at += 1 }
      let first = at
      var value = 0
      while at < limit {
        let byte = unsafe bytes[at]
        if byte == tab { break }
        guard byte >= zero, byte <= nine else { return name }
        value = value * 10 + Int(byte - zero)
        at += 1
      }
      guard at > first else { return name }
      numbers.append(Float(isNegative ? -value : value) / 100)
    }
    return name
  }

  func isBias(_ name: Range<Int>) -> Bool {
    unsafe name.count == Self.bias.utf8.count && buffer(name).elementsEqual(Self.bias.utf8)
  }

  /// The key of a feature by its name.
  func key(of name: Range<Int>) -> UInt64 { unsafe FeatureBag.key(of: buffer(name)) }

  private func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
  }
}
