internal import Alerting
internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Synchronization
internal import Terminal

/// What Tab offers: commands, their options and values from their declarations; ids, rules and webhooks from the store;
/// the words of a condition from its parser; file names.
struct CommandCompletion: Sendable {
  let desk: Desk

  /// What could stand before the cursor.
  func complete(_ line: String, cursor: Int) -> Completion {
    let typed = String(String.UnicodeScalarView(line.unicodeScalars.prefix(cursor)))
    guard let (parted, isQuoted) = Self.parted(typed) else { return .none }
    if let start = parted.conditionStart {
      let isMatcher = parted.texts.first == "silence"
      let known = (try? desk.names()) ?? .standard
      let completion = ConditionCompletion(
        names: known,
        actors: offers(.actors, "").map { .init($0.text.trimmingCharacters(in: ["\""])) },
        webhooks: names { try $0.outbox.endpoints().map(\.name) },
        isMatcher: isMatcher
      )
      return completion.complete(String(typed[start...]))
    }
    let endsWord = !isQuoted && (typed.last?.isWhitespace ?? true)
    let before = endsWord ? parted.words : parted.words.dropLast()
    let last = endsWord ? nil : parted.words.last
    let stretches = Self.stretches(before, last, isQuoted: isQuoted)
    for stretch in stretches {
      let start = stretch.start.map { min($0, typed.endIndex) } ?? typed.endIndex
      let found = candidates(after: stretch.before, stretch.word, isName: stretch.isName)
      guard !found.isEmpty else { continue }
      return Completion(replacedScalars: typed[start...].unicodeScalars.count, candidates: found)
    }
    return .none
  }

  /// The words of a line, of which the last may be a quotation that is still open.
  private static func parted(_ typed: String) -> (line: REPLLine, isQuoted: Bool)? {
    if let line = try? REPLLine(typed) { return (line, false) }
    for quote in ["\"", "'"] {
      if let line = try? REPLLine(typed + quote) { return (line, true) }
    }
    return nil
  }

  /// Names have so many words, but for a few.
  private static let nameWordsMax = 4

  /// What may be meant to be gone on with: several words that begin a name, the most of them first, else the last word.
  private static func stretches(
    _ before: [REPLLine.Word],
    _ last: REPLLine.Word?,
    isQuoted: Bool
  ) -> [(before: [String], word: String, start: String.Index?, isName: Bool)] {
    let texts = before.map(\.text)
    let single = (before: texts, word: last?.text ?? "", start: last?.range.lowerBound, isName: false)
    guard !isQuoted, let last else { return [single] }
    let names = (1..<nameWordsMax).reversed().compactMap {
      count -> (before: [String], word: String, start: String.Index?, isName: Bool)? in
      guard count < before.count, let first = before.suffix(count).first else { return nil }
      let words = (before.suffix(count).map(\.text) + [last.text]).joined(separator: " ")
      return (texts.dropLast(count), words, first.range.lowerBound, true)
    }
    return names + [single]
  }

  /// `isName` where several words are held against the names of actors alone.
  private func candidates(after words: [String], _ word: String, isName: Bool) -> [Completion.Candidate] {
    if isName { return names(after: words, word) }
    if words.first == "help" { return Self.fitting(HelpScreen.topics(after: Array(words.dropFirst())), word) }
    let (command, rest) = CommandManual.shared.command(for: words)
    if word.hasPrefix("-") { return Self.options(of: command, typed: rest, word) }
    if let last = rest.last, let option = command.option(last), option.takesValue {
      if !option.values.isEmpty { return Self.fitting(option.values.map { .init($0) }, word) }
      return command.optionTakes(last).flatMap { offers($0, word) }
    }
    let places = Self.places(rest, of: command)
    var offered: [Completion.Candidate] = []
    if rest.isEmpty { offered += Self.fitting(subcommands(of: command, isFirst: words.isEmpty), word) }
    if Self.hasPlace(for: places.count, in: command) {
      offered += command.takes(places).flatMap { offers($0, word) }.filter { !rest.contains($0.text) }
    }
    return offered
  }

  /// Names of actors that begin with several words, where a name may stand.
  private func names(after words: [String], _ begun: String) -> [Completion.Candidate] {
    let (command, rest) = CommandManual.shared.command(for: words)
    let places = Self.places(rest, of: command)
    guard Self.hasPlace(for: places.count, in: command) else { return [] }
    return command.takes(places).filter(\.isFitting).flatMap { offers($0, begun) }
  }

  private func subcommands(of command: CommandManual.Command, isFirst: Bool) -> [Completion.Candidate] {
    let own = command.subcommands.map { Completion.Candidate($0.name, note: $0.abstract) }
    guard isFirst else { return own }
    let aliases = desk.preferences.current.aliases.sorted { $0.key < $1.key }
    return own + aliases.map { Completion.Candidate($0.key, note: $0.value) } + [
      Completion.Candidate("help", note: "Tell of the commands, or of one."),
      Completion.Candidate("quit", note: "Leave."),
    ]
  }

