#pragma once
#include "embedded.h"

// Learned weights of what an article is.
EmbeddedFile newsworthiness_weights(void);
// Learned weights of what a candidate is.
EmbeddedFile act_weights(void);
EmbeddedFile side_weights(void);
// Learned weights of how real an act is.
EmbeddedFile status_weights(void);
// Learned weights of which candidate is what an article is about.
EmbeddedFile main_weights(void);
// Learned weights of the verdict on a whole article.
EmbeddedFile verdict_weights(void);
// What the names of sections say of an article.
EmbeddedFile section_words(void);
// Learned themes of words.
EmbeddedFile word_themes(void);
