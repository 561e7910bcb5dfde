#include "codes_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char cameo_codes_bytes[] = {
#embed "data/codes/cameo.tsv"
};
EMBEDDED_FILE(cameo_codes)

static const unsigned char code_severities_bytes[] = {
#embed "data/codes/severity.tsv"
};
EMBEDDED_FILE(code_severities)

static const unsigned char plover_categories_bytes[] = {
#embed "data/codes/categories.tsv"
};
EMBEDDED_FILE(plover_categories)

static const unsigned char code_traits_bytes[] = {
#embed "data/codes/traits.tsv"
};
EMBEDDED_FILE(code_traits)

static const unsigned char code_phrases_bytes[] = {
#embed "data/codes/phrases.tsv"
};
EMBEDDED_FILE(code_phrases)
