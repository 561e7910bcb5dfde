import EmbeddedData
import Model
import Text

/// What a word does in a time expression.
enum TimeWordClass: String, Sendable {
  case month, weekday, day, unit, number, vague, ordinal, shift, ago, ahead, part, clock, season, lead, the,
    old
  case anniversary, recent, past, future, period, holiday, of, within, throughout, quantity, counted
  case after

  /// True where a word of the class by itself can make a time expression, so that its sentence is worth parsing.
  var isAnchor: Bool {
    switch self {
    case .month, .weekday, .day, .unit, .season, .anniversary, .recent, .past, .future, .period, .holiday:
      true
    case .number, .vague, .ordinal, .shift, .ago, .ahead, .part, .clock, .lead, .the, .old, .of, .within,
      .throughout,
      .quantity, .counted, .after:
      false
    }
  }
}

/// A word or phrase of the data: what it does, and its value as the data gives it.
struct TimeWordSense: Sendable {
  var wordClass: TimeWordClass
  /// A number for most classes; an index into units, parts, leads or periods for those.
  var value: Int
}

/// The words of English time expressions, from the data.
struct TimeLexicon: Sendable {
  private var senses = HashedLists<TimeWordSense>(capacity: 1024)
  private var prefixes = HashIndex(capacity: 1024)
  private var anchors = HashIndex(capacity: 1024)
  private(set) var periods: [EventDate] = []
  private(set) var holidays: [(month: Int, day: Int)] = []

  /// The lexicon that stands in the program.
  static let english = TimeLexicon()

  static let units = TimeUnit.allCases
  static let parts: [TimePart] = [.early, .mid, .late]
  static let leads: [TimeLead] = [.since, .until, .by, .before, .after, .during, .from]
  /// Words of the data that link without bending the meaning.
  static let plainLead = -1

  private init() {
    for row in DataFile.timeWords.rows where row.count == 3 {
      guard let wordClass = TimeWordClass(rawValue: String(row[0])) else { continue }
      add(row[2], TimeWordSense(wordClass: wordClass, value: Self.value(row[1], wordClass)))
    }
    for row in DataFile.timePeriods.rows where row.count == 2 {
      guard let period = Self.period(row[0]) else { continue }
      periods.append(period)
      add(row[1], TimeWordSense(wordClass: .period, value: periods.count - 1))
    }
    for row in DataFile.timeHolidays.rows where row.count == 2 {
      let numbers = row[0].split(separator: "-").compactMap { Int($0) }
      guard numbers.count == 2 else { continue }
      holidays.append((numbers[0], numbers[1]))
      add(row[1], TimeWordSense(wordClass: .holiday, value: holidays.count - 1))
    }
  }

  private static func value(_ cell: Substring, _ wordClass: TimeWordClass) -> Int {
    switch wordClass {
    case .unit: TimeUnit(rawValue: String(cell)).flatMap { units.firstIndex(of: $0) } ?? 0
    case .part: TimePart(rawValue: String(cell)).flatMap { parts.firstIndex(of: $0) } ?? 0
    case .lead: TimeLead(rawValue: String(cell)).flatMap { leads.firstIndex(of: $0) } ?? plainLead
    default: Int(cell) ?? 0
    }
  }

  /// `1939..1945` or `2001-09-11..2001-09-11` as the days from the first of the one to the last of the other.
  private static func period(_ cell: Substring) -> EventDate? {
    guard let dots = cell.firstRange(of: ".."), let from = EventDate(String(cell[..<dots.lowerBound])),
      let to = EventDate(String(cell[dots.upperBound...])), let first = from.first, let last = to.last
    else { return nil }
    return from == to ? from : .range(first, last)
  }

  private mutating func add(_ names: Substring, _ sense: TimeWordSense) {
    for name in names.split(separator: ";") {
      let words = TimeWord.words(of: name)
      guard let last = words.last else { continue }
      var key = Self.start
      for word in words {
        if key != Self.start { prefixes.insert(key, 0) }
        key = Self.key(key, word)
      }
      senses.append(sense, at: key)
      if sense.wordClass.isAnchor { anchors.insert(last, 0) }
    }
  }

  /// The key of no words.
  static let start: UInt64 = 0

  /// The key of a phrase made longer by a word.
  static func key(_ key: UInt64, _ word: UInt64) -> UInt64 { (key ^ word) &* 0x9E37_79B9_7F4A_7C15 }

  /// True where some phrase goes on after this key.
  func goesOn(_ key: UInt64) -> Bool { key == Self.start || prefixes.value(of: key) >= 0 }

  /// What the phrase of a key does.
  func senses(_ key: UInt64) -> [TimeWordSense] { senses[key] }

  /// True for a word that ends a phrase which by itself is a time.
  func isAnchor(_ word: UInt64) -> Bool { anchors.value(of: word) >= 0 }
}
