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
      return words <= nativeWordsMax ? table.country(inOtherLanguage: name) : nil
    }
    // What is near a name of the table is a slip, whatever it means elsewhere.
    return words == 1 && table.suggestions(for: name).isEmpty ? table.country(inOtherLanguage: name) : nil
  }

  /// Names of countries have so many words at most, but for a few.
  private static let nativeWordsMax = 4
}
