internal import Text

/// The features that hold of one thing that is to be judged, each by a key that a name gives.
///
/// A name is words parted by spaces: what the feature is, then what it is about (`object warrant`, `pair air strikes`).
/// The key folds the hashes of these words, so that nothing is spelled where nobody asks; names are kept only where a
/// reason is wanted, or weights are learned.
package struct FeatureBag: Sendable {
  /// What holds, each with its value: 1 but for numbers.
  package private(set) var held: [Held] = []

  /// A feature that holds.
  package struct Held: Sendable {
    /// The hash that its name folds to, the same in every run.
    package let key: UInt64
    /// 1 for what only holds or does not; else the number itself, which no normalising touches.
    package let value: Float
    /// True for what holds to a degree.
    package let isNumber: Bool
  }

  /// In the order of `held`; empty where names are not wanted.
  package private(set) var names: [String] = []
  private let isNamed: Bool

  /// Makes an empty bag.
  package init(named isNamed: Bool = false) { self.isNamed = isNamed }

  /// Adds a feature that is about nothing but itself.
  package mutating func add(_ kind: StaticString) { add(Self.key(kind)) { "\(kind)" } }

  /// Adds a feature about a folded word of a document, given by its hash.
  package mutating func add(_ kind: StaticString, term hash: UInt64, _ spelling: () -> String) {
    add(Self.fold(Self.key(kind), hash)) { "\(kind) \(spelling())" }
  }

  /// Adds a feature about two folded words.
  package mutating func add(
    _ kind: StaticString,
    terms first: UInt64,
    _ second: UInt64,
    _ spelling: () -> (String, String)
  ) {
    add(Self.fold(Self.fold(Self.key(kind), first), second)) {
      let (first, second) = spelling()
      return "\(kind) \(first) \(second)"
    }
  }

  /// Adds a feature about one of a few values, or several words.
  package mutating func add(_ kind: StaticString, _ value: String) {
    var value = value
    let key = value.withUTF8 { unsafe Self.fold(Self.key(kind), words: $0) }
    add(key) { "\(kind) \(value)" }
  }

  /// Adds a feature that holds to a degree.
  package mutating func add(_ kind: StaticString, number: Double) {
    add(Self.key(kind), number: Float(number)) { "\(kind)" }
  }

  /// Adds a feature about one of a few values that holds to a degree.
  package mutating func add(_ kind: StaticString, number: Double, about value: String) {
    let key = Self.fold(Self.key(kind), TermHash.of(value))
    add(key, number: Float(number)) { "\(kind) \(value)" }
  }

  /// The same, of a value that is given by its hash.
  package mutating func add(
    _ kind: StaticString,
    number: Float,
    term hash: UInt64,
    _ spelling: () -> String
  ) {
    add(Self.fold(Self.key(kind), hash), number: number) { "\(kind) \(spelling())" }
  }

  private mutating func add(_ key: UInt64, number: Float? = nil, _ name: () -> String) {
    held.append(Held(key: key, value: number ?? 1, isNumber: number != nil))
    if isNamed { names.append(name()) }
  }

  /// The key of a name as it is written.
  package static func key(of name: some StringProtocol) -> UInt64 {
    var name = String(name)
    return name.withUTF8 { unsafe fold(start, words: $0) }
  }

  /// The key of a name by its bytes.
  static func key(of bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { unsafe fold(start, words: bytes) }

  private static let start: UInt64 = 0x243f_6a88_85a3_08d3

  private static func key(_ kind: StaticString) -> UInt64 {
    // The bytes are the program's own and live as long as it.
    unsafe fold(start, words: UnsafeBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
  }

  /// Folds the words of some bytes, parted by spaces.
  private static func fold(_ state: UInt64, words bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var (state, first, end) = (state, 0, 0)
    while end <= bytes.count {
      if unsafe end == bytes.count || bytes[end] == UInt8(ascii: " ") {
        if end > first {
          let word = unsafe UnsafeBufferPointer(rebasing: bytes[first..<end])
          state = unsafe fold(state, TermHash.of(word))
        }
        first = end + 1
      }
      end += 1
    }
    return state
  }

  @inline(__always)
  private static func fold(_ state: UInt64, _ term: UInt64) -> UInt64 {
    let product = (state ^ term).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low ^ (term &* 0xe703_7ed1_a0b4_28db)
  }
}
