#include "language_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The tables are made of whole cache lines.
_Alignas(64) static const unsigned char english_parser_weights_bytes[] = {
#embed "data/language/en/parser.weights"
};
EMBEDDED_FILE(english_parser_weights)

static const unsigned char english_word_classes_bytes[] = {
#embed "data/language/en/word.classes"
};
EMBEDDED_FILE(english_word_classes)
