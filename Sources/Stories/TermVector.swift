/// An article's terms as a vector of unit length, sorted by hash so that two are compared in one walk.
struct TermVector: Sendable {
  struct Component: Sendable {
    var hash: UInt64
    var weight: Float
  }

  private(set) var components: [Component]

  /// Weighs the terms of a profile by prominence and rarity; names weigh more.
  init(_ terms: [ProfileTerm]) {
    components = terms.map { term in
      let boost: Float = term.isName ? Self.nameBoost : 1
      return Component(hash: term.hash, weight: term.prominence * term.rarity * boost)
    }
    let length = components.reduce(into: Float(0)) { $0 += $1.weight * $1.weight }.squareRoot()
    guard length > 0 else { return }
    for index in components.indices { components[index].weight /= length }
    components.sort { $0.hash < $1.hash }
  }

  private static let nameBoost: Float = 1.5

  /// The cosine of the angle to another vector.
  func cosine(_ other: TermVector) -> Float {
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
    return sum
  }
}
