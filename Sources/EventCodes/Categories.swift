package import Model

/// Verbal or material, cooperation or conflict: the coarsest kind of act.
package enum QuadClass: String, Sendable, Codable, CaseIterable {
  /// Statements, agreements, meetings, praise: roots 01 to 05.
  case verbalCooperation = "verbal cooperation"
  /// Trade, aid, yielding: roots 06 to 08.
  case materialCooperation = "material cooperation"
  /// Demands, accusations, refusals, threats: roots 09 to 13.
  case verbalConflict = "verbal conflict"
  /// Protests, shows of force, sanctions, violence: roots 14 to 20.
  case materialConflict = "material conflict"

  /// The class of a CAMEO root, 1 to 20, as GDELT numbers them: 01 to 05, 06 to 08, 09 to 13, 14 to 20.
  package init(root: Int) {
    switch root {
    case ...5: self = .verbalCooperation
    case ...8: self = .materialCooperation
    case ...13: self = .verbalConflict
    default: self = .materialConflict
    }
  }

  /// 1 to 4, as GDELT's files write it.
  package var number: Int {
    switch self {
    case .verbalCooperation: 1
    case .materialCooperation: 2
    case .verbalConflict: 3
    case .materialConflict: 4
    }
  }
}

/// What a PLOVER category means.
package struct CategoryEntry: Sendable, Hashable {
  /// The category that it is about.
  package let category: EventCategory
  /// As PLOVER draws the lines, which differ from GDELT's for CONCEDE.
  package let quadClass: QuadClass
  /// What acts belong to it, in a few words of ours.
  package let description: String

  static func read(_ rows: [[Substring]]) -> [EventCategory: CategoryEntry] {
    var table: [EventCategory: CategoryEntry] = [:]
    for row in rows where row.count == 3 {
      guard let category = EventCategory(rawValue: String(row[0])),
        let quadClass = QuadClass(rawValue: String(row[1]))
      else { continue }
      table[category] = CategoryEntry(
        category: category,
        quadClass: quadClass,
        description: String(row[2])
      )
    }
    return table
  }
}
