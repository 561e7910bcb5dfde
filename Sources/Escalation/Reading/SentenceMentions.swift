import Actors
import Model
import Text

/// The actors that one sentence speaks of, by the place of each word.
final class SentenceMentions: Sendable {
  private let mentions: [ActorMention]
  /// For each word the mention that covers it, -1 for none.
  private let mentionOfPlace: [Int32]
  private let words: SentenceWords
  /// The mentions of the sentence with the place of their last word, in order.
  let all: [(place: Int, mention: ActorMention)]

  /// Those of a document's mentions that stand in the sentence.
  init(_ mentions: [ActorMention], in words: SentenceWords) {
    self.words = words
    self.mentions = mentions
    var mentionOfPlace = [Int32](repeating: -1, count: words.count)
    for (index, mention) in mentions.enumerated() where !mention.isModifier {
      for token in mention.tokens.clamped(to: words.tokens) {
        let known = mentionOfPlace[token - words.tokens.lowerBound]
        if known < 0 || mentions[Int(known)].tokens.count < mention.tokens.count {
          mentionOfPlace[token - words.tokens.lowerBound] = Int32(index)
        }
      }
    }
    self.mentionOfPlace = mentionOfPlace
    all = mentionOfPlace.enumerated().compactMap { place, index in
      guard index >= 0, mentions[Int(index)].tokens.upperBound - 1 - words.tokens.lowerBound == place else {
        return nil
      }
      return (place, mentions[Int(index)])
    }
  }

  /// The mention that covers a word.
  func mention(at place: Int) -> ActorMention? {
    let index = mentionOfPlace[place]
    return index < 0 ? nil : mentions[Int(index)]
  }

  /// The sentence's place of a mention's first word.
  func firstPlace(of mention: ActorMention) -> Int {
    max(0, mention.tokens.lowerBound - words.tokens.lowerBound)
  }

  /// The mention's words.
  func text(of mention: ActorMention) -> String { words.words.document.text(in: mention.bytes) }

  /// True where a named actor belongs to a class of the lexicon by what it is.
  func isA(_ kind: ParticipantKind, at place: Int) -> Bool {
    guard let mention = mention(at: place) else { return false }
    switch kind {
    case .fighter:
      return mention.actorKind == .armed || mention.role?.roleClass == .armed
        || mention.role?.roleClass == .perpetrators
    case .crowd: return mention.role?.roleClass == .protesters || mention.actorKind == .protesters
    case .official: return mention.form == .person
    case .government: return mention.form == .person && mention.actorKind == .country
    }
  }
}
