import EmbeddedData
import Synchronization

/// What the data files say of a language: stemmer, word roles, conventions. A language without a file of its own gets
/// what holds for all.
package final class LanguageProfile: Sendable {
  /// The language's BCP 47 primary subtag.
  package let language: String
  let stemmer: String?
  let roles: WordRoleTable
  /// Whether hyphenated words are several tokens, as the treebanks of the language have it.
  let splitsHyphens: Bool
  /// Whether a full stop after a number may write an ordinal: der 3. Mai.
  let writesOrdinalStops: Bool
  /// Whether the semicolon is a question mark.
  let asksBySemicolon: Bool
  /// How many leading characters of a contraction are its first token, by the hash of the whole.
  let contractions: [UInt64: Int]
  /// Months from 1 to 12 and weekdays from Monday = 1, by the hashes of their names, long and short.
  package let monthNumbers: [UInt64: Int]
  /// Weekdays from 1 for Monday to 7 for Sunday, by the hashes of their names, long and short.
  package let weekdayNumbers: [UInt64: Int]

  /// The profile of a language, read from its file at the first call; of a language without data that of `und`.
  package static func of(_ language: String) -> LanguageProfile {
    cache.withLock { profiles in
      if let known = profiles[language] { return known }
      let name = DataFile.languages[language] == nil ? "und" : language
      let profile = profiles[name] ?? LanguageProfile(name, DataFile.languages[name])
      profiles[name] = profile
      return profile
    }
  }

  private static let cache = Mutex<[String: LanguageProfile]>([:])

  /// The languages that have data.
  package static var known: [String] { DataFile.languages.keys.sorted() }

  /// Whether a folded word is a function word of the language.
  package func isStopWord(hash: UInt64) -> Bool { roles[hash].contains(.stop) }

  /// The roles of the word between two offsets of a text.
  func roles(of text: InputBytes, _ start: Int, _ end: Int) -> WordRoles {
    let count = end - start
    let word = count <= 8 ? text.load(start, count) : .max
    guard word & 0x8080_8080_8080_8080 == 0 else { return roles[text.foldedHash(start, end).hash] }
    return roles[TermHash.finish(TermHash.step(TermHash.start, InputBytes.fold(word).word), count: count)]
  }

  private init(_ language: String, _ file: DataFile?) {
    var reader = LanguageFileReader()
    reader.read(DataFile.commonLanguageData)
    if let file { reader.read(file) }
    if language == "en" { reader.add(DataFile.englishStopWords.lines, .stop) }
    self.language = language
    stemmer = reader.settings["stemmer"]
    splitsHyphens = reader.settings["hyphens"] == "split"
    writesOrdinalStops = reader.settings["ordinals"] == "stop"
    asksBySemicolon = reader.settings["semicolon"] == "question"
    roles = WordRoleTable(reader.roles)
    contractions = reader.contractions
    monthNumbers = reader.months
    weekdayNumbers = reader.weekdays
  }
}

/// Reads a language's file: a key, a colon, then words parted by spaces. Keys may repeat.
private struct LanguageFileReader {
  var settings: [String: String] = [:]
  var roles: [UInt64: UInt32] = [:]
  var contractions: [UInt64: Int] = [:]
  var months: [UInt64: Int] = [:]
  var weekdays: [UInt64: Int] = [:]

  mutating func read(_ file: DataFile) {
    for line in file.lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = line[..<colon].split(separator: " ")
      let words = line[line.index(after: colon)...].split(separator: " ")
      guard !key.isEmpty, !words.isEmpty else { continue }
      switch key[0] {
      case "contraction": words.forEach { addContraction($0) }
      case "month": number(words, key, .month, \.months)
      case "weekday": number(words, key, .weekday, \.weekdays)
      default:
        if let role = WordRoles.named[String(key[0])] {
          add(words, role)
        } else {
          settings[String(key[0])] = String(words[0])
        }
      }
    }
  }

  mutating func add(_ words: [Substring], _ role: WordRoles) {
    for word in words { roles[TermHash.of(word), default: 0] |= role.rawValue }
  }

  /// The bar in `can|not` marks where the second token begins.
  private mutating func addContraction(_ word: Substring) {
    let parts = word.split(separator: "|")
    guard parts.count == 2 else { return }
    let hash = TermHash.of(parts.joined())
    contractions[hash] = parts[0].utf8.count
    roles[hash, default: 0] |= WordRoles.contraction.rawValue
  }

  private mutating func number(
    _ words: [Substring],
    _ key: [Substring],
    _ role: WordRoles,
    _ table: WritableKeyPath<Self, [UInt64: Int]>
  ) {
    add(words, role)
    guard key.count == 2, let number = Int(key[1]) else { return }
    for word in words {
      self[keyPath: table][TermHash.of(word)] = number
      self[keyPath: table][TermHash.of(word + ".")] = number
    }
  }
}
