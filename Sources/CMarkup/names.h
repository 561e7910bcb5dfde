// Names of elements and attributes, found by their bytes.
#pragma once
#include "markup.h"

enum { MARKUP_NAME_BYTES_MAX = 32, MARKUP_NAME_SLOTS = 512 };

typedef struct {
  char bytes[MARKUP_NAME_BYTES_MAX];
  uint8_t count;  // 0: the slot is free
  uint8_t index;
} NameSlot;

typedef struct {
  NameSlot slots[MARKUP_NAME_SLOTS];
} NameTable;

struct MarkupNames {
  NameTable tags, attributes;
  NameTable scanned;  // elements that the scan treats in their own way: index below RAW_COUNT raw, else flat
};

// Elements whose contents are no markup of the page: the scan leaves them out with all they hold.
enum { RAW_SCRIPT, RAW_STYLE, RAW_SVG, RAW_IFRAME, RAW_NOEMBED, RAW_NOFRAMES, RAW_COUNT };
extern const char *const raw_element_names[RAW_COUNT];

// The index of a name in any letter case, -1 where it is not in the table.
int name_index(const NameTable *table, const uint8_t *bytes, size_t count);
