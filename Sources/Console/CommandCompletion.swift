internal import Alerting
internal import ArgumentParser
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
    guard let parted = try? REPLLine(typed) else { return .none }
    if let start = parted.conditionStart {
      let isMatcher = parted.texts.first == "silence"
      let known = (try? desk.names()) ?? .standard
      let completion = ConditionCompletion(
        names: known,
        webhooks: names { try $0.endpoints().map(\.name) },
        isMatcher: isMatcher
      )
      return completion.complete(String(typed[start...]))
    }
    let endsWord = typed.last?.isWhitespace ?? true
    let words = endsWord ? parted.texts : parted.texts.dropLast()
    let word = endsWord ? "" : parted.texts.last ?? ""
    let start = endsWord ? typed.endIndex : parted.words.last?.range.lowerBound ?? typed.endIndex
    return Completion(
      replacedScalars: typed[start...].unicodeScalars.count,
      candidates: candidates(after: Array(words), word)
    )
  }

  private func candidates(after words: [String], _ word: String) -> [Completion.Candidate] {
    let (command, rest) = CommandManual.shared.command(for: words)
    if word.hasPrefix("-") { return Self.fitting(command.options, word) }
    if let option = rest.last, let values = command.values[option] { return Self.fitting(values, word) }
    if rest.isEmpty, !command.subcommands.isEmpty {
      return Self.fitting(command.subcommands.map(\.name) + (words.isEmpty ? ["quit"] : []), word)
    }
    return command.takes(rest).flatMap { offers($0, word) }
  }

  private func offers(_ completing: Completing, _ word: String) -> [Completion.Candidate] {
    if case .files = completing { return Self.files(word) }
    let known = (try? desk.names()) ?? .standard
    return Self.fitting(names { try completing.offers($0, known, typed: word) }, word)
  }

  private func names(_ read: (Store) throws -> [String]) -> [String] {
    (try? read(desk.store())) ?? []
  }

  static func fitting(_ words: [String], _ typed: String) -> [Completion.Candidate] {
    words.filter { $0.lowercased().hasPrefix(typed.lowercased()) }.map { Completion.Candidate($0) }
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
    case .word(let word): CommandCompletion.fitting([word], typed)
    case .actorName:
      CommandCompletion.fitting(typed.isEmpty ? [] : names.suggestions(typed), typed)
    case .endpointName: CommandCompletion.fitting(webhooks, typed)
    case .description: []
    }
  }

  private static func unique(_ candidates: [Completion.Candidate]) -> [Completion.Candidate] {
    var seen = Set<String>()
    return candidates.filter { seen.insert($0.text).inserted }
  }
}
