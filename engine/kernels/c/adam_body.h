/* One optimizer step over one array. Included once an instruction set, by block_*.c, within its target region: plain
 * loops that the compiler turns into vectors. Elementwise, and summed in lanes of fixed number: the same bits on every
 * instruction set.
 *
 * Source: Kingma and Ba 2015, "Adam: a method for stochastic optimization", with the decoupled weight decay of
 * Loshchilov and Hutter 2019. As thinc does, the decay comes after the step, from the new weight. */

#define N_LANES 16
/* The arrays of a model do not fit the caches, and what fetches ahead on its own stops at the end of a page: values a
 * page ahead are asked for. A third less time. */
#if defined(__GNUC__)
#define ASK_FOR(p) __builtin_prefetch(p)
#else
#define ASK_FOR(p)
#endif
#define AHEAD 1024

ENG_VECTORIZED
static double NAME(squared_norm)(const float *x, size_t n) {
  double lanes[N_LANES] = {0};
  size_t i = 0;
  for (; i + N_LANES <= n; i += N_LANES) {
    ASK_FOR(x + (i + AHEAD < n ? i + AHEAD : i));
    for (size_t j = 0; j < N_LANES; ++j) lanes[j] += (double)x[i + j] * (double)x[i + j];
  }
  for (size_t j = 0; i < n; ++i, ++j) lanes[j] += (double)x[i] * (double)x[i];
  double sum = 0.0;
  for (size_t j = 0; j < N_LANES; ++j) sum += lanes[j];
  return sum;
}

ENG_VECTORIZED
static void NAME(adam)(float *restrict w, float *restrict g, float *restrict m, float *restrict v,
                       float *restrict average, size_t n, const EngAdamC *s) {
  const float scale = s->gradient_scale, b1 = s->beta1, b2 = s->beta2, eps = s->eps, rate = s->rate, decay = s->decay;
  const float c1 = 1.0f - b1, c2 = 1.0f - b2, average_rate = s->average_rate;
  for (size_t i = 0; i < n; ++i) {
    const float gradient = g[i] * scale;
    const float m_i = b1 * m[i] + c1 * gradient;
    const float v_i = b2 * v[i] + c2 * gradient * gradient;
    const float stepped = w[i] - rate * (m_i / (sqrtf(v_i) + eps));
    const float decayed = stepped - decay * stepped;
    m[i] = m_i;
    v[i] = v_i;
    w[i] = decayed;
    g[i] = 0.0f;
    if (average != NULL) average[i] -= average_rate * (average[i] - decayed);
  }
}
