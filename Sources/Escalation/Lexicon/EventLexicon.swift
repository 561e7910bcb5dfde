import EmbeddedData
import Model

/// Where a word stands that says how real an act is.
enum CuePlace: String, Sendable {
  case auxiliary = "aux"
  case adverb = "adv"
  case subordinator = "mark"
  case modifier = "mod"
  case preposition = "prep"
}

/// All that coding events in one language takes, read from data.
///
/// A class, since every reader holds it.
final class EventLexicon: Sendable {
  let lemmas: Lemmas
  let triggers: Triggers
  let operators: Operators
  let classes: [String: WordSet]
  /// The sets of `WordClass` by their number.
  private let readingClasses: [WordSet]
  let domains: Domains
  /// The preposition that makes a noun's object, as in `the expulsion of`.
  let of: LemmaID
  /// Where somebody stands of whom something is asked.
  let askedSlots: [Slot]
  let severityFactors: [(name: String, change: Double, words: WordSet)]
  /// What each list of forms heads.
  private let headsOfList: [TriggerHeads]
  private let cues: [CuePlace: [(status: EventStatus, words: WordSet)]]

  static let english = EventLexicon(
    triggers: .englishEventTriggers,
    classes: .englishEventWordClasses,
    operators: .englishEventOperators,
    cues: .englishEventStatusCues,
    domains: .englishEventDomains,
    factors: .englishEventSeverityFactors,
    irregular: .englishEventIrregularForms
  )

  /// The lexicon of a language by its primary subtag; nil where there is none yet.
  static func of(_ language: String) -> EventLexicon? { language == "en" ? english : nil }

  private init(
    triggers: DataFile,
    classes: DataFile,
    operators: DataFile,
    cues: DataFile,
    domains: DataFile,
    factors: DataFile,
    irregular: DataFile
  ) {
    var lemmas = Lemmas(irregular: irregular.rows)
    let classes = Self.readClasses(classes.lines, lemmas: &lemmas)
    let frames = Frame.read(DataFile.eventFrames.rows, lemmas: &lemmas)
    self.classes = classes
    readingClasses = WordClass.allCases.map { wordClass in
      guard let words = classes[wordClass.name] else {
        preconditionFailure("no word class \(wordClass.name)")
      }
      return words
    }
    askedSlots = frames["want"]?.target.filter { $0 != .object } ?? []
    self.triggers = Triggers(triggers.rows, classes: classes, frames: frames, lemmas: &lemmas)
    self.operators = Operators(operators.rows, complements: DataFile.eventComplements.rows, lemmas: &lemmas)
    self.cues = Self.readCues(cues.rows, lemmas: &lemmas)
    self.domains = Domains(domains.rows, lemmas: &lemmas)
    severityFactors = factors.rows.filter { $0.count == 3 }.map { row in
      (String(row[0]), Double(row[1]) ?? 0, WordSet(row[2], lemmas: &lemmas))
    }
    of = lemmas.id(of: "of")
    headsOfList = (0..<Int32(lemmas.listCount)).map { [triggers = self.triggers, lemmas] list in
      triggers.heads(lemmas.forms(in: list))
    }
    self.lemmas = lemmas
  }

  /// What a word heads whose forms are those of a list.
  func heads(_ list: Int32) -> TriggerHeads { headsOfList[Int(list)] }

  /// The statuses that a word gives an act where it stands in this place, in the order of the data.
  func cues(_ place: CuePlace, at token: Int, in words: SentenceWords) -> EventStatus? {
    cues[place]?.first { $0.words.matches(at: token, in: words) }?.status
  }

  /// True where a word of a class stands at a token, or a phrase of it ends there.
  func isA(_ wordClass: WordClass, at token: Int, in words: SentenceWords) -> Bool {
    readingClasses[wordClass.rawValue].matches(at: token, in: words)
  }

  /// True where any word of a sentence belongs to a class.
  func holds(_ wordClass: WordClass, in words: SentenceWords) -> Bool {
    readingClasses[wordClass.rawValue].matchesAny(in: words)
  }

  private static func readClasses(_ lines: [Substring], lemmas: inout Lemmas) -> [String: WordSet] {
    var classes: [String: WordSet] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { preconditionFailure("no class in \(line)") }
      classes[String(line[..<colon])] = WordSet(line[line.index(after: colon)...], lemmas: &lemmas)
    }
    return classes
  }

  private static func readCues(
    _ rows: [[Substring]],
    lemmas: inout Lemmas
  ) -> [CuePlace: [(status: EventStatus, words: WordSet)]] {
    var cues: [CuePlace: [(status: EventStatus, words: WordSet)]] = [:]
    for row in rows where row.count == 3 {
      guard let status = EventStatus(rawValue: String(row[0])), let place = CuePlace(rawValue: String(row[1]))
      else { preconditionFailure("the cue row \(row) is not of the table's form") }
      cues[place, default: []].append((status, WordSet(row[2], lemmas: &lemmas)))
    }
    return cues
  }
}
