#include "language_identifier.h"
