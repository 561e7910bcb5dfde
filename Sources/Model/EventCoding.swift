/// Words that looked like an act and were not coded, with the reason.
package struct RejectedTrigger: Sendable, Hashable, Codable {
  /// The words.
  package var trigger: String
  /// Where they stand.
  package var part: ArticlePart
  /// The trigger's UTF-8 byte offsets in its part.
  package var offset: Range<Int>
  /// In which sentence.
  package var sentence: String
  /// The rule that rejected it, such as `sport` or `no political actor`.
  package var reason: String
  /// The words that made the rule apply, where there are any.
  package var evidence: String?

  /// Makes a rejected trigger.
  package init(
    trigger: String,
    part: ArticlePart,
    offset: Range<Int>,
    sentence: String,
    reason: String,
    evidence: String? = nil
  ) {
    self.trigger = trigger
    self.part = part
    self.offset = offset
    self.sentence = sentence
    self.reason = reason
    self.evidence = evidence
  }
}

/// What the event coder found in one article.
package struct EventCoding: Sendable, Hashable, Codable {
  /// False where nobody looked for events: in a language that is not coded, on a page that is no article. Then an article
  /// has no severity, which is not the same as a severity of 0.
  package var isCoded = true
  /// The main event first, then by place in the article (title before text).
  package var events: [Event]
  /// Words that might have told an act, and why they do not.
  package var rejected: [RejectedTrigger]
  /// Whether an analyst would want an alert for this article.
  package var isEscalatory: Bool
  /// The rule that decided `isEscalatory`, and for an article without events why there are none.
  package var verdict: String
  /// What the article is; nil where nothing was learned of its language.
  package var character: ArticleCharacter?
  /// How likely it wakes an analyst, and what said most for and against; nil where rules alone decided.
  package var alarm: NewsGrounds?

  /// Makes a coding.
  package init(
    events: [Event],
    rejected: [RejectedTrigger],
    isEscalatory: Bool,
    verdict: String,
    character: ArticleCharacter? = nil
  ) {
    self.events = events
    self.rejected = rejected
    self.isEscalatory = isEscalatory
    self.verdict = verdict
    self.character = character
  }

  /// A coding of what is not coded, and why.
  package static func notCoded(_ verdict: String) -> EventCoding {
    var coding = EventCoding(events: [], rejected: [], isEscalatory: false, verdict: verdict)
    coding.isCoded = false
    return coding
  }

  /// The severity of the main current event, 0 without one: what stands beside the news does not make it worse. Nil where
  /// events are not coded.
  package var severity: Double? {
    isCoded ? events.first(where: \.status.isCurrent)?.severity.value ?? 0 : nil
  }
}
