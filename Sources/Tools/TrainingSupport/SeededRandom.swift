internal import Foundation

/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// One that always gives the same numbers for a seed.
  package init(seed: UInt64) { state = seed }

  /// The next number, evenly spread over all 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to 1.
  package mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }

  /// True in `share` of all draws.
  package mutating func chance(_ share: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < share }

  /// Shuffles in the order of this source alone; the standard library's algorithm may change.
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
  }

  /// A count of a Poisson process with this mean (Knuth, The Art of Computer Programming 2, 3.4.1).
  package mutating func poisson(_ mean: Double) -> Int {
    let limit = exp(-mean)
    var (count, product) = (0, unit())
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }
}
