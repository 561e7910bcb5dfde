#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "builder.h"

// Neither XML_PARSE_HUGE nor XML_PARSE_NOENT: libxml2's own bounds of depth and length hold, and nothing is expanded.
static const int feed_options =
    XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;

// The namespaces of feeds and the prefixes that names of theirs have in the tree, whatever a feed calls them.
static const struct {
  const char *address, *prefix;
} namespaces[] = {
    {"http://purl.org/rss/1.0/", ""},
    {"http://www.w3.org/2005/Atom", "atom"},
    {"http://purl.org/atom/ns#", "atom"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
};

static const char *prefix_of(const xmlChar *prefix, const xmlChar *address) {
  if (!address) return prefix ? (const char *)prefix : "";  // a prefix that the feed forgot to declare
  for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
    if (strcmp((const char *)address, namespaces[i].address) == 0) return namespaces[i].prefix;
  return "?";
}

// The index of a qualified name such as `dc:creator`; -1 where the table has none.
static int qualified_index(const NameTable *table, const xmlChar *local, const xmlChar *prefix, const xmlChar *address) {
  const char *known = prefix_of(prefix, address);
  size_t prefix_count = strlen(known), local_count = strlen((const char *)local);
  uint8_t name[MARKUP_NAME_BYTES_MAX];
  if (prefix_count + local_count + 1 >= sizeof name) return -1;
  if (prefix_count) {
    memcpy(name, known, prefix_count);
    name[prefix_count++] = ':';
  }
  memcpy(name + prefix_count, local, local_count);
  return name_index(table, name, prefix_count + local_count);
}

static void start_element(
    void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *address, int namespace_count,
    const xmlChar **declared, int attribute_count, int defaulted_count, const xmlChar **attributes) {
  (void)namespace_count, (void)declared, (void)defaulted_count;
  Builder *builder = context;
  int tag = qualified_index(&builder->names->tags, local, prefix, address);
  MarkupNode *node = builder_open(builder, tag < 2 ? 1 : (uint8_t)tag);
  if (!node) return;
  for (int i = 0; i < attribute_count; i++) {
    const xmlChar **attribute = attributes + i * 5;  // name, prefix, address, start and end of the value
    int name = qualified_index(&builder->names->attributes, attribute[0], attribute[1], attribute[2]);
    if (name >= 0)
      builder_add_attribute(builder, node, (uint8_t)name, attribute[3], (size_t)(attribute[4] - attribute[3]));
  }
}

static void end_element(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *address) {
  (void)local, (void)prefix, (void)address;  // libxml2's ends balance its starts
  builder_close(context);
}

static void text(void *context, const xmlChar *bytes, int count) {
  if (count > 0) builder_add_text(context, bytes, (size_t)count);
}

static bool build(Builder *builder, const ByteBuffer *feed) {
  builder->parser = xmlCreateMemoryParserCtxt((const char *)feed->bytes, (int)feed->count);
  if (!builder->parser) return false;
  xmlCtxtUseOptions(builder->parser, feed_options);
  xmlSwitchEncoding(builder->parser, XML_CHAR_ENCODING_UTF8);
  xmlSAXHandler handler = {
      .startElementNs = start_element,
      .endElementNs = end_element,
      .characters = text,
      .ignorableWhitespace = text,
      .initialized = XML_SAX2_MAGIC,
  };
  *builder->parser->sax = handler;
  builder->parser->userData = builder;
  xmlParseDocument(builder->parser);
  builder_finish(builder);
  xmlFreeParserCtxt(builder->parser);
  return !builder->pool.failed;
}

MarkupTree *markup_parse_feed(const uint8_t *bytes, size_t count, const MarkupNames *names, MarkupLimits limits) {
  if (count > INT32_MAX / 8) return NULL;  // offsets are 32 bits, and a mark grows fivefold
  bool is_hostile;
  ByteBuffer feed = scan_feed(bytes, count, &is_hostile);
  MarkupTree *tree = calloc(1, sizeof *tree);
  Builder *builder = calloc(1, sizeof *builder);
  bool built = tree && builder && !feed.failed;
  if (built) {
    *builder = (Builder){.tree = tree, .names = names, .limits = limits};
    if (feed.count) built = build(builder, &feed);
    tree->truncated |= is_hostile;
  }
  free(builder);
  free(feed.bytes);
  if (built) return tree;
  markup_free(tree);
  return NULL;
}
