import Foundation
package import Model
internal import Text

/// How a name that no actor has was read all the same.
package struct NameReading: Sendable, Hashable {
  /// The canonical name of the actor that it stands for.
  package let actor: String
  /// The office by which it does, such as `president`; nil for a name in another language, and for one who leads a group.
  package let office: String?
  /// True for one who has left it.
  package let isFormer: Bool

  /// `Putin is read as Russia (president)`.
  package func words(of name: String) -> String {
    let office = office.map { " (\(isFormer ? "formerly " : "")\($0))" } ?? ""
    return "\(name) is read as \(actor)\(office)"
  }
}

// Names by which analysts ask for an actor and which texts are not read by: of those who speak for it, and its name in other
// languages.
extension ActorTable {
  /// The actor whom a person speaks for, by full name or surname: the one in office on a day, else the last who was.
  ///
  /// - Returns: nil where nobody of that name is known.
  package func holder(named name: String, on day: CalendarDay) -> NameReading? {
    let node = trie.node(of: Self.withoutArticle(name))
    guard node >= 0 else { return nil }
    let senses = trie.senses(at: node).filter { $0.actor >= 0 && ($0.form == .person || $0.kind == .surname) }
    let today = day.daysSinceEpoch
    let now = senses.first { Int($0.from) <= today && today <= Int($0.to) }
    guard let sense = now ?? senses.max(by: { $0.to < $1.to }) else { return nil }
    let office = sense.detail >= 0 ? offices[Int(sense.detail)].title : nil
    return NameReading(actor: actors[Int(sense.actor)].name, office: office, isFormer: now == nil)
  }

  /// The person whom words name in the sense of an office or of a group's leader: by the name that the table has, else by the
  /// words.
  ///
  /// - Complexity: linear in the persons of the table, of which a few letters are compared.
  func person(_ words: String, as sense: NameSense) -> String {
    let name = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let written = name.lowercased()
    let known = persons.first { person in
      person.actor == sense.actor && person.office == sense.detail && person.from == sense.from
        && (person.written == written || person.surname == written)
    }
    return known?.name ?? name
  }

  /// The person whom the words of a mention name; nil where they name none that the table knows.
  package func person(namedIn words: String, on day: CalendarDay?) -> String? {
    mentions(in: Document(words, withStems: false), at: day).last { $0.form == .person }?.person
  }

  /// The country that a name in another language or script stands for, such as `Россия` or `Deutschland`: by the names of
  /// regions that Unicode's locale data has (CLDR).
  ///
  /// - Complexity: some ten thousand names are read at the first call.
  package func country(inOtherLanguage name: String) -> NameReading? {
    let folded = Self.folded(name)
    guard !folded.isEmpty, let english = NativeNames.standard.names[folded]?.english,
      let actor = actor(named: english)
    else { return nil }
    return NameReading(actor: actor.name, office: nil, isFormer: false)
  }

  /// Names of countries in other scripts that begin so, as their languages write them.
  func countries(inOtherLanguagesBeginning begun: String) -> [NameOffer] {
    // In Latin letters they would be the slips of every name there is.
    guard begun.unicodeScalars.contains(where: { !$0.isASCII }) else { return [] }
    return NativeNames.standard.names.filter { $0.key.hasPrefix(begun) }.values
      .compactMap { name in actor(named: name.english).map { NameOffer(name: name.own, meaning: $0.name) } }
      .sorted { $0.name < $1.name }
  }

  static func folded(_ name: String) -> String {
    name.trimmingCharacters(in: .whitespaces).folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: nil
    )
  }
}

/// The names of countries in many languages, each with its English one.
private struct NativeNames {
  static let standard = NativeNames()

  /// By the name without case and marks: as its language writes it, and in English.
  let names: [String: (own: String, english: String)]

  /// Languages of much news, and those of the countries themselves.
  private static let languages = [
    "ar", "az", "be", "bg", "bn", "bs", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi",
    "hr",
    "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "ps", "pt",
    "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "uz", "vi", "zh-Hans", "zh-Hant",
  ]

  /// Regions whose English name there is another than the one by which news calls them.
  private static let called = [
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast",
    "CN": "China",
    "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macau", "PS": "Palestine", "TR": "Turkey",
  ]
  /// What locale data has under longer names, or not at all.
  private static let others = [
    "中国": "China", "中國": "China", "중국": "China", "Китай": "China", "الصين": "China", "КНР": "China",
    "РФ": "Russia",
    "США": "United States", "КНДР": "North Korea", "НАТО": "NATO", "北约": "NATO", "الناتو": "NATO",
    "ООН": "United Nations", "联合国": "United Nations", "الأمم المتحدة": "United Nations",
    "ONU": "United Nations",
    "Евросоюз": "European Union", "ЕС": "European Union", "欧盟": "European Union", "OTAN": "NATO",
  ]

  private init() {
    let english = Locale(identifier: "en")
    let regions = Locale.Region.isoRegions.map(\.identifier).filter { $0.utf8.count == 2 }
    var names: [String: (own: String, english: String)] = [:]
    for language in Self.languages {
      let locale = Locale(identifier: language)
      for region in regions {
        guard let own = locale.localizedString(forRegionCode: region),
          let shared = Self.called[region] ?? english.localizedString(forRegionCode: region)
        else { continue }
        let called = shared.replacing("’", with: "'").replacing(" & ", with: " and ")
        names[ActorTable.folded(own)] = (own, called)
      }
    }
    for (name, shared) in Self.others { names[ActorTable.folded(name)] = (name, shared) }
    self.names = names
  }
}
