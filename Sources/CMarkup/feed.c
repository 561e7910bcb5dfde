#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "builder.h"

// Neither XML_PARSE_HUGE nor XML_PARSE_NOENT: libxml2's own bounds of depth and length hold, and nothing is expanded.
static const int feed_options =
    XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;

// The namespaces of feeds and the prefixes that names of theirs have in the tree, whatever a feed calls them. Compared without
// regard to case and a slash at the end: feeds write them from memory.
static const struct {
  const char *address, *prefix;
} namespaces[] = {
    {"http://purl.org/rss/1.0", ""},
    {"http://my.netscape.com/rdf/simple/0.9", ""},
    {"http://my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"http://purl.org/rss/1.0/modules/rss091#", ""},
    {"http://backend.userland.com/rss", ""},
    {"http://backend.userland.com/rss2", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://cyber.law.harvard.edu/rss/rss.html", ""},
    {"http://www.w3.org/2005/Atom", "atom"},
    {"http://purl.org/atom/ns#", "atom"},
    {"http://purl.org/dc/elements/1.1", "dc"},
    {"http://purl.org/dc/elements/1.0", "dc"},
    {"http://purl.org/dc/terms", "dcterms"},
    {"http://purl.org/rss/1.0/modules/content", "content"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://www.rssboard.org/media-rss", "media"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
};

// An unknown namespace counts by its prefix; without one its names are RSS's own.
static const char *prefix_of(const xmlChar *prefix, const xmlChar *address) {
  if (!address) return prefix ? (const char *)prefix : "";  // a prefix that the feed forgot to declare
  size_t count = strlen((const char *)address);
  if (count && address[count - 1] == '/') count--;
  for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
    if (strlen(namespaces[i].address) == count && strncasecmp((const char *)address, namespaces[i].address, count) == 0)
      return namespaces[i].prefix;
  return prefix ? (const char *)prefix : "";
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

// A value as written: libxml2 leaves `&#38;` in it, since a tree of its own would read it once more.
static void add_value(Builder *builder, MarkupNode *node, uint8_t name, const uint8_t *value, size_t count) {
  static const char escaped[] = "&#38;";
  enum { ESCAPED_COUNT = sizeof escaped - 1 };
  if (!memchr(value, '&', count)) return builder_add_attribute(builder, node, name, value, count);
  ByteBuffer plain = {0};
  for (size_t at = 0; at < count;) {
    bool is_escaped = count - at >= ESCAPED_COUNT && memcmp(value + at, escaped, ESCAPED_COUNT) == 0;
    buffer_append(&plain, value + at, 1);
    at += is_escaped ? ESCAPED_COUNT : 1;
  }
  builder_add_attribute(builder, node, name, plain.bytes, plain.failed ? 0 : plain.count);
  free(plain.bytes);
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
      add_value(builder, node, (uint8_t)name, attribute[3], (size_t)(attribute[4] - attribute[3]));
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
  ScannedFeed scanned = scan_feed(bytes, count);
  MarkupTree *tree = calloc(1, sizeof *tree);
  Builder *builder = calloc(1, sizeof *builder);
  bool built = tree && builder && !scanned.feed.failed;
  if (built) {
    *builder = (Builder){.tree = tree, .names = names, .limits = limits};
    if (scanned.feed.count) built = build(builder, &scanned.feed);
    tree->truncated |= scanned.is_hostile;
    tree->broken = scanned.is_broken;
  }
  free(builder);
  free(scanned.feed.bytes);
  if (built) return tree;
  markup_free(tree);
  return NULL;
}
