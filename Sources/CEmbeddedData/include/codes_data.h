#pragma once
#include "embedded.h"

// Code, Goldstein value, PLOVER category, description.
EmbeddedFile cameo_codes(void);
// Code, base severity where it differs from the Goldstein value, reason.
EmbeddedFile code_severities(void);
// PLOVER category, quad class, description.
EmbeddedFile plover_categories(void);
// Trait, codes that have it, what it says.
EmbeddedFile code_traits(void);
// Code, the act in the third person.
EmbeddedFile code_phrases(void);
