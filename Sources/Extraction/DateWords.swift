import EmbeddedData

/// Names of months and zones, from `date-words.tsv`.
struct DateWords {
  static let shared = DateWords()

  private var months: [String: Int] = [:]
  private var zones: [String: Int] = [:]

  private init() {
    for row in DataFile.dateWords.rows where row.count == 3 {
      guard let value = Int(row[1]) else { continue }
      for word in row[2].split(separator: " ") {
        if row[0] == "month" { months[String(word)] = value } else { zones[String(word)] = value * 60 }
      }
    }
  }

  /// 1 to 12 for a month's name or its usual abbreviation, in lower case; nil for another word.
  func month(_ word: String) -> Int? { months[word] }

  /// Seconds east of Greenwich for a zone's abbreviation, in lower case; nil for another word.
  func zone(_ word: String) -> Int? { zones[word] }
}
