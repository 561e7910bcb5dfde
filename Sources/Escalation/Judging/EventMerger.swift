import EventCodes
import Model

/// Joins what tells the same act: headline, lead, quotation, caption.
struct EventMerger: Sendable {
  /// How many sentences apart a generic word ("the attack") still means the specific act told before it.
  private static let sentencesMax = 2

  /// The acts with repetitions folded into the first mention, in the order of the article.
  func merge(_ acts: [CodedAct]) -> [CodedAct] {
    let ordered = acts.sorted { $0.order < $1.order }
    let outlines = ordered.map(Outline.init)
    // Acts are large: only where their outlines allow it are two of them looked at.
    let specific = ordered.indices.filter { other in
      !ordered.indices.contains { one in
        outlines[one].mayAbsorb(outlines[other]) && absorbs(ordered[one], ordered[other])
      }
    }
    var kept: [CodedAct] = []
    for index in specific {
      let outcomes = ordered.indices.filter { outlines[index].mayAbsorb(outlines[$0]) }
      let act = enriched(ordered[index], from: outcomes.map { ordered[$0] })
      if let place = kept.firstIndex(where: { isSame($0, act) }) {
        kept[place] = joined(kept[place], act)
      } else {
        kept.append(act)
      }
    }
    return kept
  }

  // MARK: The same act by another word

  /// What of an act tells whether it may absorb another.
  private struct Outline {
    let sentence: Int
    let isViolent: Bool
    let specificity: Specificity
    let isExpulsion: Bool
    let isRupture: Bool

    init(_ act: CodedAct) {
      sentence = act.order.0
      isViolent = act.event.code.isA(.violence)
      specificity = act.specificity
      isExpulsion = act.event.code.isA(.deportation)
      isRupture = act.event.code.isA(.diplomaticRupture)
    }

    func mayAbsorb(_ other: Self) -> Bool {
      if other.isExpulsion, isRupture { return true }
      return isViolent && other.isViolent && specificity > other.specificity
        && abs(sentence - other.sentence) <= EventMerger.sentencesMax
    }
  }

  /// True where an act says by a general word or by its outcome what another says by its kind, as their outlines allow.
  private func absorbs(_ one: CodedAct, _ other: CodedAct) -> Bool {
    if other.event.code.isA(.deportation) { return actorsFit(one, other) && targetsFit(one, other) }
    guard one.event.offset != other.event.offset || one.event.part != other.event.part else { return false }
    return other.specificity == .outcome
      ? actorsFit(one, other)
      : one.event.status == other.event.status && actorsFit(one, other) && targetsFit(one, other)
  }

  private func actorsFit(_ one: CodedAct, _ other: CodedAct) -> Bool {
    one.actorIsFromScene || other.actorIsFromScene || fits(one.event.actor, other.event.actor)
  }

  private func targetsFit(_ one: CodedAct, _ other: CodedAct) -> Bool {
    one.targetIsFromScene || other.targetIsFromScene || fits(one.event.target, other.event.target)
  }

  /// An act with the sides that its outcome names: "a bomb exploded, killing three soldiers", "a US drone killed two in an
  /// attack".
  private func enriched(_ act: CodedAct, from outcomes: [CodedAct]) -> CodedAct {
    var act = act
    for outcome in outcomes where absorbs(act, outcome) {
      act.standing = max(act.standing, outcome.standing)
      act.event.grounds.main = act.main ?? outcome.main
      if act.actorIsFromScene, !outcome.actorIsFromScene {
        act.event.actor = outcome.event.actor
        act.event.grounds.actor = outcome.event.grounds.actor
        act.actorIsFromScene = false
      }
      guard act.targetIsFromScene, !outcome.targetIsFromScene else { continue }
      act.event.target = outcome.event.target
      act.event.grounds.target = outcome.event.grounds.target
      act.targetIsFromScene = false
    }
    return act
  }

  // MARK: The same act by the same word

  private func isSame(_ one: CodedAct, _ other: CodedAct) -> Bool {
    let (first, second) = (one.event, other.event)
    guard first.code.root == second.code.root, statusesFit(first.status, second.status),
      datesFit(first, second)
    else { return false }
    return actorsFit(one, other) && targetsFit(one, other) && !crosses(first, second)
  }

  /// True for the two directions of one mutual act.
  private func crosses(_ one: Event, _ other: Event) -> Bool {
    one.offset == other.offset && one.part == other.part && one.actor == other.target
      && one.target == other.actor
  }

  /// A plan in the headline and the deed in the lead are one act only where both are current.
  private func statusesFit(_ one: EventStatus, _ other: EventStatus) -> Bool { one == other }

  private func datesFit(_ one: Event, _ other: Event) -> Bool {
    guard let first = one.date, let second = other.date, let start = first.first, let end = first.last,
      let otherStart = second.first, let otherEnd = second.last
    else { return true }
    return start <= otherEnd && otherStart <= end
  }

  /// The same participant, or one of them unnamed, or one of them people of the other.
  private func fits(_ one: Participant?, _ other: Participant?) -> Bool {
    guard case .named(let actor, let role) = one, case .named(let otherActor, let otherRole) = other else {
      return true
    }
    return actor == otherActor && (role == otherRole || role == nil || otherRole == nil)
  }

  private func joined(_ kept: CodedAct, _ repeated: CodedAct) -> CodedAct {
    var kept = kept
    if kept.actorIsFromScene, !repeated.actorIsFromScene {
      kept.event.actor = repeated.event.actor
      kept.event.grounds.actor = repeated.event.grounds.actor
      kept.actorIsFromScene = false
    }
    if kept.targetIsFromScene, !repeated.targetIsFromScene {
      kept.event.target = repeated.event.target
      kept.event.grounds.target = repeated.event.grounds.target
      kept.targetIsFromScene = false
    }
    kept.standing = max(kept.standing, repeated.standing)
    kept.event.grounds.main = kept.main ?? repeated.main
    if repeated.newsProbability > kept.newsProbability {
      kept.newsProbability = repeated.newsProbability
      kept.event.grounds.news = repeated.event.grounds.news
    }
    if kept.event.date == nil {
      kept.event.date = repeated.event.date
      kept.event.grounds.date = repeated.event.grounds.date
    }
    if repeated.event.code.isCloser(than: kept.event.code) {
      kept.event.code = repeated.event.code
      kept.event.category = repeated.event.category
      kept.event.goldstein = repeated.event.goldstein
    }
    if repeated.event.severity.value > kept.event.severity.value {
      kept.event.severity = repeated.event.severity
    }
    return kept
  }
}
