// The byte scan before libxml2: what is never read is left out, and what could hurt is bounded.
#pragma once
#include "names.h"

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
  bool failed;  // memory ran out
} ByteBuffer;

void buffer_append(ByteBuffer *buffer, const uint8_t *bytes, size_t count);

typedef struct {
  ByteBuffer page;  // for libxml2
  MarkupScript *scripts;
  size_t script_count, script_capacity;
  bool failed;
} ScannedPage;

// Copies a page without comments, declarations, the contents of scripts, styles, drawings and frames, attributes that
// are not in `names`, and tags that nest too deep. One pass: linear whatever the page holds.
ScannedPage scan_page(const uint8_t *bytes, size_t count, const MarkupNames *names, MarkupLimits limits);

typedef struct {
  ByteBuffer feed;
  bool is_hostile;  // a tag has more attributes than any feed's: the copy ends there
  bool is_broken;   // tags did not balance, and were made to
} ScannedFeed;

// Copies a feed without its document type, comments and processing instructions, its tags balanced, with each reference to
// a character resolved and every other `&` and stray `<` made text, so that no entity is ever declared or expanded. One pass.
ScannedFeed scan_feed(const uint8_t *bytes, size_t count);
