#pragma once
#include "embedded.h"

// Class, value, words of time expressions.
EmbeddedFile time_words(void);
// From..to and the names of historical periods.
EmbeddedFile time_periods(void);
// Month-day and the names of holidays.
EmbeddedFile time_holidays(void);
