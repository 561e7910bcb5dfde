// The scan of a feed: characters in one file, tags and their balance in another.
#pragma once
#include "scan.h"

enum {
  FEED_DEPTH_MAX = 240,  // libxml2 stops at 256
  // Real feeds write some ten namespaces on their root and five attributes on a tag; libxml2 is quadratic in them.
  FEED_ATTRIBUTES_MAX = 64
};

typedef struct {
  const uint8_t *name;
  size_t count;
} OpenElement;

typedef struct {
  const uint8_t *at, *end;
  ByteBuffer out;
  OpenElement open[FEED_DEPTH_MAX];
  size_t depth, dropped_depth;
  bool root_has_ended;
  bool is_hostile, is_broken;
} FeedScan;

// A character as libxml2 reads it in text and in values; what XML does not allow is left out.
void feed_emit_scalar(FeedScan *scan, uint32_t scalar);

// One character of text or of a value, references resolved.
void feed_character(FeedScan *scan);

// The tag that begins here, so that tags balance: what was never closed is closed where its holder ends, a lone end is left
// out. False where no tag begins here after all.
bool feed_tag(FeedScan *scan);

// Ends what is still open.
void feed_close_all(FeedScan *scan);
