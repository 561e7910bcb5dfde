#include "extraction_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char date_words_bytes[] = {
#embed "data/extraction/date-words.tsv"
};
EMBEDDED_FILE(date_words)

static const unsigned char tracking_parameters_bytes[] = {
#embed "data/extraction/tracking-parameters.txt"
};
EMBEDDED_FILE(tracking_parameters)

static const unsigned char class_words_bytes[] = {
#embed "data/extraction/class-words.tsv"
};
EMBEDDED_FILE(class_words)

static const unsigned char furniture_phrases_bytes[] = {
#embed "data/extraction/furniture-phrases.txt"
};
EMBEDDED_FILE(furniture_phrases)

static const unsigned char block_model_bytes[] = {
#embed "data/extraction/block-model.tsv"
};
EMBEDDED_FILE(block_model)

static const unsigned char agencies_list_bytes[] = {
#embed "data/extraction/agencies.tsv"
};
EMBEDDED_FILE(agencies_list)

static const unsigned char page_kind_phrases_bytes[] = {
#embed "data/extraction/page-kind-phrases.tsv"
};
EMBEDDED_FILE(page_kind_phrases)

static const unsigned char furniture_lines_bytes[] = {
#embed "data/extraction/furniture-lines.tsv"
};
EMBEDDED_FILE(furniture_lines)
