#include <string.h>

#include "engine/kernels.h"

/* The accumulation of XXH3 (Y. Collet), which needs no wide multiplication: 64 bytes at a time, each eight bytes with a
 * key of its own; keys move on with every stripe, so that the place of a value counts. Not meant against attackers. */
#define LANES 8
#define GOLDEN 0x9e3779b97f4a7c15ULL

#if defined(__GNUC__) && !defined(__clang__)
__attribute__((optimize("O3")))
#endif
static inline void add_stripe(uint64_t *sums, const uint64_t *words, uint64_t step) {
  for (int i = 0; i < LANES; ++i) {
    const uint64_t x = words[i] ^ (step + (uint64_t)i * 0xd1342543de82ef95ULL);
    sums[i ^ 1] += words[i];
    sums[i] += (x & 0xffffffffULL) * (x >> 32);
  }
}

#if defined(__GNUC__) && !defined(__clang__)
__attribute__((optimize("O3")))
#endif
uint64_t eng_parameter_sum(const float *x, size_t n) {
  uint64_t sums[LANES] = {1, 2, 3, 4, 5, 6, 7, 8}, words[LANES], step = GOLDEN;
  const unsigned char *bytes = (const unsigned char *)x;
  size_t left = n * sizeof(float);
  for (; left >= sizeof(words); left -= sizeof(words), bytes += sizeof(words), step += GOLDEN) {
    memcpy(words, bytes, sizeof(words));
    add_stripe(sums, words, step);
  }
  memset(words, 0, sizeof(words));
  if (left) memcpy(words, bytes, left);
  add_stripe(sums, words, step ^ n);
  uint64_t out = n;
  for (int i = 0; i < LANES; ++i) {
    out = (out ^ sums[i]) * GOLDEN;
    out ^= out >> 29;
  }
  return out;
}
