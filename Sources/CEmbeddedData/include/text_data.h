#pragma once
#include "embedded.h"

// One function word a line, English.
EmbeddedFile english_stop_words(void);
