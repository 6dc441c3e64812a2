/* Distributions over classes, and the gradients of losses on them. Included once an instruction set, by block_body.h,
 * within its target region: plain loops that the compiler turns into vectors. Sums run in lanes of fixed number: the
 * same bits on every instruction set. */

#define SUM_LANES 16

/* e^x for x <= 0, within 2 units in the last place; 1e-38 for anything below -87.
 * Source of the polynomial: Moshier, Cephes 2.2, expf. */
static inline float exp_of(float x) {
  const float shift = 12582912.0f; /* 1.5 * 2^23: adding it rounds to an integer */
  x = x < -87.0f ? -87.0f : x;
  const float n = (x * 1.44269504088896341f + shift) - shift;
  const float r = (x - n * 0.693359375f) - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float e = p * (r * r) + r + 1.0f;
  const union {
    uint32_t bits;
    float value;
  } power = {(uint32_t)((int32_t)n + 127) << 23};
  return e * power.value;
}

/* out = e^(x - top); their sum. */
ENG_VECTORIZED
static float NAME(exp_row)(float *out, const float *x, float top, size_t K) {
  float lanes[SUM_LANES] = {0.0f}, sum = 0.0f;
  for (size_t k = 0; k < K; ++k) out[k] = exp_of(x[k] - top);
  size_t k = 0;
  for (; k + SUM_LANES <= K; k += SUM_LANES)
    for (size_t j = 0; j < SUM_LANES; ++j) lanes[j] += out[k + j];
  for (; k < K; ++k) sum += out[k];
  for (size_t j = 0; j < SUM_LANES; ++j) sum += lanes[j];
  return sum;
}

static void NAME(softmax)(float *rows__mk, size_t M, size_t K) {
  for (size_t m = 0; m < M && K > 0; ++m) {
    float *x = rows__mk + m * K;
    const float scale = 1.0f / NAME(exp_row)(x, x, greatest(x, K), K);
    for (size_t k = 0; k < K; ++k) x[k] *= scale;
  }
}

static double NAME(step_loss)(float *d_scores__ak, const float *scores__ak, const float *costs__ak, size_t A, size_t K,
                              float *gold__k) {
  double loss = 0.0;
  for (size_t a = 0; a < A && K > 0; a++) {
    const float *scores = scores__ak + a * K, *costs = costs__ak + a * K;
    float *d_scores = d_scores__ak + a * K;
    float least = costs[0], gold_top = -INFINITY, gold = 0.0f;
    size_t n_gold = 0;
    for (size_t k = 1; k < K; k++) least = costs[k] < least ? costs[k] : least;
    const float scale = 1.0f / NAME(exp_row)(d_scores, scores, greatest(scores, K), K);
    for (size_t k = 0; k < K; k++) d_scores[k] *= scale;
    /* A maximum of their own, because the gold classes may all lie far below the best score: 0/0 otherwise. */
    for (size_t k = 0; k < K; k++)
      if (costs[k] <= least) {
        gold__k[n_gold++] = scores[k];
        gold_top = scores[k] > gold_top ? scores[k] : gold_top;
      }
    gold = NAME(exp_row)(gold__k, gold__k, gold_top, n_gold);
    for (size_t k = 0, i = 0; k < K; k++)
      if (costs[k] <= least) d_scores[k] -= gold__k[i++] / gold;
    for (size_t k = 0; k < K; k++) loss += (double)d_scores[k] * (double)d_scores[k];
  }
  return loss;
}
