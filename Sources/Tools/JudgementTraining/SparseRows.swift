internal import LinearModels

/// Rows of features by number, as training sees them.
struct SparseRows {
  private(set) var starts = [0]
  private(set) var columns: [Int32] = []
  private(set) var values: [Float] = []
  let names: [String]
  /// What a feature that holds counts: 1, or less for what is common.
  let scale: [Double]
  var count: Int { starts.count - 1 }

  /// Numbers the features that hold in enough rows of enough outlets. A feature must hold in `rowsMin` rows of `outletsMin` outlets; numbers always count. Where
  /// rows are normalised, rare features count more (inverse document frequency) and rows are brought to length one.
  init(_ bags: [FeatureBag], outlets: [String], rowsMin: Int, outletsMin: Int, isNormalised: Bool) {
    var rows: [String: Int] = [:]
    var outletsOf: [String: Set<String>] = [:]
    var numbers = Set<String>()
    for (bag, outlet) in zip(bags, outlets) {
      for (name, held) in zip(bag.names, bag.held) {
        rows[name, default: 0] += 1
        if held.isNumber { numbers.insert(name) }
        if (outletsOf[name]?.count ?? 0) < outletsMin { outletsOf[name, default: []].insert(outlet) }
      }
    }
    names = rows.keys.filter { name in
      numbers.contains(name)
        || rows[name, default: 0] >= rowsMin && (outletsOf[name]?.count ?? 0) >= outletsMin
    }.sorted()
    let total = Double(bags.count)
    scale = names.map { name in
      guard isNormalised, !numbers.contains(name) else { return 1 }
      let idf = Logarithm.of((1 + total) / (1 + Double(rows[name] ?? 0))) + 1
      return (idf * 100).rounded() / 100
    }
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    for bag in bags { append(bag, place, isNormalised: isNormalised) }
  }

  private mutating func append(_ bag: FeatureBag, _ place: [String: Int32], isNormalised: Bool) {
    var squares: Float = 0
    var holding: [Int] = []
    var seen = Set<Int32>()
    for (name, held) in zip(bag.names, bag.held) {
      guard let column = place[name], seen.insert(column).inserted || held.isNumber else { continue }
      let value = held.value * Float(scale[Int(column)])
      if !held.isNumber {
        squares += value * value
        holding.append(values.count)
      }
      columns.append(column)
      values.append(value)
    }
    if isNormalised, squares > 0 { for at in holding { values[at] /= squares.squareRoot() } }
    starts.append(columns.count)
  }

  /// The table's rows for weights of some classes, the bias among them.
  func modelRows(_ weights: [Double], classes: Int) -> [LinearModel.Row] {
    let width = names.count
    var rows = [
      LinearModel.Row(
        name: "bias",
        value: 1,
        weights: (0..<classes).map { weights[$0 * (width + 1) + width] }
      )
    ]
    for (column, name) in names.enumerated() {
      rows.append(
        LinearModel.Row(
          name: name,
          value: scale[column],
          weights: (0..<classes).map { weights[$0 * (width + 1) + column] }
        )
      )
    }
    return rows
  }
}
