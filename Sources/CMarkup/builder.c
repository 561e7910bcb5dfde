#include "builder.h"

#include <stdlib.h>

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

// How many bytes of white space stand here, a no-break space counted as such; 0 for anything else.
static inline size_t space_at(const uint8_t *bytes, size_t left) {
  if (bytes[0] <= ' ') return 1;
  return bytes[0] == 0xC2 && left > 1 && bytes[1] == 0xA0 ? 2 : 0;
}

// Appends text with each run of white space as one space; across pieces too, since each entity comes as its own piece.
static void append_collapsed(ByteBuffer *pool, size_t text_start, const uint8_t *bytes, size_t count) {
  size_t at = 0;
  while (at < count) {
    size_t from = at;
    while (at < count && !space_at(bytes + at, count - at)) at++;
    buffer_append(pool, bytes + from, at - from);
    if (at == count) return;
    for (size_t space; at < count && (space = space_at(bytes + at, count - at)); at += space) continue;
    bool follows_space = pool->count > text_start && pool->bytes[pool->count - 1] == ' ';
    if (!follows_space) buffer_append(pool, (const uint8_t *)" ", 1);
  }
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
