internal import Foundation

/// Terms as a vector of unit length, sorted by hash so that two are compared in one walk.
struct TermVector: Sendable {
  private struct Component {
    var hash: UInt64
    var weight: Float
  }

  private var components: [Component]

  /// Look-alike events share words, not names: a name weighs this many times a word.
  private static let nameBoost: Float = 4.5
  /// Rarer terms weigh no more: what is that rare is as often a slip of the pen as a fact.
  private static let rarityMax: Float = 8
  /// More than 1 tells apart what an article is about from what it mentions.
  private static let prominenceExponent: Float = 1.25

  /// All terms, weighed to tell one event from a look-alike.
  init(ofAll terms: [ProfileTerm]) {
    self.init(terms) { term in
      pow(term.prominence, Self.prominenceExponent) * min(term.rarity, Self.rarityMax)
        * (term.isName ? Self.nameBoost : 1)
    }
  }

  private init(_ terms: [ProfileTerm], weight: (ProfileTerm) -> Float) {
    components = terms.map { Component(hash: $0.hash, weight: weight($0)) }
    let length = components.reduce(into: Float(0)) { $0 += $1.weight * $1.weight }.squareRoot()
    guard length > 0 else { return }
    for index in components.indices { components[index].weight /= length }
    components.sort { $0.hash < $1.hash }
  }

  /// The cosine of the angle to another vector; 0 where either is empty.
  func cosine(_ other: TermVector) -> Double {
    var (left, right) = (0, 0)
    var sum: Float = 0
    while left < components.count, right < other.components.count {
      let (mine, theirs) = (components[left], other.components[right])
      if mine.hash == theirs.hash {
        sum += mine.weight * theirs.weight
        left += 1
        right += 1
      } else if mine.hash < theirs.hash {
        left += 1
      } else {
        right += 1
      }
    }
    return Double(sum)
  }
}
