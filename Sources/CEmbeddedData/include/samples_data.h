#pragma once
#include "embedded.h"

// The pages of `Samples`, which the command `demo` reads.
EmbeddedFile sample_harbour_post(void);
EmbeddedFile sample_meridian(void);
EmbeddedFile sample_county_gazette(void);
EmbeddedFile sample_almanac(void);
