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
