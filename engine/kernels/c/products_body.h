/* Products of gradients. Included once an instruction set, by block_body.h, within its target region.
 *
 * Each element of a product is one sum over ascending k, whatever rows and columns are asked for together: cutting a
 * product into parts, on any number of threads, changes no bit. */

#if VL == 16
#define WIDEST 4 /* vectors across a tile */
#define TALLEST(n) ((n) == 4 ? 6 : 8) /* rows of a tile of n vectors */
#elif VL == 8
#define WIDEST 2
#define TALLEST(n) 6
#else
#define WIDEST 4
#define TALLEST(n) 4
#endif

/* `rows` rows by n vectors of out, from element (i, 0) of a on. Both are constant where it is called; is_turned says
 * that the rows of `a` lie next to each other, in memory that is. */
static ALWAYS_INLINE void product_tile(float *out, const EngProductC *job, const float *a, const float *b,
                                       const int rows, const int n, const int is_turned) {
  const size_t row = is_turned ? 1 : job->a_row, step = is_turned ? job->a_step : 1;
  vf acc[8][4];
#pragma GCC unroll 8
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < n; ++v) acc[i][v] = job->adds ? vload(out + i * job->out_row + v * VL) : vset1(0.0f);
  for (size_t k0 = 0; k0 < job->K; k0 += job->a_run, a += job->a_next) {
    const size_t count = job->K - k0 < job->a_run ? job->K - k0 : job->a_run;
    const float *a_k = a;
    for (size_t k = 0; k < count; ++k, a_k += step, b += job->b_row) {
      vf b_k[4];
#pragma GCC unroll 4
      for (int v = 0; v < n; ++v) b_k[v] = vload(b + v * VL);
#pragma GCC unroll 8
      for (int i = 0; i < rows; ++i) {
        const vf a_ik = vset1(a_k[i * row]);
#pragma GCC unroll 4
        for (int v = 0; v < n; ++v) acc[i][v] = vfma(a_ik, b_k[v], acc[i][v]);
      }
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < n; ++v) vstore(out + i * job->out_row + v * VL, acc[i][v]);
}

/* All rows of n vectors. */
static ALWAYS_INLINE void product_panel(float *out, const EngProductC *job, const float *b, const int n,
                                        const int is_turned) {
  const size_t row = is_turned ? 1 : job->a_row;
  size_t i = 0;
  for (; i + TALLEST(n) <= job->M; i += TALLEST(n))
    product_tile(out + i * job->out_row, job, job->a + i * row, b, TALLEST(n), n, is_turned);
  for (; i + 4 <= job->M; i += 4) product_tile(out + i * job->out_row, job, job->a + i * row, b, 4, n, is_turned);
  for (; i < job->M; ++i) product_tile(out + i * job->out_row, job, job->a + i * row, b, 1, n, is_turned);
}

static ALWAYS_INLINE void product_columns(const EngProductC *job, const int is_turned) {
  const size_t row = is_turned ? 1 : job->a_row, step = is_turned ? job->a_step : 1;
  size_t column = 0;
  for (size_t left; (left = (job->N - column) / VL) > 0;) {
    float *out = job->out + column;
    const float *b = job->b + column;
#if WIDEST == 4
    if (left % 4 == 0 || left > 6) {
      product_panel(out, job, b, 4, is_turned);
      column += 4 * VL;
      continue;
    }
    if (left >= 3) {
      product_panel(out, job, b, 3, is_turned);
      column += 3 * VL;
      continue;
    }
#endif
    if (left >= 2) {
      product_panel(out, job, b, 2, is_turned);
      column += 2 * VL;
      continue;
    }
    product_panel(out, job, b, 1, is_turned);
    column += VL;
  }
  for (; column < job->N; ++column)
    for (size_t i = 0; i < job->M; ++i) {
      float sum = job->adds ? job->out[i * job->out_row + column] : 0.0f;
      const float *a = job->a + i * row, *b = job->b + column;
      for (size_t k0 = 0; k0 < job->K; k0 += job->a_run, a += job->a_next)
        for (size_t k = 0; k < job->a_run && k0 + k < job->K; ++k, b += job->b_row) sum += a[k * step] * *b;
      job->out[i * job->out_row + column] = sum;
    }
}

static void NAME(product)(const EngProductC *job) {
  if (job->a_row == 1)
    product_columns(job, 1);
  else
    product_columns(job, 0);
}

ENG_VECTORIZED
static void NAME(sum_rows)(float *restrict out, const float *restrict x, size_t M, size_t N) {
  for (size_t m = 0; m < M; ++m)
    for (size_t n = 0; n < N; ++n) out[n] += x[m * N + n];
}
