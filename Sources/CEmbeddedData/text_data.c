#include "text_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_stop_words_bytes[] = {
#embed "data/text/en/stop-words.txt"
};
EMBEDDED_FILE(english_stop_words)

static const unsigned char common_language_data_bytes[] = {
#embed "data/text/languages/common.txt"
};
EMBEDDED_FILE(common_language_data)

// A new language is a file, an array here, and its line in the table below.
static const unsigned char ar[] = {
#embed "data/text/languages/ar.txt"
};
static const unsigned char cs[] = {
#embed "data/text/languages/cs.txt"
};
static const unsigned char da[] = {
#embed "data/text/languages/da.txt"
};
static const unsigned char de[] = {
#embed "data/text/languages/de.txt"
};
static const unsigned char el[] = {
#embed "data/text/languages/el.txt"
};
static const unsigned char en[] = {
#embed "data/text/languages/en.txt"
};
static const unsigned char es[] = {
#embed "data/text/languages/es.txt"
};
static const unsigned char fa[] = {
#embed "data/text/languages/fa.txt"
};
static const unsigned char fr[] = {
#embed "data/text/languages/fr.txt"
};
static const unsigned char hi[] = {
#embed "data/text/languages/hi.txt"
};
static const unsigned char hr[] = {
#embed "data/text/languages/hr.txt"
};
static const unsigned char hu[] = {
#embed "data/text/languages/hu.txt"
};
static const unsigned char it[] = {
#embed "data/text/languages/it.txt"
};
static const unsigned char ja[] = {
#embed "data/text/languages/ja.txt"
};
static const unsigned char nl[] = {
#embed "data/text/languages/nl.txt"
};
static const unsigned char pl[] = {
#embed "data/text/languages/pl.txt"
};
static const unsigned char pt[] = {
#embed "data/text/languages/pt.txt"
};
static const unsigned char ro[] = {
#embed "data/text/languages/ro.txt"
};
static const unsigned char ru[] = {
#embed "data/text/languages/ru.txt"
};
static const unsigned char sv[] = {
#embed "data/text/languages/sv.txt"
};
static const unsigned char tr[] = {
#embed "data/text/languages/tr.txt"
};
static const unsigned char uk[] = {
#embed "data/text/languages/uk.txt"
};
static const unsigned char zh[] = {
#embed "data/text/languages/zh.txt"
};

static const LanguageFile languages[] = {
    {"ar", {ar, sizeof ar}},
    {"cs", {cs, sizeof cs}},
    {"da", {da, sizeof da}},
    {"de", {de, sizeof de}},
    {"el", {el, sizeof el}},
    {"en", {en, sizeof en}},
    {"es", {es, sizeof es}},
    {"fa", {fa, sizeof fa}},
    {"fr", {fr, sizeof fr}},
    {"hi", {hi, sizeof hi}},
    {"hr", {hr, sizeof hr}},
    {"hu", {hu, sizeof hu}},
    {"it", {it, sizeof it}},
    {"ja", {ja, sizeof ja}},
    {"nl", {nl, sizeof nl}},
    {"pl", {pl, sizeof pl}},
    {"pt", {pt, sizeof pt}},
    {"ro", {ro, sizeof ro}},
    {"ru", {ru, sizeof ru}},
    {"sv", {sv, sizeof sv}},
    {"tr", {tr, sizeof tr}},
    {"uk", {uk, sizeof uk}},
    {"zh", {zh, sizeof zh}},
};

const LanguageFile *language_files(void) { return languages; }
size_t language_file_count(void) { return sizeof languages / sizeof *languages; }
