/// A chart of bars in Unicode block elements, with a labelled axis, as wide as asked for.
///
/// Each column shows one value or, where there are more values than columns, the greatest of several neighbours.
package struct BlockChart: Sendable {
  /// Something to be marked above its column, such as the number of a peak.
  package struct Mark: Sendable {
    var index: Int
    var label: Character

    /// Marks the value of an index by one character.
    package init(at index: Int, _ label: Character) {
      self.index = index
      self.label = label
    }
  }

  /// Eighths of a cell from the bottom, none to all.
  private static let blocks = Array(" ▁▂▃▄▅▆▇█")
  /// Narrower than this a chart tells nothing.
  private static let plotColumnsMin = 10

  private let values: [Double]
  private let rows: Int
  private let columns: Int
  private let labelColumns: Int
  private let top: Double

  /// Lays a chart out.
  ///
  /// - Parameters:
  ///   - values: from left to right; none below zero.
  ///   - rows: lines that the bars take.
  ///   - width: columns of the screen, labels included.
  ///   - top: the value at the upper end of the axis; nil for the greatest value.
  package init(_ values: [Double], rows: Int, width: Int, top: Double? = nil) {
    self.values = values
    self.rows = max(1, rows)
    self.top = max(top ?? values.max() ?? 0, 0)
    labelColumns = Self.label(self.top).count
    columns = min(max(values.count, 1), max(Self.plotColumnsMin, width - labelColumns - 2))
  }

  /// The column that shows the value of an index, from 0 within the bars.
  package func column(of index: Int) -> Int {
    values.isEmpty ? 0 : min(columns - 1, index * columns / values.count)
  }

  /// The marks above, the bars with their axis, and below them the names of first, middle and last value.
  package func lines(
    marks: [Mark] = [],
    names: (first: String, middle: String, last: String)? = nil
  )
    -> [SafeText]
  {
    var lines: [SafeText] = marks.isEmpty ? [] : [markLine(marks)]
    let bars = bars()
    for row in (0..<rows).reversed() {
      let label = row == rows - 1 ? Self.label(top) : row == 0 ? "0" : ""
      let cells = bars.map { Self.blocks[min(8, max(0, $0 - row * 8))] }
      lines.append(line(label: label, joint: row == rows - 1 || row == 0 ? "┤" : "│", String(cells)))
    }
    if let names { lines += nameLines(names) }
    return lines
  }

  /// The height of each column in eighths of a cell; what is more than nothing shows at least an eighth.
  private func bars() -> [Int] {
    var greatest = [Double](repeating: 0, count: columns)
    for (index, value) in values.enumerated() {
      greatest[column(of: index)] = max(greatest[column(of: index)], value)
    }
    guard top > 0 else { return greatest.map { _ in 0 } }
    return greatest.map { value in
      value <= 0 ? 0 : min(rows * 8, max(1, Int((value / top * Double(rows * 8)).rounded())))
    }
  }

  private func markLine(_ marks: [Mark]) -> SafeText {
    var cells = [Character](repeating: " ", count: columns)
    for mark in marks where values.indices.contains(mark.index) { cells[column(of: mark.index)] = mark.label }
    return line(label: "", joint: " ", String(cells))
  }

  private func nameLines(_ names: (first: String, middle: String, last: String)) -> [SafeText] {
    let axis = line(label: "", joint: "└", String(repeating: "─", count: columns))
    let (first, middle, last) = (SafeText(names.first), SafeText(names.middle), SafeText(names.last))
    let all = first.columns + middle.columns + last.columns + 4
    let spare = columns - first.columns - last.columns
    let row: SafeText
    if all <= columns {
      let left = (columns - middle.columns) / 2 - first.columns
      let padding = SafeText(trusted: String(repeating: " ", count: max(1, left)))
      let used = first.columns + padding.columns + middle.columns
      let right = SafeText(trusted: String(repeating: " ", count: max(1, columns - used - last.columns)))
      row = first + padding + middle + right + last
    } else {
      row = first + SafeText(trusted: String(repeating: " ", count: max(1, spare))) + last
    }
    return [axis, SafeText(trusted: String(repeating: " ", count: labelColumns + 2)) + row]
  }

  private func line(label: String, joint: Character, _ cells: String) -> SafeText {
    let padded = String(repeating: " ", count: max(0, labelColumns - label.count)) + label
    return SafeText(trusted: "\(padded) \(joint)\(cells)")
  }

  private static func label(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
