/* Dropout masks as a function of (seed, row, column): the same on every instruction set and for any order of rows.
 * Source of the mixing function: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"
 * (splitmix64). One draw decides four columns, 16 bits each, so that a rate is exact to 2^-16. */
#include "engine/kernels.h"

static inline uint64_t mix(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void eng_dropout_bits(uint64_t *bits, size_t m, size_t O, float drop, uint64_t seed) {
  const uint32_t limit = (uint32_t)(drop * 65536.0f + 0.5f);
  const uint64_t gamma = 0x9e3779b97f4a7c15u;
  uint64_t state = mix(seed + gamma * (uint64_t)(m + 1));
  for (size_t word = 0; word * 64 < O; ++word) {
    uint64_t out = 0;
    for (size_t i = 0; i < 16; ++i) {
      state += gamma;
      const uint64_t z = mix(state);
      const uint64_t four = (uint64_t)((uint32_t)(z & 0xffff) < limit) |
                            (uint64_t)((uint32_t)((z >> 16) & 0xffff) < limit) << 1 |
                            (uint64_t)((uint32_t)((z >> 32) & 0xffff) < limit) << 2 |
                            (uint64_t)((uint32_t)(z >> 48) < limit) << 3;
      out |= four << (4 * i);
    }
    bits[word] = out;
  }
}

void eng_dropout_mask(float *mask__mo, size_t M, size_t O, float drop, uint64_t seed) {
  const float keep = 1.0f / (1.0f - drop);
  for (size_t m = 0; m < M; ++m) {
    float *row = mask__mo + m * O;
    uint64_t bits[64];
    for (size_t start = 0; start < O; start += sizeof(bits) * 8) {
      /* 4096 columns at a time cover every width in use; wider rows repeat the pattern. */
      const size_t n = O - start < sizeof(bits) * 8 ? O - start : sizeof(bits) * 8;
      eng_dropout_bits(bits, m, n, drop, seed);
      for (size_t o = 0; o < n; ++o) row[start + o] = (bits[o / 64] >> (o % 64) & 1) ? 0.0f : keep;
    }
  }
}
