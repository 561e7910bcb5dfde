package import Model

// How codes and events are told to a person: in words, the code beside them and never alone.

extension EventCode {
  /// The act in the third person: `expels or withdraws diplomats`; the code itself where the codebook has none.
  package var phrase: String { Codebook.standard.entry(self)?.phrase ?? rawValue }

  /// The act and its code: `expels or withdraws diplomats (161)`.
  package var words: String { "\(phrase) (\(rawValue))" }

  /// A written code in words, or the text as it is where it is none.
  package static func words(_ written: String) -> String { EventCode(rawValue: written)?.words ?? written }
}

extension Participant? {
  /// The name, `unknown` for somebody whom the text does not name, `nobody` where no one is on this side.
  package var shown: String { self?.name ?? "nobody" }
}

extension Event {
  /// Who does what to whom: `Russia → NATO: expels or withdraws diplomats`.
  package var headline: String { "\(sides): \(code.phrase)" }

  /// The same with the code: `Russia → NATO: expels or withdraws diplomats (161)`.
  package var words: String { "\(sides): \(code.words)" }

  /// Both sides; the actor alone where nobody is its target.
  private var sides: String { target.map { "\(actor.shown) → \($0.name)" } ?? actor.shown }
}

extension StoryNews {
  /// `a new kind of act: reduces relations (16)`, `severity rises from medium to high`, `17 killed, where it said 6 killed`.
  package var words: String {
    switch kind {
    case .newCode: "a new kind of act: \(EventCode.words(told))"
    case .higherBand: "severity rises from \(before ?? "none") to \(told)"
    case .changedNumber: "\(told), where it said \(before ?? "nothing")"
    }
  }
}

extension SourceGroup {
  /// `BBC (a2, a5: publisher BBC)`.
  package var words: String {
    let name = names.isEmpty ? "no outlet" : names.joined(separator: " / ")
    let ids = articles.map { RecordID(.article, $0).description }.joined(separator: ", ")
    return reasons.isEmpty ? "\(name) (\(ids))" : "\(name) (\(ids): \(reasons.joined(separator: ", ")))"
  }
}
