import Actors
import Language
import Model

/// Tells which sentences can hold an act at all, from words and tags alone: parsing is the dear part.
struct TriggerGate: Sendable {
  let lexicon: EventLexicon
  /// Whether statements, appeals and investigations are looked for, or all other acts.
  var isResidual = false
  /// True where acts count whoever is named: what is none is told later, with all that a parse shows.
  var isWide = false

  /// What a sentence may hold.
  struct Hit: Sendable {
    /// The first word that may carry an act.
    var place: Int
    /// True where some such word is political whoever acts.
    var isCertain = false
    /// True where nobody political is named but by names that no table knows.
    var isPresumed = false
    /// True where only people without part in politics are named: they count beside political violence.
    var isWeak = false
  }

  /// Nil where a sentence can hold no act.
  ///
  /// It may where some entry's words, with the tags where they are known, and a word for each of its conditions, stand
  /// in the sentence, and enough participants for its political need.
  func hit(in words: SentenceWords, _ mentions: [ActorMention], tags: [Tag]? = nil) -> Hit? {
    let wanted: TriggerHeads = isResidual ? .residual : .principal
    guard words.count > 1, words.knownPlaces.contains(where: { words.heads(at: $0).contains(wanted) }) else {
      return nil
    }
    var best: Hit?
    let cast = Cast(words, mentions, isWide: isWide)
    for place in words.knownPlaces where words.heads(at: place).contains(wanted) {
      for form in words.forms(at: place) {
        for trigger in lexicon.triggers.headed(by: form.lemma) {
          guard trigger.isResidual == isResidual,
            let hit = cast.hit(trigger, place), best.map({ hit.isStronger(than: $0) }) ?? true,
            tags.map({ fits(trigger, form, $0[place].partOfSpeech) }) ?? true,
            hasPhrase(trigger, at: place, words), hasConditions(of: trigger, at: place, words, cast)
          else { continue }
          if hit.isCertain { return hit }
          best = hit
        }
      }
    }
    return best
  }

  /// Who a sentence may speak of.
  private struct Cast {
    /// Different political actors, or political people known by their role.
    var political = 0
    /// Different people besides.
    var others = 0
    /// Capitalised words that no table knows, runs counted once: they may be names.
    private var unknown: Int { words.unknownNames(besides: mentions) }
    var isEmpty: Bool { political + others == 0 }
    private let words: SentenceWords
    private let mentions: [ActorMention]
    private let isWide: Bool

    init(_ words: SentenceWords, _ mentions: [ActorMention], isWide: Bool) {
      (self.words, self.mentions, self.isWide) = (words, mentions, isWide)
      for (index, mention) in mentions.enumerated() where !mention.isModifier {
        let isNew = !mentions[..<index].contains { $0.name == mention.name && $0.role == mention.role }
        let isPolitical = mention.role?.roleClass.isPolitical ?? true
        if isNew, isPolitical { political += max(1, mention.members.count) }
        if isNew, !isPolitical { others += 1 }
      }
    }

    func hit(_ trigger: Trigger, _ place: Int) -> Hit? {
      if isWide { return Hit(place: place, isCertain: true) }
      switch trigger.need {
      case .any: return Hit(place: place, isCertain: true)
      case .one, .actor:
        if political > 0 { return Hit(place: place) }
        if unknown > 1 { return Hit(place: place, isPresumed: true) }
        return trigger.isViolence && others > 0 ? Hit(place: place, isWeak: true) : nil
      case .two:
        if political > 1 { return Hit(place: place) }
        return political + unknown > 1 ? Hit(place: place, isPresumed: true) : nil
      }
    }
  }

  /// True where a word of this tag can head the trigger.
  private func fits(_ trigger: Trigger, _ form: WordForm, _ tag: PartOfSpeech) -> Bool {
    trigger.wordClass.fits(tag, isParticiple: form.shape == .past || form.shape == .ing)
      || trigger.wordClass == .noun && trigger.phrase.words.count > 1
  }

  private func hasConditions(
    of trigger: Trigger,
    at place: Int,
    _ words: SentenceWords,
    _ cast: Cast
  ) -> Bool {
    trigger.conditions.allSatisfy { condition in
      guard let wanted = condition.words, !condition.isNegated else { return true }
      if !cast.isEmpty, condition.kind != nil { return true }
      let reach = condition.slot == .beside ? TriggerMatcher.besideMax : Self.argumentReach
      return words.knownPlaces.contains { abs($0 - place) <= reach && wanted.matches(at: $0, in: words) }
    }
  }

  /// How far from its trigger an argument may stand: farther ones are another clause's.
  private static let argumentReach = 12

  private func hasPhrase(_ trigger: Trigger, at place: Int, _ words: SentenceWords) -> Bool {
    guard trigger.phrase.words.count > 1 else { return true }
    return trigger.wordClass == .verb
      ? words.loose(trigger.phrase, startingAt: place, gapMax: TriggerMatcher.gapMax) != nil
      : words.contiguous(trigger.phrase, endingAt: place) != nil
  }
}

extension TriggerGate.Hit {
  /// The order in which hits are worth a parse.
  private var strength: Int { isCertain ? 3 : isWeak ? 0 : isPresumed ? 1 : 2 }

  fileprivate func isStronger(than other: Self) -> Bool { strength > other.strength }
}

extension TriggerClass {
  /// True where a word of a tag can carry an act of this class; participles are verbs whatever the tag.
  func fits(_ tag: PartOfSpeech, isParticiple: Bool) -> Bool {
    switch self {
    case .verb: tag == .verb || tag == .auxiliary || tag == .adjective && isParticiple
    case .noun: tag == .noun || tag == .properNoun
    case .adjective: tag == .adjective || tag == .verb && isParticiple
    }
  }
}
