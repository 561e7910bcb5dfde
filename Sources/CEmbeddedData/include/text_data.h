#pragma once
#include "embedded.h"

// One function word a line, English.
EmbeddedFile english_stop_words(void);

// What holds in every language: host names, currencies, units.
EmbeddedFile common_language_data(void);

// A language's data and its BCP 47 primary subtag.
typedef struct {
  const char *_Nonnull language;
  EmbeddedFile file;
} LanguageFile;

// All languages' data.
const LanguageFile *_Nonnull language_files(void);
size_t language_file_count(void);
