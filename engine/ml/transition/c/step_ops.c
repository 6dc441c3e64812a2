#include "step_ops.h"

void eng_step_mask_unseen(float *scores__ak, const uint8_t *seen__k, ptrdiff_t A, ptrdiff_t K) {
  if (A * K == 0) return;
  float lowest = scores__ak[0];
  for (ptrdiff_t i = 1; i < A * K; i++) {
    if (scores__ak[i] < lowest) lowest = scores__ak[i];
  }
  for (ptrdiff_t a = 0; a < A; a++) {
    for (ptrdiff_t k = 0; k < K; k++) {
      if (!seen__k[k]) scores__ak[a * K + k] = lowest;
    }
  }
}

/* splitmix64: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators". */
static inline uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

void eng_step_dropout(float *hidden__ao, float *keep__ao, ptrdiff_t n_values, float rate, uint64_t *state) {
  const float scale = 1.0f / (1.0f - rate);
  const uint32_t threshold = (uint32_t)(rate * 65536.0f);
  uint64_t bits = 0;
  for (ptrdiff_t i = 0; i < n_values; i++) {
    if ((i & 3) == 0) bits = next_random(state);
    keep__ao[i] = (uint32_t)(bits & 0xffff) < threshold ? 0.0f : scale;
    hidden__ao[i] *= keep__ao[i];
    bits >>= 16;
  }
}
