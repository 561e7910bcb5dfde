#include "markup.h"
