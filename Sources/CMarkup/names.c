#include "names.h"

#include <stdlib.h>
#include <string.h>

const char *const raw_element_names[RAW_COUNT] = {"script", "style", "svg", "iframe", "noembed", "noframes"};

// Elements of the scan's own interest: the raw ones; then those that hold nothing, and those that libxml2 closes itself
// when the next of their kind comes, neither of which nests.
static const char *const scanned_elements[] = {
    "script", "style", "svg", "iframe", "noembed", "noframes",
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dt", "dd", "option", "tr", "td", "th", "html", "head", "body"};

static inline uint8_t lower(uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? byte + 32 : byte; }

// FNV-1a over the lower-cased name.
static size_t slot_of(const uint8_t *bytes, size_t count) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < count; i++) hash = (hash ^ lower(bytes[i])) * 16777619u;
  return hash % MARKUP_NAME_SLOTS;
}

static bool same(const NameSlot *slot, const uint8_t *bytes, size_t count) {
  if (slot->count != count) return false;
  for (size_t i = 0; i < count; i++)
    if ((uint8_t)slot->bytes[i] != lower(bytes[i])) return false;
  return true;
}

int name_index(const NameTable *table, const uint8_t *bytes, size_t count) {
  if (count == 0 || count >= MARKUP_NAME_BYTES_MAX) return -1;
  for (size_t i = slot_of(bytes, count); table->slots[i].count; i = (i + 1) % MARKUP_NAME_SLOTS)
    if (same(&table->slots[i], bytes, count)) return table->slots[i].index;
  return -1;
}

static bool fill(NameTable *table, const char *const *names, size_t count) {
  if (count > 255 || count > MARKUP_NAME_SLOTS / 2) return false;
  for (size_t n = 0; n < count; n++) {
    size_t length = strlen(names[n]);
    if (length == 0 || length >= MARKUP_NAME_BYTES_MAX) return false;
    size_t i = slot_of((const uint8_t *)names[n], length);
    while (table->slots[i].count) i = (i + 1) % MARKUP_NAME_SLOTS;
    memcpy(table->slots[i].bytes, names[n], length);
    table->slots[i].count = (uint8_t)length;
    table->slots[i].index = (uint8_t)n;
  }
  return true;
}

MarkupNames *markup_names_make(
    const char *const *tags, size_t tag_count, const char *const *attributes, size_t attribute_count) {
  MarkupNames *names = calloc(1, sizeof *names);
  size_t scanned_count = sizeof scanned_elements / sizeof *scanned_elements;
  if (names && fill(&names->tags, tags, tag_count) && fill(&names->attributes, attributes, attribute_count)
      && fill(&names->scanned, scanned_elements, scanned_count))
    return names;
  free(names);
  return NULL;
}
