#include "summarization_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_summary_words_bytes[] = {
#embed "data/summarization/en/words.tsv"
};
EMBEDDED_FILE(english_summary_words)

static const unsigned char english_furniture_bytes[] = {
#embed "data/summarization/en/furniture.tsv"
};
EMBEDDED_FILE(english_furniture)

static const unsigned char summary_weights_bytes[] = {
#embed "data/summarization/weights.tsv"
};
EMBEDDED_FILE(summary_weights)

static const unsigned char english_counted_bytes[] = {
#embed "data/summarization/en/counted.tsv"
};
EMBEDDED_FILE(english_counted)
