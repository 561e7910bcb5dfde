#include "text_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_stop_words_bytes[] = {
#embed "data/text/en/stop-words.txt"
};
EMBEDDED_FILE(english_stop_words)
