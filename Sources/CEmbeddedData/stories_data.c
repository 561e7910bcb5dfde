#include "stories_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_rarity_bytes[] = {
#embed "data/stories/en/rarity.tsv"
};
EMBEDDED_FILE(english_rarity)

static const unsigned char english_story_words_bytes[] = {
#embed "data/stories/en/words.tsv"
};
EMBEDDED_FILE(english_story_words)

static const unsigned char publisher_families_bytes[] = {
#embed "data/stories/publishers.tsv"
};
EMBEDDED_FILE(publisher_families)

static const unsigned char news_agencies_bytes[] = {
#embed "data/stories/agencies.tsv"
};
EMBEDDED_FILE(news_agencies)

static const unsigned char english_chain_phrases_bytes[] = {
#embed "data/stories/en/chains.tsv"
};
EMBEDDED_FILE(english_chain_phrases)

static const unsigned char story_weights_bytes[] = {
#embed "data/stories/weights.tsv"
};
EMBEDDED_FILE(story_weights)
