/* Dropout masks as arrays: the plain form of what the kernels do to rows. */
#include "engine/kernels.h"

#include "dropout_stream.h"

void eng_dropout_mask(float *mask__mo, size_t M, size_t O, float drop, uint64_t seed) {
  const float keep = 1.0f / (1.0f - drop);
  const uint64_t limit = limit_of(drop);
  for (size_t m = 0; m < M; ++m) {
    uint64_t state = start(m, seed), bits = 0;
    for (size_t o = 0; o < O; ++o) {
      if (o % 64 == 0) {
        bits = dropped_word(state, limit);
        state += DRAWS * GAMMA;
      }
      mask__mo[m * O + o] = (bits >> (o % 64) & 1) ? 0.0f : keep;
    }
  }
}
