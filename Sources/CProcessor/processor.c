// A C module needs a source; all it has is in its header.
#include "processor.h"
