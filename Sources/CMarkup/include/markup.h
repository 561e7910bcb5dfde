// HTML as flat arrays: a byte scan that makes a page safe and small for libxml2, then libxml2's own tree, in preorder.
//
// No header of libxml2 is included here, so that Swift never sees them (its ICU headers clash with Foundation's).
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The element and attribute names that the caller wants to tell apart. Made once, read from any thread.
typedef struct MarkupNames MarkupNames;

// A node in document order. Its descendants are the nodes from its own index + 1 up to `end`.
typedef struct {
  int32_t parent;  // -1 for a root
  int32_t end;     // index after the last descendant
  int32_t start;   // text: offset in the pool; element: index of the first attribute
  int32_t count;   // text: bytes; element: number of attributes
  uint8_t tag;     // index of the element's name; 0 for text, 1 for a name not in the list
} MarkupNode;

typedef struct {
  int32_t start;  // offset of the decoded value in the pool
  int32_t count;  // bytes
  uint8_t name;   // index of the attribute's name
} MarkupAttribute;

// A script that was left out of the tree: where its contents and its type attribute stand in the page's bytes.
typedef struct {
  size_t start, count;
  size_t type_start, type_count;
} MarkupScript;

typedef struct {
  MarkupNode *_Nullable nodes;
  size_t node_count;
  MarkupAttribute *_Nullable attributes;
  size_t attribute_count;
  uint8_t *_Nullable pool;  // UTF-8: text with its white space collapsed, and attribute values
  size_t pool_count;
  MarkupScript *_Nullable scripts;
  size_t script_count;
  bool truncated;  // a limit was met, and what came after is missing
  bool broken;     // a feed whose tags did not balance
} MarkupTree;

typedef struct {
  size_t node_count_max;
  size_t depth_max;            // deeper elements lose their tags and keep their text
  size_t attribute_bytes_max;  // longer values are left out
} MarkupLimits;

// Names in lower case; index 0 and 1 of the tags stand for text and for any other name. Null when memory runs out.
MarkupNames *_Nullable markup_names_make(
    const char *_Nonnull const *_Nonnull tags, size_t tag_count,
    const char *_Nonnull const *_Nonnull attributes, size_t attribute_count);

// Parses a page of valid UTF-8 without null bytes. Null when memory runs out; free the tree with markup_free.
MarkupTree *_Nullable markup_parse(
    const uint8_t *_Nonnull bytes, size_t count, const MarkupNames *_Nonnull names, MarkupLimits limits);

// Parses a feed of valid UTF-8 without null bytes, whose names are those of the tables with the usual prefixes
// (`atom:link`, `dc:creator`); names without one are those of RSS. Entities are not expanded, and libxml2's own bounds
// hold. Null when memory runs out; free the tree with markup_free.
MarkupTree *_Nullable markup_parse_feed(
    const uint8_t *_Nonnull bytes, size_t count, const MarkupNames *_Nonnull names, MarkupLimits limits);

void markup_free(MarkupTree *_Nullable tree);

// Seconds of this thread's CPU in which libxml2's own tree of the same bytes is made and freed: what the benchmark
// divides by.
double markup_bare_parse_seconds(const uint8_t *_Nonnull bytes, size_t count);

// Decodes `bytes` from an encoding that iconv knows to UTF-8; wrong bytes become U+FFFD.
// Null when the encoding is unknown or memory runs out; free the result with free().
uint8_t *_Nullable markup_decode(
    const uint8_t *_Nonnull bytes, size_t count, const char *_Nonnull encoding, size_t *_Nonnull decoded_count);
