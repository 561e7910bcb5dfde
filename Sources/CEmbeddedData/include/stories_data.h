#pragma once
#include "embedded.h"

// How rare English stems are in news: class, stems.
EmbeddedFile english_rarity(void);
// What the parts of a news story are called in English: weekdays, months, number words, agencies.
EmbeddedFile english_story_words(void);
