/* Index of the largest of n floats, the first of equal ones. */
#ifndef ENGINE_PIPELINE_ARGMAX_H
#define ENGINE_PIPELINE_ARGMAX_H

#include <stdint.h>

#define ENG_ARGMAX_LANES 16

/* row (n,), n >= 1. Two passes, each of which the compiler turns into vectors: the largest value, then where it is.
   A NaN is never larger; a row of nothing else gives 0. */
static inline int32_t eng_argmax(const float *row, int32_t n) {
  float lanes[ENG_ARGMAX_LANES];
  float best = row[0];
  int32_t i = 0;
  if (n >= ENG_ARGMAX_LANES) {
    for (int32_t k = 0; k < ENG_ARGMAX_LANES; ++k) lanes[k] = row[k];
    for (i = ENG_ARGMAX_LANES; i + ENG_ARGMAX_LANES <= n; i += ENG_ARGMAX_LANES)
      for (int32_t k = 0; k < ENG_ARGMAX_LANES; ++k) lanes[k] = row[i + k] > lanes[k] ? row[i + k] : lanes[k];
    for (int32_t k = 0; k < ENG_ARGMAX_LANES; ++k) best = lanes[k] > best ? lanes[k] : best;
  }
  for (; i < n; ++i) best = row[i] > best ? row[i] : best;
  for (i = 0; i < n; ++i)
    if (row[i] == best) return i;
  return 0;
}

#endif
