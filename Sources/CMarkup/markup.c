#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "builder.h"

static const int parser_options =
    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD
    | HTML_PARSE_COMPACT | XML_PARSE_HUGE;

static uint8_t tag_of(Builder *builder, const xmlChar *name) {
  TagSlot *slot = &builder->tags[((uintptr_t)name >> 2) % POINTER_SLOTS];
  if (slot->pointer != name) {
    int index = name_index(&builder->names->tags, name, strlen((const char *)name));
    *slot = (TagSlot){name, index < 2 ? 1 : (uint8_t)index};
  }
  return slot->tag;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  Builder *builder = context;
  MarkupNode *node = builder_open(builder, tag_of(builder, name));
  if (!node || !attributes) return;
  for (size_t i = 0; attributes[i]; i += 2) {
    int index = name_index(&builder->names->attributes, attributes[i], strlen((const char *)attributes[i]));
    if (index < 0) continue;
    const xmlChar *value = attributes[i + 1];  // null for an attribute without a value
    builder_add_attribute(builder, node, (uint8_t)index, value, value ? strlen((const char *)value) : 0);
  }
}

static void end_element(void *context, const xmlChar *name) {
  (void)name;  // libxml2's ends balance its starts
  builder_close(context);
}

static void text(void *context, const xmlChar *bytes, int count) {
  if (count > 0) builder_add_text(context, bytes, (size_t)count);
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
  builder_finish(builder);
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
