#define _GNU_SOURCE  // memmem
#include "scan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// A quotation mark that does not close within this many bytes was never meant to: the value ends at the next `>`.
enum { VALUE_BYTES_MAX = 4 << 20 };

typedef struct {
  const uint8_t *bytes, *at, *end;
  const MarkupNames *names;
  MarkupLimits limits;
  ScannedPage out;
  size_t depth, dropped_depth;
  // Where the next quotation marks stand, so that each byte is looked at once.
  const uint8_t *next_double, *next_single;
  bool no_comment_end;
  bool no_raw_end[RAW_COUNT];
} Scan;

typedef struct {
  const uint8_t *name, *value;
  size_t name_count, value_count;
  uint8_t quote;  // 0 where the value stands bare
} Attribute;

void buffer_append(ByteBuffer *buffer, const uint8_t *bytes, size_t count) {
  if (buffer->failed) return;
  if (buffer->capacity - buffer->count < count) {
    size_t capacity = buffer->capacity * 2 + count + 4096;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (!grown) {
      buffer->failed = true;
      return;
    }
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
}

static inline bool is_space(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f';
}
static inline bool is_letter(uint8_t byte) { return (byte | 32) >= 'a' && (byte | 32) <= 'z'; }

static const uint8_t *find(const uint8_t *at, const uint8_t *end, uint8_t byte) {
  const uint8_t *found = at < end ? memchr(at, byte, (size_t)(end - at)) : NULL;
  return found ? found : end;
}

static void emit(Scan *scan, const void *bytes, size_t count) { buffer_append(&scan->out.page, bytes, count); }

static bool nests(const Scan *scan, const uint8_t *name, size_t count) {
  return name_index(&scan->names->scanned, name, count) < 0;
}

// The mark that closes a value, or the value's `>` where none does within reason.
static const uint8_t *value_end(Scan *scan, uint8_t quote) {
  const uint8_t **next = quote == '"' ? &scan->next_double : &scan->next_single;
  if (*next < scan->at) *next = find(scan->at, scan->end, quote);
  if (*next < scan->end && *next - scan->at <= VALUE_BYTES_MAX) return *next;
  return find(scan->at, scan->end, '>');
}

// Reads one attribute after the HTML standard's tokenizer; false at the end of the tag, with `at` on its `>`.
static bool next_attribute(Scan *scan, Attribute *attribute) {
  while (scan->at < scan->end && (is_space(*scan->at) || *scan->at == '/')) scan->at++;
  if (scan->at == scan->end || *scan->at == '>') return false;
  attribute->name = scan->at++;
  while (scan->at < scan->end && !is_space(*scan->at) && *scan->at != '/' && *scan->at != '>' && *scan->at != '=')
    scan->at++;
  attribute->name_count = (size_t)(scan->at - attribute->name);
  attribute->value = scan->at;
  attribute->value_count = 0;
  attribute->quote = 0;
  const uint8_t *equals = scan->at;
  while (equals < scan->end && is_space(*equals)) equals++;
  if (equals == scan->end || *equals != '=') return true;
  scan->at = equals + 1;
  while (scan->at < scan->end && is_space(*scan->at)) scan->at++;
  if (scan->at == scan->end) return true;
  if (*scan->at == '"' || *scan->at == '\'') {
    attribute->quote = *scan->at++;
    attribute->value = scan->at;
    scan->at = value_end(scan, attribute->quote);
    attribute->value_count = (size_t)(scan->at - attribute->value);
    if (scan->at < scan->end && *scan->at == attribute->quote) scan->at++;
  } else {
    attribute->value = scan->at;
    while (scan->at < scan->end && !is_space(*scan->at) && *scan->at != '>') scan->at++;
    attribute->value_count = (size_t)(scan->at - attribute->value);
  }
  return true;
}

static void skip_tag(Scan *scan) {
  Attribute attribute;
  while (next_attribute(scan, &attribute)) continue;
  if (scan->at < scan->end) scan->at++;
}

static void emit_attribute(Scan *scan, const Attribute *attribute) {
  uint8_t quote = attribute->quote ? attribute->quote : '"';
  if (!attribute->quote && memchr(attribute->value, '"', attribute->value_count)) quote = '\'';
  emit(scan, " ", 1);
  emit(scan, attribute->name, attribute->name_count);
  emit(scan, "=", 1);
  emit(scan, &quote, 1);
  emit(scan, attribute->value, attribute->value_count);
  emit(scan, &quote, 1);
}

// A start tag with the attributes that are read, each once.
static void start_tag(Scan *scan, const uint8_t *name, size_t count) {
  bool deepens = nests(scan, name, count);
  if (deepens && (scan->dropped_depth > 0 || scan->depth >= scan->limits.depth_max)) {
    scan->dropped_depth++;
    skip_tag(scan);
    return;
  }
  if (deepens) scan->depth++;
  emit(scan, "<", 1);
  emit(scan, name, count);
  uint64_t seen = 0;
  Attribute attribute;
  while (next_attribute(scan, &attribute)) {
    int index = name_index(&scan->names->attributes, attribute.name, attribute.name_count);
    if (index < 0 || index >= 64 || (seen >> index & 1)) continue;
    seen |= 1ull << index;
    if (attribute.value_count <= scan->limits.attribute_bytes_max) emit_attribute(scan, &attribute);
  }
  if (scan->at < scan->end) scan->at++;
  emit(scan, ">", 1);
}

static void end_tag(Scan *scan, const uint8_t *name, size_t count) {
  skip_tag(scan);
  if (nests(scan, name, count)) {
    if (scan->dropped_depth > 0) {
      scan->dropped_depth--;
      return;
    }
    if (scan->depth > 0) scan->depth--;
  }
  emit(scan, "</", 2);
  emit(scan, name, count);
  emit(scan, ">", 1);
}

static void keep_script(Scan *scan, MarkupScript script) {
  ScannedPage *out = &scan->out;
  if (out->script_count == out->script_capacity) {
    size_t capacity = out->script_capacity * 2 + 16;
    MarkupScript *grown = realloc(out->scripts, capacity * sizeof *grown);
    if (!grown) {
      out->failed = true;
      return;
    }
    out->scripts = grown;
    out->script_capacity = capacity;
  }
  out->scripts[out->script_count++] = script;
}

// Where `</name` stands after `at`; the end of the page where it does not.
static const uint8_t *raw_end(const uint8_t *at, const uint8_t *end, const char *name) {
  size_t count = strlen(name);
  while ((at = find(at, end, '<')) < end) {
    if ((size_t)(end - at) > count + 1 && at[1] == '/' && strncasecmp((const char *)at + 2, name, count) == 0)
      return at;
    at++;
  }
  return end;
}

// An element whose contents are left out. One that never ends is treated as an empty one.
static void raw_element(Scan *scan, int element) {
  MarkupScript script = {0};
  Attribute attribute = {0};
  bool closes_itself = false;
  const uint8_t *last = scan->at;
  while (next_attribute(scan, &attribute)) {
    if (attribute.name_count == 4 && strncasecmp((const char *)attribute.name, "type", 4) == 0) {
      script.type_start = (size_t)(attribute.value - scan->bytes);
      script.type_count = attribute.value_count;
    }
    last = scan->at;
  }
  if (scan->at < scan->end) {
    closes_itself = scan->at > last && scan->at[-1] == '/';
    scan->at++;
  }
  if (scan->no_raw_end[element] || (element == RAW_SVG && closes_itself)) return;
  const uint8_t *end = raw_end(scan->at, scan->end, raw_element_names[element]);
  if (end == scan->end) {
    scan->no_raw_end[element] = true;
    return;
  }
  if (element == RAW_SCRIPT && end > scan->at) {
    script.start = (size_t)(scan->at - scan->bytes);
    script.count = (size_t)(end - scan->at);
    keep_script(scan, script);
  }
  scan->at = end + 2;
  skip_tag(scan);
}

// A comment, or what a browser takes for one: a declaration, a processing instruction.
static void comment(Scan *scan) {
  if ((size_t)(scan->end - scan->at) >= 4 && memcmp(scan->at, "<!--", 4) == 0 && !scan->no_comment_end) {
    const uint8_t *from = scan->at + 2;  // `<!-->` is a whole comment
    const uint8_t *found = memmem(from, (size_t)(scan->end - from), "-->", 3);
    if (found) {
      scan->at = found + 3;
      return;
    }
    scan->no_comment_end = true;
  }
  scan->at = find(scan->at, scan->end, '>');
  if (scan->at < scan->end) scan->at++;
}

static void tag(Scan *scan, bool is_end) {
  const uint8_t *name = scan->at + (is_end ? 2 : 1);
  const uint8_t *after = name;
  while (after < scan->end && !is_space(*after) && *after != '/' && *after != '>') after++;
  size_t count = (size_t)(after - name);
  scan->at = after;
  if (count >= MARKUP_NAME_BYTES_MAX) {
    skip_tag(scan);
    return;
  }
  int element = is_end ? -1 : name_index(&scan->names->scanned, name, count);
  if (element >= 0 && element < RAW_COUNT)
    raw_element(scan, element);
  else if (is_end)
    end_tag(scan, name, count);
  else
    start_tag(scan, name, count);
}

ScannedPage scan_page(const uint8_t *bytes, size_t count, const MarkupNames *names, MarkupLimits limits) {
  Scan scan = {.bytes = bytes, .at = bytes, .end = bytes + count, .names = names, .limits = limits};
  while (scan.at < scan.end && !scan.out.page.failed && !scan.out.failed) {
    const uint8_t *next = find(scan.at, scan.end, '<');
    emit(&scan, scan.at, (size_t)(next - scan.at));
    scan.at = next;
    if (next == scan.end) break;
    uint8_t first = next + 1 < scan.end ? next[1] : 0;
    uint8_t second = next + 2 < scan.end ? next[2] : 0;
    if (is_letter(first)) {
      tag(&scan, false);
    } else if (first == '/' && is_letter(second)) {
      tag(&scan, true);
    } else if (first == '!' || first == '?' || first == '/') {
      comment(&scan);
    } else {
      emit(&scan, "&lt;", 4);
      scan.at++;
    }
  }
  return scan.out;
}
