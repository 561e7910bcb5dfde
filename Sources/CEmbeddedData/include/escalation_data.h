#pragma once
#include "embedded.h"

// English words that carry an act: code, class, frame, needs, words, conditions.
EmbeddedFile english_event_triggers(void);
// Classes of English words that conditions name.
EmbeddedFile english_event_word_classes(void);
// English words that govern an act: kind, class, slots, words.
EmbeddedFile english_event_operators(void);
// Words that say how real an act is: status, place, words.
EmbeddedFile english_event_status_cues(void);
// Fields of news that only sound like conflict: domain, weight, words.
EmbeddedFile english_event_domains(void);
// Named adjustments of severity: factor, change, words.
EmbeddedFile english_event_severity_factors(void);
// English lemmas with the forms that no rule gives.
EmbeddedFile english_event_irregular_forms(void);
// What an operator makes of an act: kind, code, becomes, status. The same in every language.
EmbeddedFile event_complements(void);
// Who stands where: frame, actor slots, target slots, direction, in words. The same in every language.
EmbeddedFile event_frames(void);
