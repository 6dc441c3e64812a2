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

/* out = the sum of the rows, in order; one pass, the running sums stay in registers. */
static inline void sum_rows(float *restrict out, const float *const *rows, int n_rows, ptrdiff_t n) {
  ptrdiff_t i = 0;
  for (; i + BLOCK <= n; i += BLOCK) {
    float sum[BLOCK];
    for (int j = 0; j < BLOCK; j++) sum[j] = rows[0][i + j];
    for (int r = 1; r < n_rows; r++) {
      const float *row = rows[r] + i;
      for (int j = 0; j < BLOCK; j++) sum[j] += row[j];
    }
    for (int j = 0; j < BLOCK; j++) out[i + j] = sum[j];
  }
  for (; i < n; i++) {
    float sum = rows[0][i];
    for (int r = 1; r < n_rows; r++) sum += rows[r][i];
    out[i] = sum;
  }
}

void eng_step_hidden(float *hidden__ao, uint8_t *which__ao, const float *table__tfop, const float *pad__fop,
                     const float *bias__op, const int32_t *ids__af, ptrdiff_t A, const StepSizesC *n,
                     int one_piece, float *sum__op) {
  const ptrdiff_t OP = n->O * n->P, FOP = n->F * OP;
  for (ptrdiff_t a = 0; a < A; a++) {
    const int32_t *ids = ids__af + a * n->F;
    const float *rows[ENG_STEP_MAX_SLOTS + 1];
    for (ptrdiff_t f = 0; f < n->F; f++) rows[f] = ids[f] < 0 ? pad__fop + f * OP : table__tfop + ids[f] * FOP + f * OP;
    rows[n->F] = bias__op;
    sum_rows(sum__op, rows, (int)n->F + 1, OP);
    float *hidden = hidden__ao + a * n->O;
    uint8_t *which = which__ao == NULL ? NULL : which__ao + a * n->O;
    if (n->P == 1) {
      for (ptrdiff_t o = 0; o < n->O; o++) {
        int cut = one_piece == ENG_STEP_RELU && !(sum__op[o] > 0.0f);
        hidden[o] = cut ? 0.0f : sum__op[o];
        if (which != NULL) which[o] = cut ? 255 : 0;
      }
      continue;
    }
    if (n->P == 2) {
      for (ptrdiff_t o = 0; o < n->O; o++) {
        const float first = sum__op[2 * o], second = sum__op[2 * o + 1];
        hidden[o] = second > first ? second : first;
        if (which != NULL) which[o] = second > first;
      }
      continue;
    }
    for (ptrdiff_t o = 0; o < n->O; o++) {
      const float *pieces = sum__op + o * n->P;
      float best = pieces[0];
      uint8_t winner = 0;
      for (ptrdiff_t p = 1; p < n->P; p++) {
        if (pieces[p] > best) {
          best = pieces[p];
          winner = (uint8_t)p;
        }
      }
      hidden[o] = best;
      if (which != NULL) which[o] = winner;
    }
  }
}

void eng_step_pick(int32_t *class__a, const float *scores__ak, const uint8_t *valid__ak, ptrdiff_t A, ptrdiff_t K) {
  for (ptrdiff_t a = 0; a < A; a++) {
    const float *scores = scores__ak + a * K;
    const uint8_t *valid = valid__ak + a * K;
    int32_t best = -1;
    for (ptrdiff_t k = 0; k < K; k++) {
      if (valid[k] && (best < 0 || scores[k] > scores[best])) best = (int32_t)k;
    }
    class__a[a] = best;
  }
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

void eng_step_scatter(float *d_table__tfop, float *d_pad__fop, float *d_bias__op, const float *d_hidden__so,
                      const uint8_t *which__so, const int32_t *ids__sf, const int32_t *order__s, ptrdiff_t S,
                      const StepSizesC *n, float *sum__op) {
  const ptrdiff_t OP = n->O * n->P, FOP = n->F * OP;
  for (ptrdiff_t i = 0; i < S; i++) {
    const ptrdiff_t s = order__s[i];
    const int32_t *ids = ids__sf + s * n->F;
    const float *d_hidden = d_hidden__so + s * n->O;
    const uint8_t *which = which__so + s * n->O;
    memset(sum__op, 0, (size_t)OP * sizeof(float));
    for (ptrdiff_t o = 0; o < n->O; o++) {
      if (which[o] != 255) sum__op[o * n->P + which[o]] = d_hidden[o];
    }
    for (ptrdiff_t f = 0; f < n->F; f++)
      add_row(ids[f] < 0 ? d_pad__fop + f * OP : d_table__tfop + ids[f] * FOP + f * OP, sum__op, OP);
    add_row(d_bias__op, sum__op, OP);
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
