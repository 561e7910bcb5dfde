internal import EmbeddedData
internal import Foundation
package import Model

/// Two acts of one article, the second an answer to the first, and the words that say so.
package struct EventLink: Sendable, Hashable, Codable {
  /// Index of the act that answers, among the article's events.
  package var answer: Int
  /// Index of the act that it answers.
  package var cause: Int
  /// The phrase of the text, such as `in retaliation for`.
  package var cue: String

  /// Makes a link.
  package init(answer: Int, cause: Int, cue: String) {
    self.answer = answer
    self.cause = cause
    self.cue = cue
  }
}

/// Ties an article's events into answers and counter-answers by cue phrases between their triggers.
package enum EventChains {
  /// The links of an article's events.
  ///
  /// - Parameter events: as coded; only events of one sentence are tied, by a phrase between their triggers.
  /// - Returns: at most one link for each event that answers: the nearest cause.
  /// - Complexity: quadratic in the events of one sentence.
  package static func links(among events: [Event]) -> [EventLink] {
    var links: [EventLink] = []
    let ordered = events.indices.sorted { events[$0].offset.lowerBound < events[$1].offset.lowerBound }
    for (place, first) in ordered.enumerated() {
      for second in ordered.dropFirst(place + 1) {
        guard events[first].part == events[second].part,
          events[first].sentence == events[second].sentence,
          let between = text(between: events[first], and: events[second]),
          let cue = ChainPhrase.english.first(where: { between.contains(" \($0.words) ") })
        else { continue }
        let (answer, cause) = cue.answerIsFirst ? (first, second) : (second, first)
        if !links.contains(where: { $0.answer == answer }) {
          links.append(EventLink(answer: answer, cause: cause, cue: cue.words))
        }
      }
    }
    return links
  }

  /// The words between two triggers of one sentence, folded, with a space at either end; nil where they overlap.
  private static func text(between first: Event, and second: Event) -> String? {
    let gap = second.offset.lowerBound - first.offset.upperBound
    guard gap > 0, let trigger = first.sentence.range(of: first.trigger) else { return nil }
    let rest = first.sentence.utf8[trigger.upperBound...]
    guard gap <= rest.count else { return nil }
    let words = String(decoding: rest.prefix(gap), as: UTF8.self).lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    return " \(words.joined(separator: " ")) "
  }
}

/// A phrase that ties two acts.
private struct ChainPhrase: Sendable {
  var words: String
  var answerIsFirst: Bool

  /// Longer phrases first, so that "days after" is not taken for a part of "a few days after".
  static let english: [ChainPhrase] = DataFile.englishChainPhrases.rows.compactMap { row in
    guard row.count == 2 else { return nil }
    return ChainPhrase(words: String(row[1]), answerIsFirst: row[0] == "answer-first")
  }
  .sorted { $0.words.utf8.count > $1.words.utf8.count }
}
