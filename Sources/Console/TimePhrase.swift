internal import ArgumentParser
internal import Foundation
internal import Model

/// Phrases of time among the words of a command: `since 2d`, `over 90d`, wherever they stand.
enum TimePhrase {
  /// What may be written for a moment, for those who wrote something else.
  static let momentExamples = "write 2d, 12h, 30m, 2021-10-18 or 2021-10-18T09:30:00Z"

  /// What is wrong with a text that is no moment, in words: its year, or all of it.
  static func problem(_ text: String, _ examples: String = momentExamples) -> String {
    TimeText.isOfOtherYears(text)
      ? "\(text) lies outside the years that times may be of, \(TimeText.yearsWords)"
      : "\(text) is not a time: \(examples)"
  }

  /// Takes a keyword and the words behind it out of a command's words.
  ///
  /// - Returns: those words; nil where the keyword does not stand there.
  static func take(_ keyword: String, from words: inout [String]) -> String? {
    guard let place = words.firstIndex(where: { $0.lowercased() == keyword }) else { return nil }
    let value = words[(place + 1)...].joined(separator: " ")
    words.removeSubrange(place...)
    return value
  }

  /// The time behind `since`, which is all that the words hold; nil for no words.
  ///
  /// - Parameters:
  ///   - words: what was typed.
  ///   - others: what may stand there beside a time.
  /// - Returns: the time as it is written.
  /// - Throws: `ValidationError` for anything else.
  static func since(_ words: [String], or others: [String] = []) throws -> String? {
    guard !words.isEmpty else { return nil }
    var rest = words
    guard let text = take("since", from: &rest), !text.isEmpty, rest.isEmpty else {
      throw ValidationError("Write since and a time, such as: since 2d.")
    }
    guard others.contains(text) || TimeText.past(text, before: .now) != nil else {
      throw ValidationError("\(problem(text)).")
    }
    return text
  }
}
