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
    return [main.element] + rest
  }

  /// Lower is more the news: what is current before history, then the earlier sentence, what it tells before asides, and
  /// the trigger nearest to the sentence's root.
  private static func rank(_ act: CodedAct) -> (Int, Int, Int, Int) {
    (act.event.status == .background ? 1 : 0, act.order.0, -act.standing.rawValue, act.depth)
  }
}

/// Statements, appeals and investigations, which are coded only where nothing else tells the story.
enum ResidualActs {
  /// The acts without those, unless there are no others.
  static func kept(_ acts: [CodedAct]) -> [CodedAct] {
    let others = acts.filter { !$0.event.code.isA(.residual) }
    return others.isEmpty ? Array(acts.prefix(1)) : others
  }
}
