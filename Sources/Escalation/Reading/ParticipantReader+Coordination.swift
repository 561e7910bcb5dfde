import Actors
import Model

// Several sides that share one noun.
extension ParticipantReader {
  /// "British and EU negotiators": the adjectives before the last owner name sides of the same role.
  func coordinatedOwners(of place: Int) -> [Side] {
    guard let last = mentions.mention(at: place) ?? owner(of: place) else { return [] }
    let first = mentions.firstPlace(of: last)
    guard first >= 2, syntax.isA(.and, at: first - 1), let other = mentions.mention(at: first - 2),
      other.form == .adjective || other.form == .name, let actor = other.actor,
      last.role?.roleClass == .state || other.form == .adjective
    else { return [] }
    return [
      Side(
        participant: Participant(actor: actor, role: last.role?.people),
        ground: ParticipantGround(mention: mentions.text(of: other), rule: other.rule),
        isPolitical: true
      )
    ]
  }

  /// "The presidents of Iraq and Egypt": so do the names after the first behind it.
  func ownersBehind(_ place: Int) -> [Side] {
    let role = role(of: place)
    let others = slots.nominals(in: .preposition(lexicon.of), of: place).flatMap {
      syntax.conjuncts(of: $0).dropFirst()
    }
    return others.compactMap { other in
      mentions.mention(at: other).flatMap { $0.actor == nil ? nil : named($0, role: role, at: place) }
    }
  }
}
