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
  /// Words that may stand between a phrase and the act that it leads to: `in retaliation for the alliance's recent expulsion`.
  private static let wordsAfterCueMax = 6

  /// The links of an article's events.
  ///
  /// Two events of one sentence are tied by a phrase between their triggers. An act that a phrase leads to without
  /// another in its sentence is tied to the article's act the other way round, such as the one that the headline tells.
  ///
  /// - Parameter events: as coded, the main act first.
  /// - Returns: at most one link for each event that answers: the nearest cause.
  /// - Complexity: quadratic in the events.
  package static func links(among events: [Event]) -> [EventLink] {
    var links: [EventLink] = []
    func add(_ link: EventLink) {
      if !links.contains(where: { $0.answer == link.answer }) { links.append(link) }
    }
    let ordered = events.indices.sorted { events[$0].offset.lowerBound < events[$1].offset.lowerBound }
    for (place, first) in ordered.enumerated() {
      for second in ordered.dropFirst(place + 1) where events[first].isBeside(events[second]) {
        guard let between = text(between: events[first], and: events[second]),
          let cue = ChainPhrase.english.first(where: { between.contains(" \($0.words) ") })
        else { continue }
        let (answer, cause) = cue.answerIsFirst ? (first, second) : (second, first)
        add(EventLink(answer: answer, cause: cause, cue: cue.words))
      }
    }
    for index in events.indices {
      guard let cue = cue(before: events[index]),
        let other = counterpart(of: index, among: events, isAnswer: cue.answerIsFirst)
      else { continue }
      let (answer, cause) = cue.answerIsFirst ? (other, index) : (index, other)
      add(EventLink(answer: answer, cause: cause, cue: cue.words))
    }
    return links
  }

  /// The first act of another sentence whose doer is who suffered this one, or the other way round for a cause.
  private static func counterpart(of index: Int, among events: [Event], isAnswer: Bool) -> Int? {
    let event = events[index]
    return events.indices.first { other in
      let side = isAnswer ? (events[other].actor, event.target) : (events[other].target, event.actor)
      guard !events[other].isBeside(event), events[other].status.isCurrent, case .named = side.0 else {
        return false
      }
      return side.0 == side.1
    }
  }

  /// The phrase that leads to an act's trigger, with few words between.
  private static func cue(before event: Event) -> ChainPhrase? {
    guard let trigger = event.sentence.range(of: event.trigger) else { return nil }
    let before = words(event.sentence[..<trigger.lowerBound])
    return ChainPhrase.english.first { phrase in
      let cue = phrase.words.split(separator: " ").map(String.init)
      let starts = before.indices.filter { before[$0...].starts(with: cue) }
      guard let start = starts.last else { return false }
      return before.count - start - cue.count <= wordsAfterCueMax
    }
  }

  /// The words between two triggers of one sentence, folded, with a space at either end; nil where they overlap.
  private static func text(between first: Event, and second: Event) -> String? {
    let gap = second.offset.lowerBound - first.offset.upperBound
    guard gap > 0, let trigger = first.sentence.range(of: first.trigger) else { return nil }
    let rest = first.sentence.utf8[trigger.upperBound...]
    guard gap <= rest.count else { return nil }
    return " \(words(Substring(decoding: rest.prefix(gap), as: UTF8.self)).joined(separator: " ")) "
  }

  private static func words(_ text: Substring) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension Event {
  /// Whether another event stands in the same sentence.
  fileprivate func isBeside(_ other: Event) -> Bool { part == other.part && sentence == other.sentence }
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
