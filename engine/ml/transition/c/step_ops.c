#include "step_ops.h"

#include <math.h>
#include <string.h>

/* Loops over BLOCK floats have a constant length, so that compilers make vectors of them without being asked twice. */
enum { BLOCK = 16 };

static inline void add_row(float *restrict out, const float *restrict row, ptrdiff_t n) {
  ptrdiff_t i = 0;
  for (; i + BLOCK <= n; i += BLOCK) {
    for (int j = 0; j < BLOCK; j++) out[i + j] += row[i + j];
  }
  for (; i < n; i++) out[i] += row[i];
}

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

double eng_step_loss(float *d_scores__ak, const float *scores__ak, const float *costs__ak, ptrdiff_t A, ptrdiff_t K,
                     float *exp__k) {
  double loss = 0.0;
  for (ptrdiff_t a = 0; a < A; a++) {
    const float *scores = scores__ak + a * K, *costs = costs__ak + a * K;
    float *d_scores = d_scores__ak + a * K;
    float top = scores[0], least = costs[0], gold_top;
    for (ptrdiff_t k = 1; k < K; k++) {
      if (scores[k] > top) top = scores[k];
      if (costs[k] < least) least = costs[k];
    }
    gold_top = -INFINITY;
    for (ptrdiff_t k = 0; k < K; k++) {
      if (costs[k] <= least && scores[k] > gold_top) gold_top = scores[k];
    }
    /* Two maxima, because the gold classes may all lie far below the best score: exp would underflow to 0/0. */
    float all = 0.0f, gold = 0.0f;
    for (ptrdiff_t k = 0; k < K; k++) {
      exp__k[k] = expf(scores[k] - top);
      all += exp__k[k];
    }
    for (ptrdiff_t k = 0; k < K; k++) d_scores[k] = exp__k[k] / all;
    for (ptrdiff_t k = 0; k < K; k++) {
      if (costs[k] <= least) gold += exp__k[k] = expf(scores[k] - gold_top);
    }
    for (ptrdiff_t k = 0; k < K; k++) {
      if (costs[k] <= least) d_scores[k] -= exp__k[k] / gold;
    }
    for (ptrdiff_t k = 0; k < K; k++) loss += (double)d_scores[k] * (double)d_scores[k];
  }
  return loss;
}

void eng_step_scatter(float *d_table__tfpo, float *d_pad__fpo, float *d_bias__po, const float *d_hidden__so,
                      const uint8_t *which__so, const int32_t *ids__sf, const int32_t *order__s, ptrdiff_t S,
                      const EngStepSizesC *n, float *sum__po) {
  const ptrdiff_t O = (ptrdiff_t)n->O, F = (ptrdiff_t)n->F, OP = O * (ptrdiff_t)n->P, FOP = F * OP;
  for (ptrdiff_t i = 0; i < S; i++) {
    const ptrdiff_t s = order__s[i];
    const int32_t *ids = ids__sf + s * F;
    const float *d_hidden = d_hidden__so + s * O;
    const uint8_t *which = which__so + s * O;
    memset(sum__po, 0, (size_t)OP * sizeof(float));
    for (ptrdiff_t o = 0; o < O; o++) {
      if (which[o] != ENG_STEP_CUT) sum__po[which[o] * O + o] = d_hidden[o];
    }
    for (ptrdiff_t f = 0; f < F; f++)
      add_row(ids[f] < 0 ? d_pad__fpo + f * OP : d_table__tfpo + ids[f] * FOP + f * OP, sum__po, OP);
    add_row(d_bias__po, sum__po, OP);
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
