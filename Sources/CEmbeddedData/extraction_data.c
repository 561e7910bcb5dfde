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
