/* Hash tables with a power of two of slots, that a mask finds the place in. */
#ifndef ENGINE_MATCHER_MIX_H
#define ENGINE_MATCHER_MIX_H

#include "engine/types.h"

static inline uint64_t eng_mix(uint64_t x) { /* the finaliser of MurmurHash3 */
  x ^= x >> 33;
  x *= UINT64_C(0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= UINT64_C(0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

static inline size_t eng_power_of_two(size_t n) {
  size_t size = 64;
  while (size < n) size *= 2;
  return size;
}

#endif
