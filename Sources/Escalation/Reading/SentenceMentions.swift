import Actors
import Text

/// The actors that one sentence speaks of, by the place of each word.
final class SentenceMentions: Sendable {
  private let byPlace: [Int: ActorMention]
  private let words: SentenceWords

  /// Those of a document's mentions that stand in the sentence.
  init(_ mentions: [ActorMention], in words: SentenceWords) {
    self.words = words
    var byPlace: [Int: ActorMention] = [:]
    for mention in mentions where mention.tokens.overlaps(words.tokens) && !mention.isModifier {
      for token in mention.tokens.clamped(to: words.tokens) {
        let place = token - words.tokens.lowerBound
        if byPlace[place].map({ $0.tokens.count < mention.tokens.count }) ?? true { byPlace[place] = mention }
      }
    }
    self.byPlace = byPlace
  }

  /// The mention that covers a word.
  func mention(at place: Int) -> ActorMention? { byPlace[place] }

  /// The mentions of the sentence with the place of their last word, in order.
  var all: [(place: Int, mention: ActorMention)] {
    byPlace.filter { $0.value.tokens.upperBound - 1 - words.tokens.lowerBound == $0.key }
      .sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// The sentence's place of a mention's first word.
  func firstPlace(of mention: ActorMention) -> Int {
    max(0, mention.tokens.lowerBound - words.tokens.lowerBound)
  }

  /// The mention's words.
  func text(of mention: ActorMention) -> String { words.words.document.text(in: mention.bytes) }

  /// True where a named actor belongs to a class of the lexicon by what it is.
  func isA(_ kind: ParticipantKind, at place: Int) -> Bool {
    guard let mention = byPlace[place] else { return false }
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
