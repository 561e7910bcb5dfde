#pragma once
#include "embedded.h"

// English words in the classes that sentence scoring asks for.
EmbeddedFile english_summary_words(void);
// Phrases of English page furniture, with where in a sentence they stand.
EmbeddedFile english_furniture(void);
// Weights of the sentence ranker: feature, weight.
EmbeddedFile summary_weights(void);
// What English news counts: words of the things counted, of numbers and of hedges.
EmbeddedFile english_counted(void);
