import EventCodes
import Model

/// What a text says right after a dated step into the past belongs to that past: "annexed the region in 2014. … NATO
/// condemned the action".
struct BackgroundRun: Sendable {
  /// The news stands first; from this sentence on a text may tell history.
  private let firstSentence = 4
  /// How many sentences such a step carries.
  private let sentencesMax = 5

  /// The acts with undated words of a run into the past made background.
  func settled(_ acts: [CodedAct]) -> [CodedAct] {
    acts.map { act in
      guard act.event.status == .realised, act.event.date == nil,
        !act.event.code.isA(.escalation),
        let index = act.event.sentenceIndex, index >= firstSentence, let step = step(before: index, in: acts)
      else { return act }
      var act = act
      act.event.status = .background
      act.event.grounds.status =
        "after \(step.event.grounds.date ?? step.event.trigger): goes on telling the past"
      return act
    }
  }

  /// The nearest dated act before a sentence, where it is background.
  private func step(before index: Int, in acts: [CodedAct]) -> CodedAct? {
    let before = acts.filter { act in
      guard let place = act.event.sentenceIndex else { return false }
      return act.event.date != nil && place < index && index - place <= sentencesMax
    }
    let nearest = before.max { $0.order < $1.order }
    return nearest?.event.status == .background ? nearest : nil
  }
}
