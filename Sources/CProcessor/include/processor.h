// What the processor can be told and Swift has no word for.
#pragma once

// Asks for a cache line of memory before it is needed. Any address will do: a wrong one costs nothing and does nothing.
static inline void prefetch(const void *_Nonnull place) { __builtin_prefetch(place); }
