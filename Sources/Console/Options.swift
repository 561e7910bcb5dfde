internal import ArgumentParser
internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline

extension RecordID: ExpressibleByArgument {
  /// The id as written, `a12`; nil for anything else, which the parser then refuses.
  package init?(argument: String) { self.init(argument) }
}

extension CalendarDay: ExpressibleByArgument {
  /// A day `YYYY-MM-DD` that exists, and no time behind it; nil for anything else, which the parser then
  /// refuses.
  package init?(argument: String) {
    guard argument.utf8.count == 10 else { return nil }
    self.init(argument)
  }
}

extension EventStatus: ExpressibleByArgument {}

/// How long a summary may be, and what about: of every command that shows one.
struct SummaryOptions: ParsableArguments {
  @Option("How many sentences the summary may have (default: 3).", valueName: "n")
  var sentences: Int?

  @Option("How many words the summary may have.", valueName: "n")
  var words: Int?

  @Option("How much of the text the summary may have: 20%, 0.2.", valueName: "share")
  var share: TextShare?

  @Option("Prefer sentences about these words.", valueName: "words")
  var about: String?

  func validate() throws {
    if [sentences != nil, words != nil, share != nil].count(where: { $0 }) > 1 {
      throw ValidationError("Give one of --sentences, --words and --share.")
    }
    if let count = sentences ?? words, count < 1 { throw ValidationError("A summary needs at least 1.") }
  }

  /// True where nothing was asked for.
  var isStandard: Bool { sentences == nil && words == nil && share == nil && about == nil }

  var wish: SummaryWish {
    let budget =
      words.map(SummaryBudget.words) ?? share.map { SummaryBudget.share($0.value) }
      ?? sentences.map(SummaryBudget.sentences)
    return SummaryWish(budget: budget ?? .standard, about: about)
  }
}

/// A part of a text, written as 20% or 0.2.
struct TextShare: ExpressibleByArgument {
  /// More than 0, and 1 at most.
  let value: Double

  init?(argument: String) {
    let isPercentage = argument.hasSuffix("%")
    guard let number = Double(isPercentage ? String(argument.dropLast()) : argument) else { return nil }
    value = isPercentage ? number / 100 : number
    guard value > 0, value <= 1 else { return nil }
  }
}

/// Which rows a listing shows and how: of every command that lists.
struct ListingOptions: ParsableArguments {
  @Option("Only what came since: 2d, 12h, 2021-10-18.", valueName: "time")
  var since: String?

  @Option("How many rows at most (default: 50, or what set rows says).", valueName: "n")
  var limit: Int?

  @Option("How rows are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit needs at least 1.") }
    if let since, TimeText.past(since, before: Date(timeIntervalSince1970: 0)) == nil {
      throw ValidationError("\(TimePhrase.problem(since)).")
    }
  }

  /// How many rows are shown.
  func rows(at desk: Desk) -> Int { limit ?? desk.preferences.current.rows }

  /// The moment of `--since`.
  func moment(now: Date) -> Date? { since.flatMap { TimeText.past($0, before: now) } }
}

/// How rows are written.
enum ListingFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
  case jsonl
  case csv
}

/// How many lines are worked on at once: of every JSON Lines command.
struct JobsOption: ParsableArguments {
  @Option("How many lines are worked on at once (default: the cores).", valueName: "n")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    if !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
  }
}

/// A severity from 0 to 10, as options ask for it.
struct SeverityBound: ExpressibleByArgument {
  let value: Double

  init?(argument: String) {
    guard let value = Double(argument), (0...10).contains(value) else { return nil }
    self.value = value
  }
}

/// A code of an act, or the beginning of one, as options ask for it.
enum CodeArgument {
  /// The digits that codes begin with.
  ///
  /// - Throws: `CommandFailure` with suggestions for what begins no code.
  static func prefix(_ text: String) throws -> String {
    switch Codebook.standard.lookUp(text) {
    case .code(let code): return code.rawValue
    case .category, .unknown:
      if !text.isEmpty, text.allSatisfy(\.isNumber), !Codebook.standard.entries(prefix: text).isEmpty {
        return text
      }
    }
    var hint = "; codes lists them"
    if case .unknown(let near) = Codebook.standard.lookUp(text), !near.isEmpty {
      hint = "; did you mean \(near.prefix(3).joined(separator: ", "))?"
    }
    throw CommandFailure(message: "“\(text)” is no CAMEO code\(hint)", exitStatus: .usage)
  }
}
