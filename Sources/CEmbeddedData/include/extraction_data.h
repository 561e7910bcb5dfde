#pragma once
#include "embedded.h"

// Names of months and time zones.
EmbeddedFile date_words(void);

// Query parameters that are no part of an article's address.
EmbeddedFile tracking_parameters(void);

// Words of class names by what they say about an element, and how page furniture begins.
EmbeddedFile class_words(void);
EmbeddedFile furniture_phrases(void);

// Lines that stand among paragraphs and are none.
EmbeddedFile furniture_lines(void);

// The trees of the block model.
EmbeddedFile block_model(void);

// Wire agencies by their spellings, and what pages that are no article say.
EmbeddedFile agencies_list(void);
EmbeddedFile page_kind_phrases(void);
