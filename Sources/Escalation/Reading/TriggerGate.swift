import Model

/// Tells which sentences can hold an act at all, from words alone: parsing is the dear part.
struct TriggerGate: Sendable {
  let lexicon: EventLexicon

  /// True where some entry's words, and a word for each of its conditions, stand in the sentence, and enough participants
  /// for its political need.
  /// `names` is how many actors the sentence may speak of, roles and pronouns among them.
  func passes(_ words: SentenceWords, names: Int) -> Bool {
    words.knownPlaces.contains { place in
      words.forms(at: place).contains { form in
        lexicon.triggers.headed(by: form.lemma).contains { trigger in
          !ResidualActs.roots.contains(trigger.code.rootNumber) && fits(trigger, at: place, words, names)
        }
      }
    }
  }

  private func fits(_ trigger: Trigger, at place: Int, _ words: SentenceWords, _ names: Int) -> Bool {
    if trigger.need != .any, names == 0 { return false }
    guard hasPhrase(trigger, at: place, words) else { return false }
    return trigger.conditions.allSatisfy { condition in
      guard let wanted = condition.words, !condition.isNegated else { return true }
      return wanted.matchesAny(in: words) || (names > 0 && Self.nameable.contains(condition.name))
    }
  }

  /// The classes that a name can fill: see `SentenceMentions.isA`.
  private static let nameable: Set<String> = ["FIGHTER", "CROWD", "OFFICIAL", "GOVERNMENT"]

  private func hasPhrase(_ trigger: Trigger, at place: Int, _ words: SentenceWords) -> Bool {
    guard trigger.phrase.words.count > 1 else { return true }
    return trigger.wordClass == .verb
      ? words.loose(trigger.phrase, startingAt: place, gapMax: TriggerMatcher.gapMax) != nil
      : words.contiguous(trigger.phrase, endingAt: place) != nil
  }
}
