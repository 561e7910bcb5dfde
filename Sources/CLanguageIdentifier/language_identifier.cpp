// CLD2's header uses printf without including it.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" {
#include "language_identifier.h"
}

extern "C" LanguageGuess guess_language(const char *text, int length, const char *claim) {
  CLD2::CLDHints hints = {claim, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percents[3] = {0, 0, 0};
  double scores[3] = {0, 0, 0};
  int text_bytes = 0;
  bool is_reliable = false;
  CLD2::ExtDetectLanguageSummary(text, length, true, &hints, 0, languages, percents, scores, nullptr, &text_bytes,
                                 &is_reliable);
  return {CLD2::LanguageCode(languages[0]), percents[0], text_bytes, is_reliable};
}
