#define _GNU_SOURCE  // memmem
#include <string.h>

#include "scan.h"

// Real feeds write some ten namespaces on their root and five attributes on a tag; libxml2 is quadratic in them.
enum { FEED_ATTRIBUTES_MAX = 64 };

typedef struct {
  const uint8_t *at, *end;
  ByteBuffer out;
  bool is_hostile;
} FeedScan;

static size_t left(const FeedScan *scan) { return (size_t)(scan->end - scan->at); }

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
static void emit_scalar(FeedScan *scan, uint32_t scalar) {
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
  emit_scalar(scan, scalar);
  scan->at = at + 1;
  return true;
}

// A reference to one of XML's own five names or to a number is resolved; any other `&` stands for itself, so that what
// HTML calls `&nbsp;` is read with the rest of the markup within a feed, and nothing a feed declares is ever expanded.
static void reference(FeedScan *scan) {
  static const struct {
    const char *text;
    uint32_t scalar;
  } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    if (!starts(scan, named[i].text)) continue;
    scan->at += strlen(named[i].text);
    return emit_scalar(scan, named[i].scalar);
  }
  if (starts(scan, "&#") && numbered_reference(scan)) return;
  emit_scalar(scan, '&');
  scan->at++;
}

// One byte of text or of a value.
static void character(FeedScan *scan) {
  uint8_t byte = *scan->at;
  if (byte == '&') return reference(scan);
  if (byte < 0x80) {
    emit_scalar(scan, byte);
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
  const uint8_t *end = memmem(scan->at, left(scan), "]]>", 3);
  const uint8_t *after = end ? end + 3 : scan->end;
  if (!end) end = scan->end;
  for (; scan->at < end; scan->at++) {
    if (*scan->at < 0x80)
      emit_scalar(scan, *scan->at);
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

// A start or end tag up to its `>`, its values' characters checked as text is.
static void feed_tag(FeedScan *scan) {
  uint8_t quote = 0;
  size_t attribute_count = 0;
  buffer_append(&scan->out, scan->at++, 1);
  while (scan->at < scan->end) {
    uint8_t byte = *scan->at;
    bool is_mark = byte == '"' || byte == '\'';
    if (quote ? byte == quote : is_mark) {
      quote = quote ? 0 : byte;
      attribute_count += quote != 0;
    } else if (quote) {
      character(scan);
      continue;
    }
    if (byte >= ' ' || byte == '\n' || byte == '\t' || byte == '\r') buffer_append(&scan->out, &byte, 1);
    scan->at++;
    if (!quote && byte == '>') break;
  }
  scan->is_hostile |= attribute_count > FEED_ATTRIBUTES_MAX;
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
  if (begins_name(scan, 1) || (starts(scan, "</") && begins_name(scan, 2))) return feed_tag(scan);
  emit_scalar(scan, '<');
  scan->at++;
}

ByteBuffer scan_feed(const uint8_t *bytes, size_t count, bool *is_hostile) {
  FeedScan scan = {.at = bytes, .end = bytes + count};
  buffer_append(&scan.out, bytes, 0);
  while (scan.at < scan.end && !scan.out.failed && !scan.is_hostile) {
    if (*scan.at == '<')
      markup(&scan);
    else
      character(&scan);
  }
  *is_hostile = scan.is_hostile;
  return scan.out;
}
