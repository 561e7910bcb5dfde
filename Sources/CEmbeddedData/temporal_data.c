#include "temporal_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char time_words_bytes[] = {
#embed "data/temporal/words.tsv"
};
EMBEDDED_FILE(time_words)

static const unsigned char time_periods_bytes[] = {
#embed "data/temporal/periods.tsv"
};
EMBEDDED_FILE(time_periods)

static const unsigned char time_holidays_bytes[] = {
#embed "data/temporal/holidays.tsv"
};
EMBEDDED_FILE(time_holidays)
