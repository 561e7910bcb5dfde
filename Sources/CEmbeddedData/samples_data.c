#include "samples_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char sample_harbour_post_bytes[] = {
#embed "../../Samples/pages/harbour-post-mission.html"
};
EMBEDDED_FILE(sample_harbour_post)

static const unsigned char sample_meridian_bytes[] = {
#embed "../../Samples/pages/meridian-mission.html"
};
EMBEDDED_FILE(sample_meridian)

static const unsigned char sample_county_gazette_bytes[] = {
#embed "../../Samples/pages/county-gazette-bridge.html"
};
EMBEDDED_FILE(sample_county_gazette)

static const unsigned char sample_almanac_bytes[] = {
#embed "../../Samples/pages/almanac-crimea.html"
};
EMBEDDED_FILE(sample_almanac)
