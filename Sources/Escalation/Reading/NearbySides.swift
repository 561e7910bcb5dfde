import Actors
import Language

/// Finds participants by place alone, where the parse gives a trigger none: wrong attachment is the parser's usual error.
struct NearbySides: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  let participants: ParticipantReader
  private var words: SentenceWords { syntax.words }

  /// How far a by-phrase or an object may stand behind its verb.
  private let reachMax = 8
  /// How many words may stand between a preposition and the name that it governs.
  private let phraseMax = 5

  /// Who stands in the first by-phrase behind a verb.
  func agent(of verb: Int) -> [Side] {
    let window = (verb + 1)..<min(words.count, max(verb + 1, verb + 1 + reachMax))
    guard let by = window.first(where: { syntax.isA(.by, at: $0) }) else { return [] }
    return first(in: (by + 1)..<min(words.count, max(by + 1, by + 1 + phraseMax)))
  }

  /// The nearest participant before an active verb with no verb or preposition between.
  func subject(of verb: Int) -> [Side] {
    for place in stride(from: verb - 1, through: max(0, verb - reachMax), by: -1) {
      if slots.isVerbal(place), syntax.tag(place) == .verb { return [] }
      if participants.mentions.mention(at: place) != nil {
        return isGoverned(place) ? [] : participants.sides(at: place).filter(\.isNamed)
      }
    }
    return []
  }

  /// The nearest participant behind an active verb with no verb between.
  func object(of verb: Int) -> [Side] {
    first(in: (verb + 1)..<min(words.count, max(verb + 1, verb + 1 + reachMax)))
  }

  /// The first participant of a stretch that no verb and no by-phrase parts from its beginning.
  private func first(in window: Range<Int>) -> [Side] {
    for place in window {
      if syntax.tag(place) == .verb || syntax.isA(.by, at: place) { return [] }
      guard let mention = participants.mentions.mention(at: place) else { continue }
      let last = mention.tokens.upperBound - 1 - words.tokens.lowerBound
      return participants.sides(at: max(place, min(last, words.count - 1))).filter(\.isNamed)
    }
    return []
  }

  private func isGoverned(_ place: Int) -> Bool {
    let first = participants.mentions.mention(at: place).map(participants.mentions.firstPlace) ?? place
    return first > 0 && syntax.tag(first - 1) == .adposition
  }
}
