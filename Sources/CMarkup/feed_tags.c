#include "feed_scan.h"

#include <string.h>
#include <strings.h>

static inline bool is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f'; }

static inline bool is_name(uint8_t byte) {
  return ((byte | 32) >= 'a' && (byte | 32) <= 'z') || (byte >= '0' && byte <= '9') || byte == ':' || byte == '-' || byte == '_'
         || byte == '.' || byte >= 0x80;
}

static void emit(FeedScan *scan, const void *bytes, size_t count) { buffer_append(&scan->out, bytes, count); }

static bool same(const OpenElement *left, const OpenElement *right) {
  return left->count == right->count && strncasecmp((const char *)left->name, (const char *)right->name, left->count) == 0;
}

// Whether an element's name without its prefix is in a list that ends in null.
static bool is_one_of(const OpenElement *element, const char *const *names) {
  const uint8_t *colon = memchr(element->name, ':', element->count);
  const uint8_t *local = colon ? colon + 1 : element->name;
  size_t count = element->count - (size_t)(local - element->name);
  for (; *names; names++)
    if (strlen(*names) == count && strncasecmp(*names, (const char *)local, count) == 0) return true;
  return false;
}

static void emit_end(FeedScan *scan) {
  const OpenElement *element = &scan->open[--scan->depth];
  emit(scan, "</", 2);
  emit(scan, element->name, element->count);
  emit(scan, ">", 1);
}

// Ends elements until so many are open.
static void close_to(FeedScan *scan, size_t depth) {
  while (scan->depth > depth) emit_end(scan);
}

void feed_close_all(FeedScan *scan) {
  if (scan->depth && (!scan->root_has_ended || scan->depth > 1)) scan->is_broken = true;
  close_to(scan, 0);
}

// What a new element shows to have ended before it: an item before the next one, an element that holds text alone before
// another of an item's.
static void close_unclosed(FeedScan *scan, const OpenElement *element) {
  static const char *const entries[] = {"item", "entry", NULL};
  static const char *const plain[] = {"title", "link", "guid", "pubdate", "id", "published", "updated", "comments", NULL};
  static const char *const parts[] = {"title",  "link",      "description", "guid",    "pubdate", "author",  "category", "comments",
                                      "source", "enclosure", "id",          "updated", "summary", "content", "item",     "entry",
                                      "published", NULL};
  bool is_part = is_one_of(element, parts);
  if (is_part && scan->depth && is_one_of(&scan->open[scan->depth - 1], plain)) {
    scan->is_broken = true;
    emit_end(scan);
  }
  if (!is_one_of(element, entries)) return;
  for (size_t i = scan->depth; i-- > 1;) {
    if (!same(&scan->open[i], element)) continue;
    scan->is_broken = true;
    return close_to(scan, i);
  }
}

// Where a value ends: at its quotation mark, or at the tag's `>` where a `<` shows that the mark was forgotten.
static const uint8_t *value_end(const FeedScan *scan, uint8_t quote) {
  for (const uint8_t *at = scan->at; at < scan->end; at++) {
    if (*at == quote) return at;
    if (*at != '<') continue;
    const uint8_t *close = memchr(scan->at, '>', (size_t)(at - scan->at));
    if (close) return close;
  }
  return scan->end;
}

// Copies a value with its characters checked as text is.
static void emit_value(FeedScan *scan) {
  uint8_t quote = scan->at < scan->end && (*scan->at == '"' || *scan->at == '\'') ? *scan->at++ : 0;
  const uint8_t *end = scan->at;
  if (quote) {
    end = value_end(scan, quote);
  } else {
    while (end < scan->end && !is_space(*end) && *end != '>') end++;
  }
  const uint8_t *feed_end = scan->end;
  scan->end = end;  // a reference that a value cuts is no reference
  emit(scan, "=\"", 2);
  while (scan->at < end && !scan->out.failed) feed_character(scan);
  emit(scan, "\"", 1);
  scan->end = feed_end;
  if (quote && scan->at < scan->end && *scan->at == quote) scan->at++;
}

// Copies the attributes up to the tag's `>`, each with a value in quotation marks; true where the tag closes itself.
static bool emit_attributes(FeedScan *scan) {
  size_t count = 0;
  bool closes_itself = false;
  while (scan->at < scan->end && *scan->at != '>') {
    uint8_t byte = *scan->at;
    if (!is_name(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.') {
      closes_itself = byte == '/';
      scan->at++;
      continue;
    }
    closes_itself = false;
    const uint8_t *name = scan->at;
    while (scan->at < scan->end && is_name(*scan->at)) scan->at++;
    size_t name_count = (size_t)(scan->at - name);
    while (scan->at < scan->end && is_space(*scan->at)) scan->at++;
    if (scan->at == scan->end || *scan->at != '=') continue;  // without a value it says nothing to a feed
    scan->at++;
    while (scan->at < scan->end && is_space(*scan->at)) scan->at++;
    if (++count > FEED_ATTRIBUTES_MAX) {
      scan->is_hostile = true;
      return false;
    }
    emit(scan, " ", 1);
    emit(scan, name, name_count);
    emit_value(scan);
  }
  if (scan->at < scan->end) scan->at++;
  return closes_itself;
}

static void skip_tag(FeedScan *scan) {
  const uint8_t *close = memchr(scan->at, '>', (size_t)(scan->end - scan->at));
  scan->at = close ? close + 1 : scan->end;
}

static void start_tag(FeedScan *scan, OpenElement element) {
  if (scan->root_has_ended) scan->is_broken = true;
  if (scan->root_has_ended && scan->depth == 1 && same(&element, &scan->open[0])) return skip_tag(scan);  // one more feed behind
  close_unclosed(scan, &element);
  if (scan->depth == FEED_DEPTH_MAX) {
    scan->dropped_depth++;
    return skip_tag(scan);
  }
  size_t before = scan->out.count;
  emit(scan, "<", 1);
  emit(scan, element.name, element.count);
  bool closes_itself = emit_attributes(scan);
  if (scan->is_hostile) {  // the tag is not finished, and nothing after it is read
    scan->out.count = before;
    return;
  }
  if (closes_itself && scan->depth) return emit(scan, "/>", 2);
  emit(scan, ">", 1);
  scan->open[scan->depth++] = element;
}

static void end_tag(FeedScan *scan, OpenElement element) {
  skip_tag(scan);
  if (scan->dropped_depth) {
    scan->dropped_depth--;
    return;
  }
  size_t found = scan->depth;
  while (found > 0 && !same(&scan->open[found - 1], &element)) found--;
  if (found == 0 || found < scan->depth) scan->is_broken = true;
  if (found == 0) return;
  if (found == 1) {  // the outermost element stays open, so that what stands behind it is read too
    scan->root_has_ended = true;
    return close_to(scan, 1);
  }
  close_to(scan, found - 1);
}

bool feed_tag(FeedScan *scan) {
  bool is_end = scan->at[1] == '/';
  const uint8_t *name = scan->at + (is_end ? 2 : 1), *after = name;
  while (after < scan->end && is_name(*after)) after++;
  if (after < scan->end && !is_space(*after) && *after != '/' && *after != '>') return false;
  scan->at = after;
  OpenElement element = {.name = name, .count = (size_t)(after - name)};
  if (is_end)
    end_tag(scan, element);
  else
    start_tag(scan, element);
  return true;
}
