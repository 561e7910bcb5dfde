package import Text

/// A bottom-k sketch of an article's shingles: the smallest hashes of its runs of three words.
///
/// Two sketches estimate how much of two texts is the same (resemblance) and how much of the shorter one stands in the
/// longer one (containment), after Broder, "On the resemblance and containment of documents" (1997). Unlike MinHash
/// with bands it keeps short texts whole and sees that a wire copy was cut short.
package struct ShingleSketch: Sendable, Hashable {
  /// The standard error of an estimate is then about 0.045.
  static let hashesMax = 128
  /// Words that make one shingle. Three survive small edits of short leads; chance runs of three are rare.
  static let shingleWords = 3

  /// The smallest hashes, ascending.
  package var hashes: [UInt64]
  /// How many different shingles the text has.
  package var shingleCount: Int

  /// A sketch as it was made before.
  init(hashes: [UInt64], shingleCount: Int) {
    self.hashes = hashes
    self.shingleCount = shingleCount
  }

  /// Sketches documents read as one text.
  ///
  /// - Complexity: linear in the number of words, but for sorting their hashes.
  package init(of documents: [Document]) {
    var all: Set<UInt64> = []
    for document in documents {
      var window: [UInt64] = []
      for token in document.tokens where token.kind == .word || token.kind == .number {
        window.append(document.vocabulary.hash(of: token.term))
        guard window.count >= Self.shingleWords else { continue }
        all.insert(Self.mix(window.suffix(Self.shingleWords)))
      }
    }
    shingleCount = all.count
    hashes = Array(all.sorted().prefix(Self.hashesMax))
  }

  /// What two sketches say about two texts, each from 0 to 1.
  package struct Overlap: Sendable, Hashable {
    /// Shared shingles over all shingles.
    package var resemblance: Double
    /// Shared shingles over the shingles of the text that has fewer.
    package var containment: Double
    /// How many hashes were seen in both.
    package var shared: Int
  }

  /// Compares two sketches.
  package func overlap(with other: ShingleSketch) -> Overlap {
    guard let last = hashes.last, let otherLast = other.hashes.last else {
      return Overlap(resemblance: 0, containment: 0, shared: 0)
    }
    // Below the smaller of the two ends, both sketches are complete; a sketch of a short text is complete anyway.
    let end = min(isWhole ? .max : last, other.isWhole ? .max : otherLast)
    var (left, right, shared) = (0, 0, 0)
    while left < hashes.count, right < other.hashes.count, hashes[left] <= end, other.hashes[right] <= end {
      if hashes[left] == other.hashes[right] {
        shared += 1
        left += 1
        right += 1
      } else if hashes[left] < other.hashes[right] {
        left += 1
      } else {
        right += 1
      }
    }
    let (mine, theirs) = (count(upTo: end), other.count(upTo: end))
    return Overlap(
      resemblance: Double(shared) / Double(max(1, mine + theirs - shared)),
      containment: Double(shared) / Double(max(1, min(mine, theirs))),
      shared: shared
    )
  }

  private var isWhole: Bool { shingleCount <= Self.hashesMax }

  private func count(upTo end: UInt64) -> Int {
    end == .max ? hashes.count : hashes.partitionIndex { $0 > end }
  }

  /// Mixes word hashes into one (finaliser of MurmurHash3 by Austin Appleby, public domain).
  private static func mix(_ words: ArraySlice<UInt64>) -> UInt64 {
    var hash: UInt64 = 0
    for word in words { hash = (hash &* 0x9E37_79B9_7F4A_7C15) ^ word }
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}

extension Array {
  /// The first index whose element satisfies a condition that, once true, stays true.
  func partitionIndex(where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
