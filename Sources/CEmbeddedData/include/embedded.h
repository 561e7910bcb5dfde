// Files of `data/` that stand in the program itself, so that it depends on no folder.
//
// Each room that owns data has a header here and a .c file beside it, named after the room.
#pragma once
#include <stddef.h>

typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} EmbeddedFile;

// Defines `EmbeddedFile NAME(void)` over the array NAME_bytes.
#define EMBEDDED_FILE(NAME) \
  EmbeddedFile NAME(void) { return (EmbeddedFile){NAME##_bytes, sizeof NAME##_bytes}; }
