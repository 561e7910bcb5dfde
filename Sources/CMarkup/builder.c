#include "builder.h"

#include <stdlib.h>
#include <string.h>

void builder_stop(Builder *builder) {
  builder->tree->truncated = true;
  xmlStopParser(builder->parser);
}

static MarkupNode *append_node(Builder *builder, uint8_t tag) {
  MarkupTree *tree = builder->tree;
  if (tree->node_count >= builder->limits.node_count_max) {
    builder_stop(builder);
    return NULL;
  }
  if (tree->node_count == builder->node_capacity) {
    size_t capacity = builder->node_capacity * 2 + 1024;
    MarkupNode *grown = realloc(tree->nodes, capacity * sizeof *grown);
    if (!grown) {
      builder_stop(builder);
      return NULL;
    }
    tree->nodes = grown;
    builder->node_capacity = capacity;
  }
  int32_t index = (int32_t)tree->node_count++;
  MarkupNode *node = &tree->nodes[index];
  *node = (MarkupNode){.parent = builder->depth ? builder->open[builder->depth - 1] : -1, .end = index + 1, .tag = tag};
  return node;
}

MarkupNode *builder_open(Builder *builder, uint8_t tag) {
  if (builder->depth == STACK_DEPTH_MAX) {
    builder_stop(builder);
    return NULL;
  }
  builder->text_is_open = false;
  MarkupNode *node = append_node(builder, tag);
  if (!node) return NULL;
  node->start = (int32_t)builder->tree->attribute_count;
  builder->open[builder->depth++] = (int32_t)(node - builder->tree->nodes);
  return node;
}

void builder_add_attribute(Builder *builder, MarkupNode *node, uint8_t name, const uint8_t *value, size_t count) {
  MarkupTree *tree = builder->tree;
  if (tree->attribute_count == builder->attribute_capacity) {
    size_t capacity = builder->attribute_capacity * 2 + 1024;
    MarkupAttribute *grown = realloc(tree->attributes, capacity * sizeof *grown);
    if (!grown) return builder_stop(builder);
    tree->attributes = grown;
    builder->attribute_capacity = capacity;
  }
  tree->attributes[tree->attribute_count++] =
      (MarkupAttribute){.start = (int32_t)builder->pool.count, .count = (int32_t)count, .name = name};
  if (count) buffer_append(&builder->pool, value, count);
  node->count++;
}

void builder_close(Builder *builder) {
  builder->text_is_open = false;
  if (!builder->depth) return;
  MarkupNode *node = &builder->tree->nodes[builder->open[--builder->depth]];
  node->end = (int32_t)builder->tree->node_count;
}

// What a character becomes in text.
typedef struct {
  uint8_t count;        // its bytes; 0 for one that stands as it is
  bool is_space;
  const char *written;  // null where nothing is written
} Rewritten;

// The marks that programs write by the numbers of Windows-1252, as UTF-8 (HTML standard, section 13.2.5.80).
static const char *const windows_1252[32] = {
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};

static const char *const ligatures[7] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

// Whether the text so far ends in a script that parts words with a zero-width space: Thai, Lao, Burmese, Khmer.
static bool ends_unspaced(const ByteBuffer *pool, size_t text_start) {
  if (pool->count < text_start + 3) return false;
  const uint8_t *last = pool->bytes + pool->count - 3;
  return (last[0] == 0xE0 && last[1] >= 0xB8 && last[1] <= 0xBB) || (last[0] == 0xE1 && last[1] >= 0x80 && last[1] <= 0x82)
         || (last[0] == 0xE1 && (last[1] == 0x9E || last[1] == 0x9F));
}

// Spaces of any width are one space. What only helps setting type is left out or written out: soft hyphens, zero-width
// characters (joiners only after ASCII, since other scripts and signs need them), ligatures, byte order marks.
static Rewritten rewritten_at(const ByteBuffer *pool, size_t text_start, const uint8_t *bytes, size_t left) {
  static const Rewritten plain = {0};
  if (bytes[0] <= ' ') return (Rewritten){.count = 1, .is_space = true};
  if (bytes[0] == 0xC2 && left > 1) {
    if (bytes[1] == 0xA0) return (Rewritten){.count = 2, .is_space = true};
    if (bytes[1] == 0xAD) return (Rewritten){.count = 2};
    if (bytes[1] < 0xA0) return (Rewritten){.count = 2, .written = windows_1252[bytes[1] - 0x80]};
    return plain;
  }
  if (left < 3) return plain;
  if (bytes[0] == 0xE2 && bytes[1] == 0x80) {
    bool is_space = bytes[2] <= 0x8A || bytes[2] == 0xA8 || bytes[2] == 0xA9 || bytes[2] == 0xAF;
    if (is_space) return (Rewritten){.count = 3, .is_space = true};
    if (bytes[2] == 0x8B && !ends_unspaced(pool, text_start)) return (Rewritten){.count = 3};
    bool is_joiner = bytes[2] == 0x8C || bytes[2] == 0x8D;
    if (is_joiner && pool->count > text_start && pool->bytes[pool->count - 1] < 0x80) return (Rewritten){.count = 3};
    return plain;
  }
  if (bytes[0] == 0xE2 && bytes[1] == 0x81 && bytes[2] == 0xA0) return (Rewritten){.count = 3};
  if (bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF) return (Rewritten){.count = 3};
  if (bytes[0] == 0xEF && bytes[1] == 0xAC && bytes[2] >= 0x80 && bytes[2] <= 0x86)
    return (Rewritten){.count = 3, .written = ligatures[bytes[2] - 0x80]};
  return plain;
}

static inline bool may_be_rewritten(uint8_t byte) {
  static const bool table[256] = {[0 ... ' '] = true, [0xC2] = true, [0xE2] = true, [0xEF] = true};
  return table[byte];
}

// Appends text with each run of white space as one space; across pieces too, since each entity comes as its own piece.
static void append_collapsed(ByteBuffer *pool, size_t text_start, const uint8_t *bytes, size_t count) {
  size_t at = 0, from = 0;
  while (at < count) {
    if (!may_be_rewritten(bytes[at])) {
      at++;
      continue;
    }
    if (at > from) buffer_append(pool, bytes + from, at - from);
    from = at;
    Rewritten found = rewritten_at(pool, text_start, bytes + at, count - at);
    if (!found.count) {
      at++;
      continue;
    }
    at += found.count;
    from = at;
    if (found.is_space) {
      bool follows_space = pool->count > text_start && pool->bytes[pool->count - 1] == ' ';
      if (!follows_space) buffer_append(pool, (const uint8_t *)" ", 1);
    } else if (found.written) {
      buffer_append(pool, (const uint8_t *)found.written, strlen(found.written));
    }
  }
  if (at > from) buffer_append(pool, bytes + from, at - from);
}

void builder_add_text(Builder *builder, const uint8_t *bytes, size_t count) {
  if (!builder->text_is_open) {
    MarkupNode *opened = append_node(builder, 0);
    if (!opened) return;
    opened->start = (int32_t)builder->pool.count;
    builder->text_is_open = true;
  }
  MarkupNode *node = &builder->tree->nodes[builder->tree->node_count - 1];
  append_collapsed(&builder->pool, (size_t)node->start, bytes, count);
  node->count = (int32_t)(builder->pool.count - (size_t)node->start);
}

void builder_finish(Builder *builder) {
  while (builder->depth) builder_close(builder);
  builder->tree->pool = builder->pool.bytes;
  builder->tree->pool_count = builder->pool.count;
}
