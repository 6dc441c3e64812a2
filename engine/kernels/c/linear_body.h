/* Linear layers: a product with packed weights, and a bias. Included once an instruction set, by block_body.h.
 *
 * Each element is one sum over ascending k, to which the bias is added: the shape of the tiles changes no bit. Columns go
 * first, so that a tile's weights stay in the first-level cache; of the rows, as many at once as stay in the second.
 * The last vector of a row may be partial: no more than that is computed in vain. */
#define LINEAR_ROWS 48 /* at once; a multiple of all heights below */

#if VL == 16
#define TALL(n) ((n) == 4 ? 6 : 8) /* rows of a tile of n vectors: at most 24 of 32 registers */
#define WIDE_OF(left) ((left) == 4 ? 4 : (left) >= 3 ? 3 : (left) >= 2 ? 2 : 1)
#elif VL == 8
#define TALL(n) ((n) == 1 ? 8 : (n) == 2 ? 6 : 4) /* 12 of 16 registers; 8 sums, less would wait for each other */
#define WIDE_OF(left) ((left) == 3 ? 3 : (left) >= 2 ? 2 : 1)
#else
#define TALL(n) 4
#define WIDE_OF(left) ((left) >= 3 ? 3 : (left) >= 2 ? 2 : 1)
#endif

/* `rows` rows by n vectors, the last of which has `lanes` columns. rows and n are constant where it is called. */
static ALWAYS_INLINE void linear_tile(float *out, const float *a, const float *b, const float *bias, size_t O,
                                      size_t a_stride, size_t b_stride, size_t K, size_t lanes, const int rows,
                                      const int n) {
  vf acc[8][4];
#pragma GCC unroll 8
  for (int i = 0; i < rows; ++i)
#pragma GCC unroll 4
    for (int v = 0; v < n; ++v) acc[i][v] = vset1(0.0f);
  for (size_t k = 0; k < K; ++k, b += b_stride) {
    vf b_k[4];
#pragma GCC unroll 4
    for (int v = 0; v < n; ++v) b_k[v] = vload(b + v * VL);
#pragma GCC unroll 8
    for (int i = 0; i < rows; ++i) {
      const vf a_ik = vset1(a[i * a_stride + k]);
#pragma GCC unroll 4
      for (int v = 0; v < n; ++v) acc[i][v] = vfma(a_ik, b_k[v], acc[i][v]);
    }
  }
#pragma GCC unroll 8
  for (int i = 0; i < rows; ++i) {
#pragma GCC unroll 4
    for (int v = 0; v < n - 1; ++v) vstore(out + i * O + v * VL, vadd(acc[i][v], vload(bias + v * VL)));
    const vf last = vadd(acc[i][n - 1], vload(bias + (n - 1) * VL));
    if (lanes == VL)
      vstore(out + i * O + (n - 1) * VL, last);
    else
      vstore_part(out + i * O + (n - 1) * VL, last, lanes);
  }
}

/* n vectors of M rows. */
static ALWAYS_INLINE void linear_panel(float *out, const float *a, const float *b, const float *bias, size_t M, size_t O,
                                       size_t a_stride, size_t b_stride, size_t K, size_t lanes, const int n) {
  size_t m = 0;
  for (; m + TALL(n) <= M; m += TALL(n))
    linear_tile(out + m * O, a + m * a_stride, b, bias, O, a_stride, b_stride, K, lanes, TALL(n), n);
  out += m * O;
  a += m * a_stride;
#define ROWS(rows) \
  case rows: \
    if ((rows) < TALL(n)) \
      linear_tile(out, a, b, bias, O, a_stride, b_stride, K, lanes, (rows) < TALL(n) ? (rows) : TALL(n), n); \
    break;
  switch (M - m) {
    ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6) ROWS(7)
  }
#undef ROWS
}

/* As `forward`, without what comes after the product. */
static void NAME(linear)(float *out__mo, const float *in, size_t in_stride, const EngBlockWeightsC *w, float *scratch,
                         const EngBlockSizesC *n) {
  const size_t O = n->O, K = n->K, N = NAME(packed_width)(O, 1);
  (void)scratch;
  for (size_t m = 0; m < n->M; m += LINEAR_ROWS) {
    const size_t M = n->M - m < LINEAR_ROWS ? n->M - m : LINEAR_ROWS;
    const float *a = in + m * in_stride;
    for (size_t column = 0; column < O;) {
      const size_t left = (O - column + VL - 1) / VL;
      const int wide = WIDE_OF(left);
      const size_t lanes = left == (size_t)wide ? O - column - (size_t)(wide - 1) * VL : VL;
      float *out = out__mo + m * O + column;
      const float *b = w->packed__kn + column, *bias = w->bias__n + column;
      switch (wide) {
#if VL == 16
      case 4: linear_panel(out, a, b, bias, M, O, in_stride, N, K, lanes, 4); break;
#endif
      case 3: linear_panel(out, a, b, bias, M, O, in_stride, N, K, lanes, 3); break;
      case 2: linear_panel(out, a, b, bias, M, O, in_stride, N, K, lanes, 2); break;
      default: linear_panel(out, a, b, bias, M, O, in_stride, N, K, lanes, 1); break;
      }
      column += (size_t)wide * VL;
    }
  }
}
