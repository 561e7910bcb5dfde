#include "markup.h"

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "scan.h"

// Elements that libxml2 lets nest without the scan's counting them (a cell in an item in a cell …) end here.
enum { STACK_DEPTH_MAX = 8192, POINTER_SLOTS = 256 };

static const int parser_options =
    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD
    | HTML_PARSE_COMPACT | XML_PARSE_HUGE;

typedef struct {
  const xmlChar *pointer;
  uint8_t tag;
} TagSlot;

typedef struct {
  MarkupTree *tree;
  const MarkupNames *names;
  MarkupLimits limits;
  htmlParserCtxtPtr parser;
  ByteBuffer pool;
  size_t node_capacity, attribute_capacity;
  int32_t open[STACK_DEPTH_MAX];
  size_t depth;
  bool text_is_open;              // the last node is text and goes on
  TagSlot tags[POINTER_SLOTS];  // libxml2 interns names: one pointer, one name
} Builder;

static void stop(Builder *builder) {
  builder->tree->truncated = true;
  xmlStopParser(builder->parser);
}

static uint8_t tag_of(Builder *builder, const xmlChar *name) {
  TagSlot *slot = &builder->tags[((uintptr_t)name >> 2) % POINTER_SLOTS];
  if (slot->pointer != name) {
    int index = name_index(&builder->names->tags, name, strlen((const char *)name));
    *slot = (TagSlot){name, index < 2 ? 1 : (uint8_t)index};
  }
  return slot->tag;
}

static MarkupNode *append_node(Builder *builder, uint8_t tag) {
  MarkupTree *tree = builder->tree;
  if (tree->node_count >= builder->limits.node_count_max) {
    stop(builder);
    return NULL;
  }
  if (tree->node_count == builder->node_capacity) {
    size_t capacity = builder->node_capacity * 2 + 1024;
    MarkupNode *grown = realloc(tree->nodes, capacity * sizeof *grown);
    if (!grown) {
      stop(builder);
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

static void append_attribute(Builder *builder, MarkupNode *node, const xmlChar *name, const xmlChar *value) {
  MarkupTree *tree = builder->tree;
  int index = name_index(&builder->names->attributes, name, strlen((const char *)name));
  if (index < 0) return;
  if (tree->attribute_count == builder->attribute_capacity) {
    size_t capacity = builder->attribute_capacity * 2 + 1024;
    MarkupAttribute *grown = realloc(tree->attributes, capacity * sizeof *grown);
    if (!grown) return stop(builder);
    tree->attributes = grown;
    builder->attribute_capacity = capacity;
  }
  size_t count = value ? strlen((const char *)value) : 0;
  tree->attributes[tree->attribute_count++] =
      (MarkupAttribute){.start = (int32_t)builder->pool.count, .count = (int32_t)count, .name = (uint8_t)index};
  if (count) buffer_append(&builder->pool, value, count);
  node->count++;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  Builder *builder = context;
  if (builder->depth == STACK_DEPTH_MAX) return stop(builder);
  builder->text_is_open = false;
  MarkupNode *node = append_node(builder, tag_of(builder, name));
  if (!node) return;
  node->start = (int32_t)builder->tree->attribute_count;
  if (attributes)
    for (size_t i = 0; attributes[i]; i += 2) append_attribute(builder, node, attributes[i], attributes[i + 1]);
  builder->open[builder->depth++] = (int32_t)(node - builder->tree->nodes);
}

static void close_top(Builder *builder) {
  MarkupNode *node = &builder->tree->nodes[builder->open[--builder->depth]];
  node->end = (int32_t)builder->tree->node_count;
}

static void end_element(void *context, const xmlChar *name) {
  (void)name;  // libxml2's ends balance its starts
  Builder *builder = context;
  builder->text_is_open = false;
  if (builder->depth) close_top(builder);
}

// How many bytes of white space stand here, a no-break space counted as such; 0 for anything else.
static inline size_t space_at(const xmlChar *bytes, size_t left) {
  if (bytes[0] <= ' ') return 1;
  return bytes[0] == 0xC2 && left > 1 && bytes[1] == 0xA0 ? 2 : 0;
}

// Appends text with each run of white space as one space; across pieces too, since each entity comes as its own piece.
static void append_collapsed(ByteBuffer *pool, size_t text_start, const xmlChar *bytes, size_t count) {
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

static void text(void *context, const xmlChar *bytes, int count) {
  Builder *builder = context;
  if (count <= 0) return;
  if (!builder->text_is_open) {
    MarkupNode *opened = append_node(builder, 0);
    if (!opened) return;
    opened->start = (int32_t)builder->pool.count;
    builder->text_is_open = true;
  }
  MarkupNode *node = &builder->tree->nodes[builder->tree->node_count - 1];
  append_collapsed(&builder->pool, (size_t)node->start, bytes, (size_t)count);
  node->count = (int32_t)(builder->pool.count - (size_t)node->start);
}

// libxml2's start-up is not safe to run twice at once.
__attribute__((constructor)) static void set_up(void) { xmlInitParser(); }

static htmlParserCtxtPtr parser_of(const uint8_t *bytes, size_t count) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt((const char *)bytes, (int)count);
  if (!parser) return NULL;
  htmlCtxtUseOptions(parser, parser_options);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  return parser;
}

static bool build(Builder *builder, const ByteBuffer *page) {
  builder->parser = parser_of(page->bytes, page->count);
  if (!builder->parser) return false;
  xmlSAXHandler handler = {
      .startElement = start_element,
      .endElement = end_element,
      .characters = text,
      .ignorableWhitespace = text,
      .cdataBlock = text,
  };
  *builder->parser->sax = handler;
  builder->parser->userData = builder;
  htmlParseDocument(builder->parser);
  while (builder->depth) close_top(builder);
  htmlFreeParserCtxt(builder->parser);
  return !builder->pool.failed;
}

static MarkupTree *tree_of(ScannedPage *scanned, const MarkupNames *names, MarkupLimits limits) {
  MarkupTree *tree = calloc(1, sizeof *tree);
  Builder *builder = calloc(1, sizeof *builder);
  bool built = tree && builder;
  if (built) {
    tree->scripts = scanned->scripts;
    tree->script_count = scanned->script_count;
    scanned->scripts = NULL;
    builder->tree = tree;
    builder->names = names;
    builder->limits = limits;
    if (scanned->page.count) built = build(builder, &scanned->page);
    tree->pool = builder->pool.bytes;
    tree->pool_count = builder->pool.count;
  }
  free(builder);
  if (built) return tree;
  markup_free(tree);
  return NULL;
}

MarkupTree *markup_parse(const uint8_t *bytes, size_t count, const MarkupNames *names, MarkupLimits limits) {
  if (count > INT32_MAX / 2) return NULL;  // offsets are 32 bits, and entities never grow a page twofold
  ScannedPage scanned = scan_page(bytes, count, names, limits);
  bool failed = scanned.failed || scanned.page.failed;
  MarkupTree *tree = failed ? NULL : tree_of(&scanned, names, limits);
  free(scanned.page.bytes);
  free(scanned.scripts);
  return tree;
}

void markup_free(MarkupTree *tree) {
  if (!tree) return;
  free(tree->nodes);
  free(tree->attributes);
  free(tree->pool);
  free(tree->scripts);
  free(tree);
}

double markup_bare_parse_seconds(const uint8_t *bytes, size_t count) {
  struct timespec start, end;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
  htmlDocPtr document = htmlReadMemory((const char *)bytes, (int)count, NULL, "UTF-8", parser_options);
  xmlFreeDoc(document);
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
  return (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
}
