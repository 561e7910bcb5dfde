internal import CEmbeddedData

extension DataFile {
  /// English words that carry an act: code, class, frame, needs, words, conditions.
  package static let englishEventTriggers = DataFile(english_event_triggers())
  /// Classes of English words that the conditions of triggers name.
  package static let englishEventWordClasses = DataFile(english_event_word_classes())
  /// English words that govern an act: kind, class, slots, words.
  package static let englishEventOperators = DataFile(english_event_operators())
  /// English words that say how real an act is: status, place, words.
  package static let englishEventStatusCues = DataFile(english_event_status_cues())
  /// Fields of news whose English words only sound like conflict: domain, weight, words.
  package static let englishEventDomains = DataFile(english_event_domains())
  /// Named adjustments of severity: factor, change, words.
  package static let englishEventSeverityFactors = DataFile(english_event_severity_factors())
  /// English lemmas with the forms that no rule gives.
  package static let englishEventIrregularForms = DataFile(english_event_irregular_forms())
  /// What an operator makes of the act that it governs: kind, code, becomes, status.
  package static let eventComplements = DataFile(event_complements())
  /// Who stands where around a trigger: frame, actor slots, target slots, direction, in words.
  package static let eventFrames = DataFile(event_frames())
}
