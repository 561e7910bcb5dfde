package import Actors
package import Alerting
internal import Foundation
internal import Model

extension ActorNames {
  /// The names of a table of actors; who holds an office stands for the state, and a country's name in another language for
  /// the country.
  package init(_ table: ActorTable) {
    self.init(
      canonical: { table.participant(named: $0) ?? Self.reading($0, table)?.actor },
      members: { Set(table.members(of: $0)) },
      suggestions: { table.suggestions(for: $0) },
      completions: { table.names(beginning: $0).map { ($0.name, $0.meaning) } },
      note: { name in
        table.participant(named: name) == nil ? Self.reading(name, table)?.words(of: name) : nil
      }
    )
  }

  /// The names of the table that stands in the program.
  package static let standard = ActorNames(ActorTable.standard)

  private static func reading(_ name: String, _ table: ActorTable) -> NameReading? {
    let days = Int(Date().timeIntervalSince1970 / 86_400)
    if let holder = table.holder(named: name, on: CalendarDay(daysSinceEpoch: days)) { return holder }
    // Words of a condition that may go on a name are tried with it: they are no reason to read the names of all countries.
    let words = name.split(whereSeparator: \.isWhitespace).count
    if name.unicodeScalars.contains(where: { !$0.isASCII }) {
      guard words <= nativeWordsMax else { return nil }
      return table.country(inOtherLanguage: name)
        ?? latin(name).lazy.compactMap {
          table.holder(named: $0, on: CalendarDay(daysSinceEpoch: days))
        }.first ?? table.holder(spelled: name, on: CalendarDay(daysSinceEpoch: days))
    }
    // What is near a name of the table is a slip, whatever it means elsewhere.
    return words == 1 && table.suggestions(for: name).isEmpty ? table.country(inOtherLanguage: name) : nil
  }

  /// A name of another script in Latin letters, in the ways in which news spells it: `Путин`, `Зеленський`.
  private static func latin(_ name: String) -> [String] {
    guard
      let written = name.applyingTransform(.toLatin, reverse: false)?.folding(
        options: .diacriticInsensitive,
        locale: nil
      ), written.unicodeScalars.allSatisfy(\.isASCII)
    else { return [] }
    let endings = ["skij": "sky", "skyj": "sky", "skii": "sky", "ij": "y", "j": "y"]
    let others = endings.filter { written.hasSuffix($0.key) }.sorted { $0.key.count > $1.key.count }
    return [written] + others.map { written.dropLast($0.key.count) + $0.value }
  }

  /// Names of countries have so many words at most, but for a few.
  private static let nativeWordsMax = 4
}
