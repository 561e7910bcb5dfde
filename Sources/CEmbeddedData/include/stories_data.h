#pragma once
#include "embedded.h"

// How rare English stems are in news: class, stems.
EmbeddedFile english_rarity(void);
// What the parts of a news story are called in English: weekdays, months, number words, agencies.
EmbeddedFile english_story_words(void);
// Publisher families: owner, registrable domains.
EmbeddedFile publisher_families(void);
// News agencies: name, how credits write it.
EmbeddedFile news_agencies(void);
// Phrases that tie an act to the act it answers.
EmbeddedFile english_chain_phrases(void);
// The learned weights of what tells whether an article is of a story's event.
EmbeddedFile story_weights(void);
