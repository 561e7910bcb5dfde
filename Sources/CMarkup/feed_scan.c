#define _GNU_SOURCE  // memmem
#include "feed_scan.h"

#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <string.h>

static inline size_t left(const FeedScan *scan) { return (size_t)(scan->end - scan->at); }

static bool starts(const FeedScan *scan, const char *text) {
  size_t count = strlen(text);
  return left(scan) >= count && memcmp(scan->at, text, count) == 0;
}

// Goes behind the next `text`, or to the end of the feed.
static void skip_behind(FeedScan *scan, const char *text) {
  const uint8_t *found = memmem(scan->at, left(scan), text, strlen(text));
  scan->at = found ? found + strlen(text) : scan->end;
}

static void emit_text(FeedScan *scan, const char *text) {
  buffer_append(&scan->out, (const uint8_t *)text, strlen(text));
}

// A character as libxml2 reads it in text and in values; what XML does not allow is left out. References by number are
// read even behind an error, those by name are not.
void feed_emit_scalar(FeedScan *scan, uint32_t scalar) {
  switch (scalar) {
    case '<': return emit_text(scan, "&#60;");
    case '>': return emit_text(scan, "&#62;");
    case '&': return emit_text(scan, "&#38;");
    case '"': return emit_text(scan, "&#34;");
    case '\'': return emit_text(scan, "&#39;");
    default: break;
  }
  bool is_allowed = scalar == '\t' || scalar == '\n' || scalar == '\r' || (scalar >= 0x20 && scalar < 0xD800)
                    || (scalar >= 0xE000 && scalar < 0xFFFE) || (scalar >= 0x10000 && scalar < 0x110000);
  if (!is_allowed) return;
  uint8_t bytes[4];
  size_t count = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
  static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = count; i-- > 1; scalar >>= 6) bytes[i] = 0x80 | (scalar & 0x3F);
  bytes[0] = (uint8_t)(leads[count] | scalar);
  buffer_append(&scan->out, bytes, count);
}

// The value of a digit in base 10 or 16, -1 for another byte.
static int digit(uint8_t byte, int base) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  uint8_t small = byte | 32;
  return base == 16 && small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// What a reference to a control code means: programs number the marks of Windows-1252 so (HTML standard, section 13.2.5.80).
static uint32_t windows_1252(uint32_t scalar) {
  static const uint16_t marks[32] = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178};
  return scalar >= 0x80 && scalar < 0xA0 ? marks[scalar - 0x80] : scalar;
}

// `&#8217;` or `&#x2019;`; false where none stands here.
static bool numbered_reference(FeedScan *scan) {
  const uint8_t *at = scan->at + 2;
  int base = 10;
  if (at < scan->end && (*at | 32) == 'x') {
    base = 16;
    at++;
  }
  const uint8_t *first = at;
  uint32_t scalar = 0;
  for (int value; at < scan->end && at - first < 8 && (value = digit(*at, base)) >= 0; at++)
    scalar = scalar * (uint32_t)base + (uint32_t)value;
  if (at == first || at == scan->end || *at != ';') return false;
  feed_emit_scalar(scan, windows_1252(scalar));
  scan->at = at + 1;
  return true;
}

// A name of HTML such as `&nbsp;` or `&eacute;`; false where none stands here. Nothing that a feed declares is expanded.
static bool named_reference(FeedScan *scan) {
  enum { NAME_BYTES_MAX = 10 };
  const uint8_t *at = scan->at + 1, *first = at;
  char name[NAME_BYTES_MAX + 1] = {0};
  for (; at < scan->end && at - first < NAME_BYTES_MAX && *at != ';'; at++) {
    bool is_letter = (*at | 32) >= 'a' && (*at | 32) <= 'z';
    if (!is_letter && digit(*at, 10) < 0) return false;
    name[at - first] = (char)*at;
  }
  if (at == first || at == scan->end || *at != ';') return false;
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
  if (!entity) return false;
  feed_emit_scalar(scan, entity->value);
  scan->at = at + 1;
  return true;
}

// A reference to one of XML's own five names, to a number or to a name of HTML is resolved; any other `&` stands for itself.
static void reference(FeedScan *scan) {
  static const struct {
    const char *text;
    uint32_t scalar;
  } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    if (!starts(scan, named[i].text)) continue;
    scan->at += strlen(named[i].text);
    return feed_emit_scalar(scan, named[i].scalar);
  }
  if (starts(scan, "&#") ? numbered_reference(scan) : named_reference(scan)) return;
  feed_emit_scalar(scan, '&');
  scan->at++;
}

// One byte of text or of a value.
void feed_character(FeedScan *scan) {
  uint8_t byte = *scan->at;
  if (byte == '&') return reference(scan);
  if (byte < 0x80) {
    feed_emit_scalar(scan, byte);
  } else {
    bool is_noncharacter = left(scan) >= 3 && byte == 0xEF && scan->at[1] == 0xBF && scan->at[2] >= 0xBE;
    if (is_noncharacter) {
      scan->at += 3;
      return;
    }
    buffer_append(&scan->out, &byte, 1);
  }
  scan->at++;
}

static void cdata(FeedScan *scan) {
  scan->at += strlen("<![CDATA[");
  if (!scan->depth) return;
  const uint8_t *end = memmem(scan->at, left(scan), "]]>", 3);
  const uint8_t *after = end ? end + 3 : scan->end;
  if (!end) end = scan->end;
  for (; scan->at < end; scan->at++) {
    if (*scan->at < 0x80)
      feed_emit_scalar(scan, *scan->at);
    else
      buffer_append(&scan->out, scan->at, 1);
  }
  scan->at = after;
}

// A declaration of the document's type, with the entities that it declares.
static void document_type(FeedScan *scan) {
  const uint8_t *close = memchr(scan->at, '>', left(scan));
  const uint8_t *subset = memchr(scan->at, '[', left(scan));
  if (subset && (!close || subset < close)) {
    skip_behind(scan, "]");
    close = memchr(scan->at, '>', left(scan));
  }
  scan->at = close ? close + 1 : scan->end;
}

static bool begins_name(const FeedScan *scan, size_t offset) {
  if (left(scan) <= offset) return false;
  uint8_t byte = scan->at[offset];
  return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

static void markup(FeedScan *scan) {
  if (starts(scan, "<![CDATA[")) return cdata(scan);
  if (starts(scan, "<!--")) return skip_behind(scan, "-->");
  if (starts(scan, "<?")) return skip_behind(scan, "?>");
  if (starts(scan, "<!")) return document_type(scan);
  if (begins_name(scan, 1) || (starts(scan, "</") && begins_name(scan, 2))) {
    if (feed_tag(scan)) return;
  }
  if (scan->depth) feed_emit_scalar(scan, '<');
  scan->at++;
}

ScannedFeed scan_feed(const uint8_t *bytes, size_t count) {
  FeedScan scan = {.at = bytes, .end = bytes + count};
  buffer_append(&scan.out, bytes, 0);
  while (scan.at < scan.end && !scan.out.failed && !scan.is_hostile) {
    if (*scan.at == '<')
      markup(&scan);
    else if (scan.depth)
      feed_character(&scan);
    else
      scan.at++;  // before the first element nothing is read
  }
  feed_close_all(&scan);
  return (ScannedFeed){.feed = scan.out, .is_hostile = scan.is_hostile, .is_broken = scan.is_broken};
}
