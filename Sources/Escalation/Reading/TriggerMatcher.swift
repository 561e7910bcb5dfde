import EventCodes
import Language
import Model

/// Words of a sentence that carry an act by an entry of the lexicon.
struct TriggerMatch: Sendable {
  let trigger: Trigger
  /// The word that heads the trigger in the parse.
  let head: Int
  /// The trigger's own words.
  let places: [Int]
  /// The words that its conditions rest on: they belong to the trigger and carry no act of their own.
  let arguments: [Int]
}

/// Finds the triggers of a sentence.
struct TriggerMatcher: Sendable {
  let syntax: SentenceSyntax
  let slots: SlotReader
  /// Which places a named participant fills, by what it is, so that `subj:FIGHTER` knows a group by its name.
  let mentions: SentenceMentions
  private var words: SentenceWords { syntax.words }

  /// Words of a verb may stand this far apart: "shot the two helicopters down".
  static let gapMax = 4
  /// How far `beside` reaches on either side.
  static let besideMax = 6

  /// One match a word, the most exacting; what stands within another's words or arguments is left out.
  func matches() -> [TriggerMatch] {
    let all = words.knownPlaces.compactMap(best).filter { !isKindOfThing($0) && !isMonth($0.head) }
    return all.filter { match in !all.contains { absorbs($0, match) } }
  }

  /// "Attack helicopter", "hostage negotiator": a noun before another that is no act only says what kind of thing that is.
  private func isKindOfThing(_ match: TriggerMatch) -> Bool {
    guard match.trigger.wordClass == .noun, syntax.relation(match.head) == .compound,
      let head = syntax.head(match.head),
      !match.places.contains(head)
    else { return false }
    let isAct = words.forms(at: head).contains {
      syntax.lexicon.triggers.isHead($0.lemma) || !syntax.lexicon.operators.headed(by: $0.lemma).isEmpty
    }
    return !isAct && !syntax.isA(.activity, at: head)
  }

  /// "On 16 March", "in March": a month is none that marches.
  private func isMonth(_ place: Int) -> Bool {
    guard syntax.isA(.timeWord, at: place), words.isCapitalised(place) else { return false }
    let beside = [place - 1, place + 1].filter { $0 >= 0 && $0 < words.count }
    return beside.contains(where: words.beginsWithDigit) || place > 0 && syntax.isA(.dateLead, at: place - 1)
  }

  private func absorbs(_ one: TriggerMatch, _ other: TriggerMatch) -> Bool {
    guard one.head != other.head else { return false }
    if one.arguments.contains(other.head) { return true }
    return one.places.contains(other.head) && one.places.count >= other.places.count
  }

  private func best(at place: Int) -> TriggerMatch? {
    var best: TriggerMatch?
    for form in words.forms(at: place) {
      for trigger in syntax.lexicon.triggers.headed(by: form.lemma)
      where best.map({ trigger.weight > $0.trigger.weight }) ?? true {
        best = match(trigger, at: place) ?? best
      }
    }
    return best
  }

  private func match(_ trigger: Trigger, at place: Int) -> TriggerMatch? {
    guard fits(trigger, place), let places = places(of: trigger, at: place) else { return nil }
    var arguments: [Int] = []
    for condition in trigger.conditions {
      guard let found = fulfil(condition, of: place, places: places) else { return nil }
      // What somebody condemns is an act of its own; what somebody is not interested in is none.
      if !trigger.code.isA(.disapproval) || condition.slot != .object { arguments += found }
    }
    return TriggerMatch(
      trigger: trigger,
      head: place,
      places: places,
      arguments: arguments.filter { !places.contains($0) }
    )
  }

  /// The word of a compound that the rest of the sentence hangs on: parsers take "ground offensive" either way.
  private func topmost(of places: [Int], at place: Int) -> Int {
    places.first { syntax.isNominal($0) && syntax.head($0).map { !places.contains($0) } ?? true } ?? place
  }

  private func fits(_ trigger: Trigger, _ place: Int) -> Bool {
    // Words that stand together as "air strikes" are a noun whatever the tagger says.
    if trigger.wordClass == .noun, trigger.phrase.words.count > 1 { return true }
    let isParticiple =
      syntax.hasShape(.past, at: place) || trigger.wordClass == .verb && syntax.hasShape(.ing, at: place)
    return trigger.wordClass.fits(syntax.tag(place), isParticiple: isParticiple)
  }

  private func places(of trigger: Trigger, at place: Int) -> [Int]? {
    if trigger.wordClass != .verb {
      return words.contiguous(trigger.phrase, endingAt: place).map { Array($0...place) }
    }
    return words.loose(trigger.phrase, startingAt: place, gapMax: Self.gapMax)
  }

  /// The places that fulfil a condition; nil where it is not met.
  private func fulfil(_ condition: Condition, of head: Int, places: [Int]) -> [Int]? {
    guard let wanted = condition.words else {
      return slots.nominals(in: condition.slot, of: head).isEmpty ? [] : nil
    }
    let candidates = candidates(for: condition.slot, of: head, places: places)
    let found = candidates.filter { place in
      wanted.matches(at: place, in: words) || condition.kind.map { mentions.isA($0, at: place) } == true
    }
    if condition.isNegated { return found.isEmpty ? [] : nil }
    if found.isEmpty { return nil }
    return condition.slot == .beside || condition.slot == .governor || condition.slot == .subject ? [] : found
  }

  private func candidates(for slot: Slot, of head: Int, places: [Int]) -> [Int] {
    if slot == .beside {
      return (max(0, head - Self.besideMax)..<min(words.count, head + Self.besideMax + 1)).filter {
        !places.contains($0)
      }
    }
    return slots.nominals(in: slot, of: head).flatMap(syntax.conjuncts).flatMap(partitive)
  }

  /// A nominal and, where it only counts or measures, what it counts: "members of the mission", "work of the embassy".
  private func partitive(_ place: Int) -> [Int] {
    [place] + slots.nominals(in: .preposition(syntax.lexicon.of), of: place)
      + slots.nominals(in: .modifier, of: place).filter(syntax.isNominal)
  }
}
