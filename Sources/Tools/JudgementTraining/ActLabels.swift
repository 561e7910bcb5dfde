internal import Escalation
internal import Model
internal import Text

/// What annotation says of a candidate.
enum ActLabels {
  /// The class of a candidate by `ActClass.names`; nil where annotation leaves it open.
  static func label(of act: SurveyedAct, in example: Example) -> Int? {
    if let event = event(of: act, in: example) {
      guard event.status.isCurrent else { return index(ActClass.unreal) }
      return index(event.root < 10 ? ActClass.cooperation : String(event.root))
    }
    return unmatched(act, example)
  }

  /// The status that annotators gave a candidate's act.
  static func status(of act: SurveyedAct, in example: Example) -> Int? {
    event(of: act, in: example).flatMap { EventStatus.allCases.firstIndex(of: $0.status) }
  }

  /// The annotated pairs of sides of a candidate's act: of one root at the same words.
  static func pairs(of act: SurveyedAct, in example: Example) -> [Example.JudgedEvent] {
    guard let best = event(of: act, in: example) else { return [] }
    return example.judgement.events.filter { $0.root == best.root && overlaps(act, $0.phrase, example) }
  }

  /// The annotated act that a candidate tells: their words overlap; of several the one of its root, then a current one.
  private static func event(of act: SurveyedAct, in example: Example) -> Example.JudgedEvent? {
    let root = act.event.code.rootNumber
    let found = example.judgement.events.filter { overlaps(act, $0.phrase, example) }
    return found.max { worth($0, root) < worth($1, root) }
  }

  private static func worth(_ event: Example.JudgedEvent, _ root: Int) -> Int {
    (event.root == root ? 2 : 0) + (event.status.isCurrent ? 1 : 0)
  }

  /// One act told several times is annotated once. In a lead, another candidate of an annotated root tells it again; in a
  /// whole article it may be another act, so nothing is learned from it.
  private static func unmatched(_ act: SurveyedAct, _ example: Example) -> Int? {
    let root = act.event.code.rootNumber
    let same = example.judgement.events.filter { $0.root == root && root >= 10 }
    if same.contains(where: \.status.isCurrent) { return example.isLead ? index(String(root)) : nil }
    if !same.isEmpty, example.isLead { return index(ActClass.unreal) }
    return index(ActClass.none)
  }

  private static func index(_ name: String) -> Int? { ActClass.names.firstIndex(of: name) }

  private static func overlaps(_ act: SurveyedAct, _ phrase: String, _ example: Example) -> Bool {
    guard !phrase.isEmpty,
      let bytes = act.event.part == .title ? example.article.title?.bytes : example.article.body.bytes
    else { return false }
    let wanted = Array(phrase.utf8)
    let offset = act.event.offset
    let first = max(0, offset.lowerBound - wanted.count + 1)
    let last = min(offset.upperBound - 1, bytes.count - wanted.count)
    guard first <= last else { return false }
    return (first...last).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
