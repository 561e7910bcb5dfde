// CLD2 behind a C interface.
#pragma once
#include <stdbool.h>

typedef struct {
  // CLD2's code of the language that most of the text is in; "un" where it cannot tell. A constant of the library.
  const char *_Nonnull code;
  // The share of the text in that language.
  int percent;
  // How many bytes of letters were judged.
  int text_bytes;
  bool is_reliable;
} LanguageGuess;

// Guesses the language of UTF-8 text that ends at a character boundary. `claim` is an HTML lang attribute's or HTTP
// Content-Language's value, or null.
LanguageGuess guess_language(const char *_Nonnull text, int length, const char *_Nullable claim);