  /// Options that are not there already; those that may stand again are.
  private static func options(
    of command: CommandManual.Command,
    typed: [String],
    _ word: String
  ) -> [Completion.Candidate] {
    let open = command.arguments.filter { argument in
      argument.isRepeating || !argument.options.contains(where: typed.contains)
    }
    let named = open.flatMap { argument in
      argument.options.filter { $0.hasPrefix("--") }.map { Completion.Candidate($0, note: argument.abstract) }
    }
    return fitting(named, word)
  }

  /// The words that stand by their place: neither options nor their values.
  private static func places(_ words: [String], of command: CommandManual.Command) -> [String] {
    var places: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        places.append(word)
        continue
      }
      if command.option(word)?.takesValue ?? false { _ = rest.popFirst() }
    }
    return places
  }

  /// True while another word may stand behind so many.
  private static func hasPlace(for count: Int, in command: CommandManual.Command) -> Bool {
    let positional = command.arguments.filter(\.isPositional)
    return positional.count > count || positional.last?.isRepeating ?? false
  }

  private func offers(_ completing: Completing, _ word: String) -> [Completion.Candidate] {
    if case .files = completing { return Self.files(word) }
    guard let store = try? desk.store() else { return [] }
    let known = (try? desk.names()) ?? .standard
    let offered = (try? completing.offers(store, known, typed: word)) ?? []
    return completing.isFitting ? offered : Self.fitting(offered, word)
  }

  private func names(_ read: (Store) throws -> [String]) -> [String] {
    (try? read(desk.store())) ?? []
  }

  /// Those that begin with what is typed, whatever the case of its letters and with or without a quote before it.
  static func fitting(_ candidates: [Completion.Candidate], _ typed: String) -> [Completion.Candidate] {
    let begun = typed.lowercased()
    return candidates.filter { candidate in
      let text = candidate.text.lowercased()
      return text.hasPrefix(begun) || text.hasPrefix("\"" + begun)
    }
  }

  /// Files and folders that begin so; hidden ones only where a dot was typed.
  private static func files(_ typed: String) -> [Completion.Candidate] {
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let begun = typed.dropFirst(folder.count)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    let fitting = names.filter { $0.hasPrefix(begun) && ($0.hasPrefix(".") == begun.hasPrefix(".")) }
    return fitting.sorted().map { name in
      let path = folder + name
      let isFolder =
        (try? URL(filePath: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
      let written = path.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
      return Completion.Candidate(isFolder ? written + "/" : written, endsWord: !isFolder)
    }
  }
}

/// Completion of a condition, from what its parser expects.
struct ConditionCompletion {
  let names: ActorNames
  /// Whom an empty place is offered.
  var actors: [Completion.Candidate] = []
  /// Names of webhooks.
  let webhooks: [String]
  /// True for the matcher of a silence.
  let isMatcher: Bool

  /// Names and operators have several words.
  private static let wordsMax = 4

  /// What could stand at the end of a condition's text.
  func complete(_ text: String) -> Completion {
    let starts = Self.wordStarts(text)
    for start in starts {
      let typed = String(text[start...])
      let expected = RuleText.expectations(
        after: String(text[..<start]),
        names: names,
        isMatcher: isMatcher
      )
      let candidates = expected.flatMap { words($0, typed) }
      if !candidates.isEmpty {
        return Completion(replacedScalars: typed.unicodeScalars.count, candidates: Self.unique(candidates))
      }
    }
    return .none
  }

  /// Where the last words begin, the last first; the end where a space was typed.
  private static func wordStarts(_ text: String) -> [String.Index] {
    var starts: [String.Index] = []
    var index = text.endIndex
    while starts.count <= wordsMax {
      let before = text[..<index].lastIndex { $0.isWhitespace || $0 == "," || $0 == "(" }
      let start = before.map { text.index(after: $0) } ?? text.startIndex
      starts.append(start)
      guard let before else { break }
      index = before
    }
    return starts
  }

  private func words(
    _ expectation: ConditionError.Expectation,
    _ typed: String
  ) -> [Completion.Candidate] {
    switch expectation {
    case .word(let word): CommandCompletion.fitting([.init(word, note: Self.meaning(of: word))], typed)
    case .actorName:
      (typed.isEmpty ? actors : names.completions(typed).map { .init($0.name, note: $0.meaning) })
    case .endpointName: CommandCompletion.fitting(webhooks.map { .init($0) }, typed)
    case .description(let words): words.contains("CAMEO") ? CommandCompletion.fitting(Self.codes, typed) : []
    }
  }

  /// What a field, a function or a clause means; nil for other words.
  private static func meaning(of word: String) -> String? {
    ConditionField(rawValue: word)?.meaning ?? RuleClause(rawValue: word)?.meaning
      ?? SeriesFunction(rawValue: word)?.meaning
  }

  private static let codes = Codebook.standard.entries.map {
    Completion.Candidate($0.code.rawValue, note: $0.phrase)
  }

  private static func unique(_ candidates: [Completion.Candidate]) -> [Completion.Candidate] {
    var seen = Set<String>()
    return candidates.filter { seen.insert($0.text).inserted }
  }
}
