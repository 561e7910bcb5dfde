#include "markup_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char charset_labels_bytes[] = {
#embed "data/markup/charset-labels.tsv"
};
EMBEDDED_FILE(charset_labels)
