/* Dropout masks as a function of (seed, row, column): the same on every instruction set and for any order of rows.
 * Source of the mixing function: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"
 * (splitmix64). One draw decides four columns, 16 bits each, so that a rate is exact to 2^-16. */
#include "engine/kernels.h"

static inline uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

#define GAMMA 0x9e3779b97f4a7c15u

static inline uint32_t limit_of(float drop) { return (uint32_t)(drop * 65536.0f + 0.5f); }

static inline uint64_t start(size_t m, uint64_t seed) { return mix(seed + GAMMA * (uint64_t)(m + 1)); }

/* The next 64 columns' bits. */
static inline uint64_t next_word(uint64_t *state, uint32_t limit) {
  uint64_t out = 0;
  for (size_t i = 0; i < 16; ++i) {
    *state += GAMMA;
    const uint64_t z = mix(*state);
    const uint64_t four = (uint64_t)((uint32_t)(z & 0xffff) < limit) |
                          (uint64_t)((uint32_t)((z >> 16) & 0xffff) < limit) << 1 |
                          (uint64_t)((uint32_t)((z >> 32) & 0xffff) < limit) << 2 |
                          (uint64_t)((uint32_t)(z >> 48) < limit) << 3;
    out |= four << (4 * i);
  }
  return out;
}

void eng_dropout_bits(uint64_t *bits, size_t m, size_t O, float drop, uint64_t seed) {
  uint64_t state = start(m, seed);
  const uint32_t limit = limit_of(drop);
  for (size_t word = 0; word * 64 < O; ++word) bits[word] = next_word(&state, limit);
}

void eng_dropout_mask(float *mask__mo, size_t M, size_t O, float drop, uint64_t seed) {
  const float keep = 1.0f / (1.0f - drop);
  const uint32_t limit = limit_of(drop);
  for (size_t m = 0; m < M; ++m) {
    uint64_t state = start(m, seed), bits = 0;
    for (size_t o = 0; o < O; ++o) {
      if (o % 64 == 0) bits = next_word(&state, limit);
      mask__mo[m * O + o] = (bits >> (o % 64) & 1) ? 0.0f : keep;
    }
  }
}
