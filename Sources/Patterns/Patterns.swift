// The room for regular expressions that a person types: PCRE2 with limits, so that no pattern can stall the desk.
//
// What belongs here: compiling a pattern and looking for it in a text. What a match means belongs to Alerting.
