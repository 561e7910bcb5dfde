import LinearModels
import Model

/// What speaks for and against two standing on the sides of one act together, as named features.
struct SidePairFeatures: Sendable {
  /// The root of the act, and whether its trigger is a noun, an active or a passive verb.
  let root: String
  let form: String
  /// The trigger's place.
  let head: Int
  let tally: SideTally
  /// The rules' answer for both sides.
  let ruled: SideRanking.Pair

  /// The features of an actor with a target.
  func bag(_ actor: SideFacts, _ target: SideFacts, named: Bool) -> FeatureBag {
    var bag = FeatureBag(named: named)
    let kinds = "\(actor.kind) \(target.kind)"
    bag.add("pair kinds", kinds)
    bag.add("pair kinds in root", "\(kinds) \(root)")
    bag.add("pair regions", "\(actor.region) \(target.region)")
    bag.add("pair of rules", "\(actor.rank) \(target.rank)")
    if actor.place != nil, target.place != nil {
      bag.add("pair distances", "\(actor.distance) \(target.distance)")
      bag.add("pair paths", "\(actor.path) and \(target.path)")
      let order = order(actor, target)
      bag.add("pair order", "\(form) \(order)")
      bag.add("pair order in root", "\(root) \(order)")
    }
    addKinship(actor, target, kinds, &bag)
    addElsewhere(actor, target, &bag)
    return bag
  }

  private func addKinship(_ actor: SideFacts, _ target: SideFacts, _ kinds: String, _ bag: inout FeatureBag) {
    guard case .named(let actorName, let actorRole)? = actor.participant,
      case .named(let targetName, let targetRole)? = target.participant
    else { return }
    if actorName == targetName, actorRole == targetRole {
      bag.add("pair of one and the same", actor.kind)
    } else if actorName == targetName {
      bag.add("pair of one country", kinds)
      bag.add("pair of one country in root", "\(kinds) \(root)")
    } else if let actorHome = actor.home, actorHome == target.home {
      bag.add("pair of one home", kinds)
      bag.add("pair of one home in root", "\(kinds) \(root)")
    }
  }

  private func addElsewhere(_ actor: SideFacts, _ target: SideFacts, _ bag: inout FeatureBag) {
    guard let one = actor.participant, let other = target.participant, one.isNamed, other.isNamed else {
      return
    }
    let (told, turned) = (
      tally.count(one, against: other, beside: ruled), tally.count(other, against: one, beside: ruled)
    )
    bag.add("pair elsewhere", "\(SideFacts.often(told)) \(SideFacts.often(turned))")
    if target.isRuledActor, actor.isRuledTarget { bag.add("pair turned around", form) }
  }

  /// The order in which actor, target and trigger stand.
  private func order(_ actor: SideFacts, _ target: SideFacts) -> String {
    let marks: [(Int, String)] = [(actor.place ?? 0, "actor"), (target.place ?? 0, "target"), (head, "act")]
    return marks.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: " ")
  }
}

/// What is known of a candidate for a side, as pairs of them are compared.
struct SideFacts: Sendable {
  let participant: Participant?
  /// What it is, in a word or two.
  let kind: String
  /// The country or group that it belongs to; nil where it is nobody's.
  let home: String?
  /// Whether the rules name it for the side: `first`, `further`, `no`.
  let rank: String
  /// Where the text brings it: the nearest of slot, phrase, sentence, title, before, scene, none.
  let region: String
  /// Its place in the sentence with its path and distance to the trigger, of its first mention there; nil where it has none.
  let place: Int?
  let path: String
  let distance: String
  /// Whether the rules name it as actor, and as target.
  let isRuledActor: Bool
  let isRuledTarget: Bool

  /// A number of acts in a word.
  static func often(_ count: Int) -> String {
    switch count {
    case ...0: "never"
    case 1: "once"
    case 2...3: "sometimes"
    default: "often"
    }
  }
}
