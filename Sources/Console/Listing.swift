internal import EventCodes
internal import Exchange
internal import Foundation
internal import Model
internal import Terminal

/// A value in a row.
enum Cell: Sendable {
  case text(String?)
  /// With one decimal, as scores are read.
  case number(Double)
  /// A severity: `not coded` for people, null for programs, where events are not coded.
  case severity(Double?)
  /// With as many decimals as tell something: chances, averages.
  case measure(Double)
  case count(Int)
  case flag(Bool)
  /// An act: in words with its code for people, in words alone for programs, which get the code beside it.
  case act(EventCode?)
  /// Who is on one side of an event: `nobody` for people, null for programs, where no one is.
  case side(Participant?)
  /// A moment: as people asked to see times in a table, RFC 3339 for programs.
  case time(Date?)

  /// As a table shows it.
  func shown(_ times: TimeWording) -> String {
    if case .time(let moment?) = self { times.words(moment) } else { plain }
  }

  /// As a line of a pipe shows it: as a table does, with moments as programs read them.
  var plain: String {
    switch self {
    case .act(let code): code?.words ?? ""
    case .side(let participant): participant.shown
    case .severity(nil): SeverityLabel.notCoded
    default: written
    }
  }

  /// As CSV shows it.
  var written: String {
    switch self {
    case .text(let text): text ?? ""
    case .number(let number), .severity(let number?):
      number.formatted(.number.precision(.fractionLength(1)).locale(Self.locale))
    case .severity(nil): ""
    case .measure(let number):
      number.formatted(.number.precision(.significantDigits(1...3)).grouping(.never).locale(Self.locale))
    case .count(let count): String(count)
    case .flag(let flag): flag ? "yes" : "no"
    case .act(let code): code?.phrase ?? ""
    case .side(let participant): participant?.name ?? ""
    case .time(let moment): moment?.formatted(.iso8601) ?? ""
    }
  }

  var json: JSONValue {
    switch self {
    case .text(let text): text.map(JSONValue.string) ?? .null
    case .number(let number), .measure(let number), .severity(let number?): .number(number)
    case .severity(nil): .null
    case .count(let count): .integer(Int64(count))
    case .flag(let flag): .bool(flag)
    case .act(let code): code.map { .string($0.phrase) } ?? .null
    case .side(let participant): participant.map { .string($0.name) } ?? .null
    case .time(let moment): moment.map { .string($0.formatted(.iso8601)) } ?? .null
    }
  }

  /// A score or factor: two decimals, whatever the user's language.
  static func decimal(_ number: Double) -> String {
    number.formatted(.number.precision(.fractionLength(0...2)).locale(locale))
  }

  private static let locale = Locale(identifier: "en_US_POSIX")
}

/// A column of a listing: its key for programs, its heading for people.
struct ListingColumn: Sendable {
  /// Nil for a column that only people see.
  var key: String?
  var table: TableRenderer.Column?

  /// A column that people see too.
  init(
    _ key: String,
    _ heading: SafeText,
    _ alignment: TextAlignment = .leading,
    isFlexible: Bool = false,
    givesWayFirst: Bool = false,
    mayStandBelow: Bool = false
  ) {
    self.key = key
    table = TableRenderer.Column(
      heading,
      alignment,
      isFlexible: isFlexible,
      givesWayFirst: givesWayFirst,
      mayStandBelow: mayStandBelow
    )
  }

  /// A column for programs only.
  init(forPrograms key: String) { self.key = key }

  /// A column for people only, which says in one what programs get in several.
  init(forPeople heading: SafeText, isFlexible: Bool = false, givesWayFirst: Bool = false) {
    table = TableRenderer.Column(heading, isFlexible: isFlexible, givesWayFirst: givesWayFirst)
  }
}

/// Rows that can be written as a table, JSON, JSON Lines or CSV.
struct Listing: Sendable {
  var columns: [ListingColumn]
  var rows: [[Cell]]

