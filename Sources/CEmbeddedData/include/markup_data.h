#pragma once
#include "embedded.h"

// iconv's names of encodings and the labels that pages use for them.
EmbeddedFile charset_labels(void);
