#include "judgement_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char newsworthiness_weights_bytes[] = {
#embed "data/judgement/newsworthiness.tsv"
};
EMBEDDED_FILE(newsworthiness_weights)

static const unsigned char act_weights_bytes[] = {
#embed "data/judgement/acts.tsv"
};
EMBEDDED_FILE(act_weights)

static const unsigned char status_weights_bytes[] = {
#embed "data/judgement/status.tsv"
};
EMBEDDED_FILE(status_weights)

static const unsigned char verdict_weights_bytes[] = {
#embed "data/judgement/verdict.tsv"
};
EMBEDDED_FILE(verdict_weights)

static const unsigned char main_weights_bytes[] = {
#embed "data/judgement/main.tsv"
};
EMBEDDED_FILE(main_weights)

static const unsigned char side_weights_bytes[] = {
#embed "data/judgement/sides.tsv"
};
EMBEDDED_FILE(side_weights)

static const unsigned char section_words_bytes[] = {
#embed "data/judgement/sections.tsv"
};
EMBEDDED_FILE(section_words)

static const unsigned char word_themes_bytes[] = {
#embed "data/judgement/themes.tsv"
};
EMBEDDED_FILE(word_themes)
