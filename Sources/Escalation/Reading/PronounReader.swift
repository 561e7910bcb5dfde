import Actors
import Language

/// Reads third-person pronouns as the actor named before them.
///
/// After the subject-first preference of centering (Grosz, Joshi and Weinstein 1995), without gender: news speaks of
/// states, groups and officials.
struct PronounReader: Sendable {
  let syntax: SentenceSyntax
  let mentions: SentenceMentions
  /// The mentions of the sentences before, the nearest sentence first.
  let before: [[ActorMention]]

  private static let pronouns: Set<String> = [
    "he", "she", "it", "they", "his", "her", "its", "their", "him", "them",
  ]

  func isPronoun(_ place: Int) -> Bool {
    Self.pronouns.contains(syntax.words.term(at: place)) && mentions.mention(at: place) == nil
  }

  /// The mention that a pronoun stands for: the first subject before it in its sentence, else the first name there, else
  /// the first name of the sentence before.
  func antecedent(of place: Int) -> ActorMention? {
    let isPersonal = Self.personal.contains(syntax.words.term(at: place))
    let named = mentions.all.filter {
      $0.place < place && isName($0.mention) && (!isPersonal || isPerson($0.mention))
    }
    let subject = named.first { [.nominalSubject, .passiveSubject].contains(syntax.relation($0.place)) }
    if let found = subject ?? named.first { return found.mention }
    return before.lazy.compactMap { $0.first { isName($0) && (!isPersonal || isPerson($0)) } }.first
  }

  private static let personal: Set<String> = ["he", "she", "his", "her", "him"]

  private func isPerson(_ mention: ActorMention) -> Bool {
    mention.form == .person || mention.role?.roleClass == .state
  }

  private func isName(_ mention: ActorMention) -> Bool {
    mention.actor != nil && !mention.isModifier && mention.name != nil && mention.form != .place
  }
}
