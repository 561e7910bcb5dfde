import EmbeddedData
package import Model

/// What the codebook says of one code.
package struct CodeEntry: Sendable, Hashable {
  /// The code that it is about.
  package let code: EventCode
  /// What the act is, in a few words of ours.
  package let description: String
  /// The act in the third person, as it stands after the one who does it: `expels or withdraws diplomats`.
  package let phrase: String
  /// The act's value on the Goldstein scale, -10 (war) to 10 (peace).
  package let goldstein: Double
  /// Nil for roots 01 and 02, which PLOVER drops.
  package let category: EventCategory?
  /// Where a realised event of this code starts on the severity scale, 0 to 10; 0 for cooperation.
  package let baseSeverity: Double
  /// What coding, judging and alerting ask of it.
  package let traits: CodeTraits
  /// Verbal or material, cooperation or conflict, as GDELT draws the lines: by root.
  package var quadClass: QuadClass { QuadClass(root: code.rootNumber) }
}

/// CAMEO's codes with Goldstein values, PLOVER categories and base severities.
///
/// Sources: CAMEO codebook 1.1b3 (2012); the Goldstein table distributed with it; PLOVER's CAMEO table (2021).
package struct Codebook: Sendable {
  /// Every code, in order.
  package let entries: [CodeEntry]
  private let places: CodePlaces
  private let categoryTexts: [EventCategory: CategoryEntry]

  /// The codebook that stands in the program.
  package static let standard = Codebook(
    codes: DataFile.cameoCodes.rows,
    severities: DataFile.codeSeverities.rows,
    categories: DataFile.ploverCategories.rows,
    phrases: DataFile.codePhrases.rows,
    traits: DataFile.codeTraits.rows
  )

  /// Reads the five tables; rows that are not of a table's form are left out.
  init(
    codes: [[Substring]],
    severities: [[Substring]],
    categories: [[Substring]],
    phrases: [[Substring]],
    traits: [[Substring]]
  ) {
    var reader = CodebookReader(severities: severities, phrases: phrases, traits: TraitTable(traits))
    for row in codes { reader.read(row) }
    entries = reader.entries
    places = reader.places
    categoryTexts = CategoryEntry.read(categories)
  }

  /// What is known of a code. A code that has no row of its own answers as its parent does (`1719` as `171`).
  package func entry(_ code: EventCode) -> CodeEntry? { places.nearest(code).map { entries[$0] } }

  /// The traits of a code; none where nothing is known of it.
  func traits(of code: EventCode) -> CodeTraits {
    places.nearest(code).map { entries[$0].traits } ?? CodeTraits()
  }

  /// The codes that begin with these digits, in order: `16` gives root 16 and all below it.
  package func entries(prefix digits: String) -> [CodeEntry] {
    entries.filter { $0.code.rawValue.hasPrefix(digits) }
  }

  /// The category of a code, nil for roots 01 and 02.
  package func category(of code: EventCode) -> EventCategory? { entry(code)?.category }

  /// What a category means and how it counts.
  package func entry(_ category: EventCategory) -> CategoryEntry? { categoryTexts[category] }
}

/// Where the entries of codes stand, by their digits behind a 1: `161` at 1161.
private struct CodePlaces: Sendable {
  private var byDigits = [Int16](repeating: -1, count: 20_000)

  /// The place of a code's own entry; nil for a code without a row.
  subscript(code: EventCode) -> Int? {
    get { place(Self.digits(of: code)) }
    set { byDigits[Self.digits(of: code)] = newValue.map { Int16($0) } ?? -1 }
  }

  /// The place of a code's own entry, or of that of the nearest code above it.
  func nearest(_ code: EventCode) -> Int? {
    var digits = Self.digits(of: code)
    // The shortest code has two digits behind the 1.
    while digits >= 100 {
      if let place = place(digits) { return place }
      digits /= 10
    }
    return nil
  }

  private func place(_ digits: Int) -> Int? { byDigits[digits] < 0 ? nil : Int(byDigits[digits]) }

  private static func digits(of code: EventCode) -> Int {
    code.rawValue.utf8.reduce(1) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}

/// Builds entries row by row; a cell left empty takes the parent's value.
private struct CodebookReader {
  private(set) var entries: [CodeEntry] = []
  private(set) var places = CodePlaces()
  private let severities: [EventCode: Double]
  private let phrases: [Substring: Substring]
  private let traits: TraitTable

  init(severities rows: [[Substring]], phrases: [[Substring]], traits: TraitTable) {
    self.phrases = Dictionary(phrases.lazy.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { _, last in last
    }
    self.traits = traits
    var table: [EventCode: Double] = [:]
    for row in rows where row.count >= 2 {
      if let code = EventCode(rawValue: String(row[0])) { table[code] = Double(row[1]) }
    }
    severities = table
  }

  mutating func read(_ row: [Substring]) {
    guard row.count == 4, let code = EventCode(rawValue: String(row[0])) else { return }
    let parent = EventCode(rawValue: String(code.rawValue.dropLast())).flatMap { places[$0] }.map {
      entries[$0]
    }
    guard let goldstein = Double(row[1]) ?? parent?.goldstein else { return }
    let category =
      row[2].isEmpty ? parent?.category : row[2] == "-" ? nil : EventCategory(rawValue: String(row[2]))
    let traits = traits.traits(of: code)
    places[code] = entries.count
    entries.append(
      CodeEntry(
        code: code,
        description: String(row[3]),
        phrase: String(phrases[row[0]] ?? row[3]),
        goldstein: goldstein,
        category: category,
        baseSeverity: severity(of: code, goldstein: goldstein, traits),
        traits: traits
      )
    )
  }

  private func severity(of code: EventCode, goldstein: Double, _ traits: CodeTraits) -> Double {
    var digits = code.rawValue
    while let candidate = EventCode(rawValue: digits) {
      if let listed = severities[candidate] { return listed }
      digits.removeLast()
    }
    // Acts of roots 03 to 08 never alarm; neither do statements and appeals that carry a small negative value.
    return traits.contains(.hostile) ? max(0, -goldstein) : 0
  }
}
