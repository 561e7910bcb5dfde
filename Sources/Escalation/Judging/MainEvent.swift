import EventCodes
import Model

/// Puts the event that the article is about first.
enum MainEvent {
  /// The acts with the main one first, then by place in the article.
  static func first(_ acts: [CodedAct]) -> [CodedAct] {
    let ordered = acts.sorted { $0.order < $1.order }
    guard let main = ordered.enumerated().min(by: { rank($0.element) < rank($1.element) }) else { return [] }
    var rest = ordered
    rest.remove(at: main.offset)
    for place in rest.indices { rest[place].event.grounds.main = nil }
    return [main.element] + rest
  }

  /// Lower is more the news: what the article is about, what is current before history, then the likelier and earlier act,
  /// what a sentence tells before its asides, and the trigger nearest to the sentence's root.
  private static func rank(_ act: CodedAct) -> (Int, Double, Int, Int, Int) {
    let status = act.event.status
    let kind = status.isCurrent ? act.main == nil ? 1 : 0 : status == .background ? 3 : 2
    let weight = act.newsProbability * share(act.standing) / (1 + Double(act.order.0) * fading)
    return (kind, -weight, act.order.0, -act.standing.rawValue, act.depth)
  }

  /// What a sentence tells itself is more the news than what it reacts to: "shuts its mission after expulsion of envoys".
  private static func share(_ standing: Standing) -> Double {
    switch standing {
    case .main: 1
    case .governed: 0.5
    case .aside: 0.25
    }
  }

  /// How much a sentence's place takes from an act: chosen by cross-validation over outlets.
  private static let fading = 0.03
}

/// Statements, appeals and investigations, which are coded only where nothing else tells the story.
enum ResidualActs {
  /// The acts without those, unless there are no others.
  static func kept(_ acts: [CodedAct]) -> [CodedAct] {
    let others = acts.filter { !$0.event.code.isA(.residual) }
    return others.isEmpty ? Array(acts.prefix(1)) : others
  }
}