  /// Writes the rows.
  ///
  /// On a screen a table gets headings, and below it the number of its rows; in a pipe its rows are whole, their cells parted
  /// by tabs, and nothing else is written there. Where not all rows are shown, no form of them keeps that to itself: what is
  /// read by a program has it on standard error.
  ///
  /// - Parameters:
  ///   - format: how.
  ///   - desk: where to.
  ///   - empty: what is said in the place of a table without rows.
  ///   - count: what the rows are and how many there are beside them; nil for what is no list.
  /// - Throws: what `count` throws.
  func print(_ format: ListingFormat, at desk: Desk, empty: SafeText, count: RowCount?) throws {
    let printer = desk.output
    let isOnScreen = format == .table && !printer.appearance.isEndless
    if !isOnScreen, let rest = try count?.rest(shown: rows.count) { desk.errors.print("note: \(rest)") }
    switch format {
    case .table where rows.isEmpty:
      (printer.appearance.isEndless ? desk.errors : printer).print(empty)
    case .table where printer.appearance.isEndless: printer.print(parted())
    case .table:
      printer.print(table(width: printer.appearance.columns, desk.times))
      if let words = try count?.words(shown: rows.count) { printer.print(SafeText(words).styled(.dim)) }
    case .json: printer.print(whole: SafeText(json: try Self.encoded(rows.map(object), isPretty: true)))
    case .jsonl: for row in rows { printer.print(whole: SafeText(json: try Self.encoded(object(row)))) }
    case .csv: printer.print(([keyed.map(\.key)] + rows.map { keys($0).map(Self.guarded) }).map(Self.record))
    }
  }

  /// The rows as a table in columns.
  func table(width: Int, _ times: TimeWording) -> [SafeText] {
    // A column for people only that says nothing of any row takes no place.
    let shown = visible.filter { place in
      columns[place].key != nil || rows.contains { !$0[place].plain.isEmpty }
    }
    let cells = rows.map { row in shown.map { SafeText(row[$0].shown(times)) } }
    return TableRenderer(shown.compactMap { columns[$0].table }).lines(cells, width: width)
  }

  /// The rows with a tab between two cells. No cell holds one: it would be a space.
  private func parted() -> [SafeText] {
    rows.map { row in visible.map { SafeText(row[$0].plain) }.joined(separator: "\t") }
  }

  /// The places of the columns that people see.
  private var visible: [Int] { columns.indices.filter { columns[$0].table != nil } }

  /// The columns that programs get, with their places.
  private var keyed: [(key: String, place: Int)] {
    columns.enumerated().compactMap { place, column in column.key.map { ($0, place) } }
  }

  private func keys(_ row: [Cell]) -> [Cell] { keyed.map { row[$0.place] } }

  private func object(_ row: [Cell]) -> JSONValue {
    .object(Dictionary(zip(keyed.map(\.key), keys(row).map(\.json))) { first, _ in first })
  }

  static func encoded(_ value: some Encodable, isPretty: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A cell that spreadsheets do not run: foreign text that begins like a formula gets an apostrophe before it.
  ///
  /// Looked at as it will be written: what is taken out of foreign text uncovers what stands behind it.
  private static func guarded(_ cell: Cell) -> String {
    switch cell {
    case .text, .side: break
    default: return cell.written
    }
    let written = SafeText(cell.written).plain
    let start = written.unicodeScalars.first { $0 != " " }
    return start.map(formulaStarts.contains) ?? false ? "'" + written : written
  }

  /// By scalar: a mark behind a sign makes another character of it, and no spreadsheet minds.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// One record of RFC 4180, with LF as the shell expects it.
  private static func record(_ cells: [String]) -> SafeText {
    cells.map { cell -> SafeText in
      let written = SafeText(cell).plain.unicodeScalars
      guard written.contains(where: { $0 == "," || $0 == "\"" }) else { return SafeText(cell) }
      // By scalar: a quote with a joiner behind it is another character, and a quote all the same.
      let doubled = written.reduce(into: String.UnicodeScalarView()) { doubled, scalar in
        if scalar == "\"" { doubled.append(scalar) }
        doubled.append(scalar)
      }
      return SafeText("\"" + String(doubled) + "\"")
    }.joined(separator: ",")
  }
}
