/// Terms as a vector of unit length, sorted by hash so that two are compared in one walk.
struct TermVector: Sendable {
  private struct Component {
    var hash: UInt64
    var weight: Float
  }

  private var components: [Component]

  /// Weighs terms by prominence and rarity; names by `nameBoost` more, since look-alike events share words, not names.
  init(_ terms: some Sequence<ProfileTerm>, nameBoost: Float = 1) {
    components = terms.map { term in
      Component(hash: term.hash, weight: term.prominence * term.rarity * (term.isName ? nameBoost : 1))
    }
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
