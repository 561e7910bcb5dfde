/// Lays out rows in columns that line up, within the width of the screen.
///
/// Columns are as wide as their widest cell. Where that is too much, the flexible ones give way, the widest first, and
/// their cells are cut with an ellipsis: those that give way first to their least width, then the others. Where that is
/// not enough, the columns that give way first are left out, and on a screen that is still too narrow each row stands as a
/// record, a line for each cell. A column that may stand below does so where little of it would be seen in the row: its cell
/// has a line of its own then. No cell can break a line, and no line is longer than the screen.
package struct TableRenderer: Sendable {
  /// A column: its heading, its side, and whether it may be cut.
  package struct Column: Sendable {
    var heading: SafeText
    var alignment: TextAlignment
    var isFlexible: Bool
    var givesWayFirst: Bool
    var mayStandBelow: Bool

    /// Makes a column; one that gives way first, or may stand below, is flexible too.
    package init(
      _ heading: SafeText,
      _ alignment: TextAlignment = .leading,
      isFlexible: Bool = false,
      givesWayFirst: Bool = false,
      mayStandBelow: Bool = false
    ) {
      self.heading = heading
      self.alignment = alignment
      self.isFlexible = isFlexible || givesWayFirst || mayStandBelow
      self.givesWayFirst = givesWayFirst
      self.mayStandBelow = mayStandBelow
    }
  }

  /// Narrower than this a flexible column tells nothing.
  private static let flexibleColumnsMin = 8
  /// Before a flexible column is narrower than this, columns that give way first are left out.
  private static let flexibleColumnsGood = 20
  /// Where less of a headline would be seen than this, it stands below its row.
  private static let besideColumnsMin = 32
  private static let gap: SafeText = "  "

  private let columns: [Column]

  /// Makes a renderer for tables of these columns.
  package init(_ columns: [Column]) { self.columns = columns }

  /// The heading and the rows as lines of at most `width` columns.
  ///
  /// - Precondition: each row has one cell for each column.
  package func lines(_ rows: [[SafeText]], width: Int) -> [SafeText] {
    precondition(rows.allSatisfy { $0.count == columns.count }, "A row needs a cell for each column")
    if let table = inColumns(rows, width: width) { return table }
    let kept = columns.indices.filter { !columns[$0].givesWayFirst }
    return TableRenderer(kept.map { columns[$0] })
      .records(rows.map { row in kept.map { row[$0] } }, width: width)
  }

  /// A heading and a line for each row, or two where a column stands below; nil where the screen is too narrow for that.
  private func inColumns(_ rows: [[SafeText]], width: Int) -> [SafeText]? {
    let natural = naturalWidths(rows)
    let widths = fitted(natural, into: width, atLeast: Self.flexibleColumnsGood)
    if let place = columns.firstIndex(where: \.mayStandBelow),
      total(widths) > width || widths[place] < min(natural[place], Self.besideColumnsMin)
    {
      let upper = without(place).inColumns(rows.map { Self.removing(place, from: $0) }, width: width)
      return upper.map { below($0, rows.map { $0[place] }, width: width) }
    }
    if total(widths) <= width { return table(rows, widths) }
    if let place = columns.lastIndex(where: \.givesWayFirst) {
      return without(place).inColumns(rows.map { Self.removing(place, from: $0) }, width: width)
    }
    let narrow = fitted(natural, into: width, atLeast: Self.flexibleColumnsMin)
    return total(narrow) <= width ? table(rows, narrow) : nil
  }

  /// A table with a cell below each of its rows that has one.
  private func below(_ table: [SafeText], _ cells: [SafeText], width: Int) -> [SafeText] {
    let rows = zip(table.dropFirst(), cells).flatMap { row, cell in
      cell.isEmpty ? [row] : [row, (Self.gap + Self.gap + cell).truncated(to: width)]
    }
    return Array(table.prefix(1)) + rows
  }

  private func table(_ rows: [[SafeText]], _ widths: [Int]) -> [SafeText] {
    let heading = line(columns.map { $0.heading.styled(.bold) }, widths)
    return [heading] + rows.map { line($0, widths) }
  }

  private func without(_ place: Int) -> TableRenderer { TableRenderer(Self.removing(place, from: columns)) }

  private static func removing<Element>(_ place: Int, from list: [Element]) -> [Element] {
    Array(list[..<place] + list[(place + 1)...])
  }

  /// Each row as lines of a heading and its cell, wrapped; empty cells are left out, and an empty line parts two rows.
  private func records(_ rows: [[SafeText]], width: Int) -> [SafeText] {
    let headings = columns.map(\.heading.columns).max() ?? 0
    let blocks = rows.map { row in
      zip(columns, row).filter { !$0.1.isEmpty }.flatMap { column, cell in
        cell.wrapped(
          to: width,
          indent: column.heading.styled(.bold).padded(to: headings) + Self.gap,
          hanging: SafeText("").padded(to: headings) + Self.gap
        )
      }
    }
    return Array(blocks.joined(separator: [""]))
  }

  private func naturalWidths(_ rows: [[SafeText]]) -> [Int] {
    columns.indices.map { index in
      rows.reduce(columns[index].heading.columns) { max($0, $1[index].columns) }
    }
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + Self.gap.columns * max(0, columns.count - 1)
  }

  /// Takes the excess from the flexible columns, always from the widest, none below its minimum and its heading; from those that give way
  /// first as long as they can.
  private func fitted(_ natural: [Int], into width: Int, atLeast least: Int) -> [Int] {
    var widths = natural
    var excess = total(widths) - width
    let flexible = columns.indices.filter { columns[$0].isFlexible }
    let last = flexible.filter { !columns[$0].givesWayFirst }
    let steps = [(flexible.filter { columns[$0].givesWayFirst }, Self.flexibleColumnsMin), (last, least)]
    for (giving, minimum) in steps {
      while excess > 0,
        let widest = giving.filter({ widths[$0] > max(minimum, columns[$0].heading.columns) }).max(by: {
          widths[$0] < widths[$1]
        })
      {
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  /// One line; spaces after the last word would only wrap on narrow screens.
  private func line(_ cells: [SafeText], _ widths: [Int]) -> SafeText {
    var line: SafeText = ""
    let last = cells.lastIndex { !$0.isEmpty } ?? 0
    for (index, cell) in cells.enumerated().prefix(last + 1) {
      let fitting = cell.truncated(to: widths[index])
      let isOpenEnd = index == last && columns[index].alignment == .leading
      line += isOpenEnd ? fitting : fitting.padded(to: widths[index], alignment: columns[index].alignment)
      if index < last { line += Self.gap }
    }
    return line
  }
}
