import Testing

@testable import Extraction

@Suite("Trees over the numbers of a block")
struct BlockModelTests {
  /// Two trees over rows of two numbers: `first <= 1 ? (second <= 5 ? 10 : 20) : 30`, and `second <= 0 ? 0.25 : 0.5`.
  private var model: BlockModel {
    var model = BlockModel(base: 0.5)
    model.append([
      .init(feature: 0, value: 1, left: 1), .init(feature: 1, value: 5, left: 3),
      .init(feature: -1, value: 30, left: 0),
      .init(feature: -1, value: 10, left: 0), .init(feature: -1, value: 20, left: 0),
    ])
    model.append([
      .init(feature: 1, value: 0, left: 1), .init(feature: -1, value: 0.25, left: 0),
      .init(feature: -1, value: 0.5, left: 0),
    ])
    return model
  }

  @Test(
    "lead each row to a leaf, at a threshold to the left, and a value that is none to the right",
    arguments: [
      ([0, 0], 10.75), ([1, 5], 11), ([1, 5.5], 21), ([1.5, 5], 31), ([2, -1], 30.75), ([.nan, 0], 30.75),
    ] as [([Float], Float)]
  )
  func leaf(row: [Float], odds: Float) { #expect(model.logOdds(row, width: 2) == [odds]) }

  @Test("give rows by the dozen what they give each alone")
  func many() {
    let rows = (0..<20).map { [Float($0 % 3), Float($0) - 6] }
    #expect(model.logOdds(rows.flatMap(\.self), width: 2) == rows.flatMap { model.logOdds($0, width: 2) })
  }

  @Test("of a model without any, and of no rows")
  func empty() {
    #expect(BlockModel(base: 2).logOdds([1, 2, 3, 4], width: 2) == [2, 2])
    #expect(model.logOdds([], width: 2).isEmpty)
  }

  @Test(
    "a set of words holds what it was given and nothing else",
    arguments: [[], [0], [0, 1, 1], Array(1...100), (1...9).map { $0 << 40 }] as [[UInt64]]
  )
  func words(given: [UInt64]) {
    let set = WordSet(given)
    #expect(given.allSatisfy(set.contains))
    #expect(![7 << 50, 101, .max].contains(where: set.contains))
    #expect(set.isEmpty == given.isEmpty)
  }
}
