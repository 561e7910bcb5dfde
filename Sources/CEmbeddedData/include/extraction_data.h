#pragma once
#include "embedded.h"

// Names of months and time zones.
EmbeddedFile date_words(void);

// Query parameters that are no part of an article's address.
EmbeddedFile tracking_parameters(void);
