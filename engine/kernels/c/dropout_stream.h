/* The stream that dropout masks come from: a function of (seed, row, column), so the same on every instruction set and
 * for any order of rows.
 * Source of the mixing function: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"
 * (splitmix64). One draw decides four columns, 16 bits each, so that a rate is exact to 2^-16. */
#ifndef ENGINE_DROPOUT_STREAM_H
#define ENGINE_DROPOUT_STREAM_H

#include <stdint.h>

#define GAMMA 0x9e3779b97f4a7c15u
#define DRAWS 16 /* for 64 columns */

static inline uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* A column is dropped where its 16 bits are below the limit, 0..65536. */
static inline uint64_t limit_of(float drop) { return (uint64_t)(drop * 65536.0f + 0.5f); }

/* Of row m. Draw i of the row mixes start + GAMMA * (i + 1). */
static inline uint64_t start(size_t m, uint64_t seed) { return mix(seed + GAMMA * (uint64_t)(m + 1)); }

/* Bits of 64 columns from the draws after `state`. Written for the compiler to turn into vectors: no comparisons, a
 * difference below zero has its highest bit set. */
static inline uint64_t dropped_word(uint64_t state, uint64_t limit) {
  uint64_t out = 0;
  for (uint64_t i = 0; i < DRAWS; ++i) {
    const uint64_t z = mix(state + GAMMA * (i + 1));
    const uint64_t four = ((z & 0xffff) - limit) >> 63 | (((z >> 16) & 0xffff) - limit) >> 63 << 1 |
                          (((z >> 32) & 0xffff) - limit) >> 63 << 2 | ((z >> 48) - limit) >> 63 << 3;
    out |= four << (4 * i);
  }
  return out;
}

#endif
