#pragma once
#include "embedded.h"

// The weights of the English tagger and parser; README.md beside them tells where they come from.
EmbeddedFile english_parser_weights(void);

// WordNet's classes of English words; README.md beside them tells the form, LICENSE-WordNet.txt the terms.
EmbeddedFile english_word_classes(void);
