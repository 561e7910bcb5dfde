#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

#include "scan.h"

static const uint8_t replacement[] = {0xEF, 0xBF, 0xBD};  // U+FFFD

// Runs the converter over the input in chunks; a byte that it refuses becomes U+FFFD.
static void convert(iconv_t converter, char *at, size_t left, ByteBuffer *decoded) {
  char chunk[8192];
  while (left && !decoded->failed) {
    char *to = chunk;
    size_t room = sizeof chunk;
    size_t result = iconv(converter, &at, &left, &to, &room);
    int error = result == (size_t)-1 ? errno : 0;
    buffer_append(decoded, (const uint8_t *)chunk, sizeof chunk - room);
    if (error == EILSEQ || error == EINVAL) {
      buffer_append(decoded, replacement, sizeof replacement);
      if (left) {
        at++;
        left--;
      }
    }
  }
}

uint8_t *markup_decode(const uint8_t *bytes, size_t count, const char *encoding, size_t *decoded_count) {
  iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == (iconv_t)-1) return NULL;
  ByteBuffer decoded = {0};
  buffer_append(&decoded, (const uint8_t *)"", 0);  // so that empty input gives an allocation too
  convert(converter, (char *)bytes, count, &decoded);
  iconv_close(converter);
  if (decoded.failed) {
    free(decoded.bytes);
    return NULL;
  }
  *decoded_count = decoded.count;
  return decoded.bytes;
}
