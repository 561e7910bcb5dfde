internal import Alerting
internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Times given as words after a command: `since 2d`, `since last`, `over 90d`.
enum TimeWords {
  /// The time behind `since`; nil for no words.
  ///
  /// - Throws: `ValidationError` for anything else.
  static func since(_ words: [String]) throws -> String? {
    guard let first = words.first else { return nil }
    guard words.count == 2, first.lowercased() == "since" else {
      throw ValidationError("Write since and a time, such as: since 2d.")
    }
    guard words[1] == "last" || TimeArgument.since(words[1], now: Date(timeIntervalSince1970: 0)) != nil
    else {
      throw ValidationError(
        "\(words[1]) is not a time: write 2d, 12h, 30m, 2021-10-18 or 2021-10-18T09:30:00Z."
      )
    }
    return words[1]
  }

  /// Whole days of a length such as `90d`, `12w`, `36h` (two days); nil for what is none, and for more than ten years.
  static func days(_ text: String) -> Int? {
    let now = Date(timeIntervalSince1970: 4_102_444_800)  // 2100, so that ten years back lie after 1970
    guard text.last?.isLetter ?? false, let start = TimeArgument.since(text, now: now) else { return nil }
    let days = Int((now.timeIntervalSince(start) / 86_400).rounded(.up))
    return (1...3653).contains(days) ? days : nil
  }
}

/// Names of actors as analysts type them.
enum ActorArgument {
  /// The canonical name, also of a set that an analyst defined.
  ///
  /// - Throws: `CommandFailure` with suggestions for a name that nobody has.
  static func canonical(_ name: String, among names: ActorNames) throws -> String {
    if let known = names.canonical(name) { return known }
    let near = names.suggestions(name).prefix(3)
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    throw CommandFailure(message: "nobody is known as “\(name)”\(hint)", exitStatus: .usage)
  }
}
