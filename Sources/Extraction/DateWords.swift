import EmbeddedData

/// What words say within a date, from `date-words.tsv`: months, zones, eras, and what a date is the date of.
struct DateWords {
  static let shared = DateWords()

  private var months: [String: Int] = [:]
  private var languageMonths: [String: [String: Int]] = [:]
  private var zones: [String: Int] = [:]
  private var unitedStatesZones: [String: Int] = [:]
  private var eras: [String: Int] = [:]
  private var meanings: [String: DateMeaning] = [:]

  private init() {
    for row in DataFile.dateWords.rows where row.count == 3 {
      guard let value = Int(row[1]) else { continue }
      for word in row[2].split(separator: " ").map(String.init) {
        switch row[0] {
        case "month": months[word] = value
        case "zone": zones[word] = value * 60
        case "zone:us": unitedStatesZones[word] = value * 60
        case "era": eras[word] = value
        default:
          if let meaning = DateMeaning(rawValue: String(row[0])) { meanings[word] = meaning }
          if row[0].hasPrefix("month:") {
            languageMonths[String(row[0].dropFirst(6)), default: [:]][word] = value
          }
        }
      }
    }
  }

  /// 1 to 12 for a month's name or its usual abbreviation, in lower case and without full stops; nil for another word.
  func month(_ word: String, language: String?) -> Int? {
    if let language, let month = languageMonths[language]?[word] { return month }
    // Hebrew writes "in" as a letter before the name.
    return months[word] ?? (word.first == "ב" ? months[String(word.dropFirst())] : nil)
  }

  /// Seconds east of Greenwich for a zone's abbreviation, in lower case; nil for another word.
  func zone(_ word: String) -> Int? { zones[word] }

  /// Seconds east of Greenwich in winter for what Americans write all year, such as `et`; nil for another word.
  func unitedStatesZone(_ word: String) -> Int? { unitedStatesZones[word] }

  /// The year before an era's first; nil for another word.
  func era(_ word: String) -> Int? { eras[word] }

  /// What a word before a date says that it is the date of; nil for one that says nothing.
  func meaning(_ word: String) -> DateMeaning? { meanings[word] }
}

/// What a date on a page is the date of.
enum DateMeaning: String {
  case published
  case updated
  /// Something that the page tells of or advertises.
  case event
}
