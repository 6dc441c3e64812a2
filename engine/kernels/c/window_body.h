/* Prediction of a convolution over three tokens, by minimal filtering (see engine/kernels.h); after block_body.h.
 *
 * Three neighbouring outputs need nine products of a token with a third of the weights; combinations of five input rows
 * with combinations of the thirds need five. F(3, 3) with the points 0, 1, -1, 2 and infinity: errors are those of the
 * plain sums (measured on real weights, maximum 5.1e-6 against 4.6e-6 of float32 sums of 288 terms); F(4, 3) saves a
 * tenth more and has three times the error.
 * Source: S. Winograd, "Arithmetic Complexity of Computations", SIAM 1980; A. Lavin and S. Gray, "Fast Algorithms for
 * Convolutional Neural Networks", CVPR 2016. Here the transforms are over tokens, not pixels.
 *
 * Columns of the packed weights: blocks of WIDE outputs, in a block piece by piece; the maximum over pieces is taken
 * while the block's sums are in the first-level cache. */
#define WIDE 16   /* outputs of a block; a multiple of VL for every instruction set */
#define STEPS 5   /* products of three outputs */
#define GROUP 3   /* outputs that are computed together */

/* Columns taken together: whole tiles and whole blocks. */
static inline size_t NAME(window_chunk)(size_t P) {
  const size_t tile_columns = NV * VL, block = WIDE * P;
  size_t chunk = block;
  while (chunk % tile_columns) chunk += block;
  return chunk;
}

static inline size_t NAME(window_columns)(const EngWindowSizesC *n) {
  return round_up(n->O * n->P, NAME(window_chunk)(n->P));
}

static size_t NAME(window_packed)(const EngWindowSizesC *n) { return STEPS * n->I * NAME(window_columns)(n); }

static size_t NAME(window_bias)(const EngWindowSizesC *n) { return NAME(window_columns)(n); }

static size_t NAME(window_scratch)(const EngWindowSizesC *n) {
  /* input rows, combined; sums of a chunk; maxima of a tile's rows */
  return STEPS * MR * n->I + STEPS * MR * NAME(window_chunk)(n->P) + GROUP * MR * n->O;
}

/* The thirds of a weight row, combined for product i. */
static inline float combined_weight(const float *w, size_t I, size_t k, int i) {
  const double a = (double)w[k], b = (double)w[I + k], c = (double)w[2 * I + k];
  switch (i) {
  case 0: return (float)(a / 2);
  case 1: return (float)(-(a + b + c) / 2);
  case 2: return (float)((b - a - c) / 6);
  case 3: return (float)((a + 2 * b + 4 * c) / 6);
  default: return (float)c;
  }
}

static void NAME(window_pack)(float *packed, float *bias__n, const float *W__opk, const float *b__op,
                              const EngWindowSizesC *n) {
  const size_t O = n->O, P = n->P, I = n->I, N = NAME(window_columns)(n), chunk = NAME(window_chunk)(P);
  const size_t tile_columns = NV * VL, block = WIDE * P;
  for (size_t column = 0; column < N; ++column) {
    const size_t p = column % block / WIDE, o = column / block * WIDE + column % WIDE;
    const size_t in_chunk = column % chunk, in_tile = in_chunk % tile_columns;
    float *const out = packed + column / chunk * (STEPS * I * chunk) + in_chunk / tile_columns * (I * tile_columns) + in_tile;
    bias__n[column] = o < O ? b__op[o * P + p] : 0.0f;
    for (int i = 0; i < STEPS; ++i)
      for (size_t k = 0; k < I; ++k)
        out[(size_t)i * I * chunk + k * tile_columns] = o < O ? combined_weight(W__opk + (o * P + p) * 3 * I, I, k, i) : 0.0f;
  }
}

/* v (5, MR, I) of the five rows at d, to row m. */
static inline void combine_rows(float *v, const float *d, size_t m, size_t I) {
  const float *d0 = d, *d1 = d + I, *d2 = d + 2 * I, *d3 = d + 3 * I, *d4 = d + 4 * I;
  const size_t step = MR * I;
  float *out = v + m * I;
  const vf two = vset1(2.0f), three = vset1(3.0f);
  for (size_t k = 0; k < I; k += VL) {
    const vf x0 = vload(d0 + k), x1 = vload(d1 + k), x2 = vload(d2 + k), x3 = vload(d3 + k), x4 = vload(d4 + k);
    const vf x31 = vsub(x3, x1), x32 = vsub(x3, x2);
    vstore(out + k, vfma(two, vsub(x0, x2), x31));
    vstore(out + step + k, vsub(x32, vmul(two, x1)));
    vstore(out + 2 * step + k, vfma(two, x1, vsub(x3, vmul(three, x2))));
    vstore(out + 3 * step + k, x31);
    vstore(out + 4 * step + k, vsub(vsub(x4, x2), vmul(two, x31)));
  }
}

/* best (3, O): maxima over pieces of the three outputs of row m, for the WIDE outputs from o on. y: sums (5, MR, chunk)
 * at the block's first column. */
static inline void window_maxout(float *best, const float *y, const float *bias, size_t chunk, size_t O, size_t P) {
  const size_t step = MR * chunk;
  const vf two = vset1(2.0f), four = vset1(4.0f);
  for (size_t o = 0; o < WIDE; o += VL) {
    vf top0 = vset1(0.0f), top1 = top0, top2 = top0;
    for (size_t p = 0; p < P; ++p) {
      const size_t at = p * WIDE + o;
      const vf b = vload(bias + at);
      const vf m1 = vload(y + step + at), m2 = vload(y + 2 * step + at), m3 = vload(y + 3 * step + at);
      const vf sum = vadd(m1, m2), difference = vsub(m1, m2);
      const vf x0 = vadd(vadd(vadd(vload(y + at), sum), m3), b);
      const vf x1 = vadd(vfma(two, m3, difference), b);
      const vf x2 = vadd(vadd(vfma(four, m3, sum), vload(y + 4 * step + at)), b);
      top0 = p == 0 ? x0 : vselect_gt(x0, top0, x0, top0);
      top1 = p == 0 ? x1 : vselect_gt(x1, top1, x1, top1);
      top2 = p == 0 ? x2 : vselect_gt(x2, top2, x2, top2);
    }
    vstore(best + o, top0);
    vstore(best + O + o, top1);
    vstore(best + 2 * O + o, top2);
  }
}

static void NAME(window_forward)(float *out, const float *in, const int32_t *groups, const EngBlockWeightsC *w,
                                 float *scratch, const EngWindowSizesC *n) {
  const size_t O = n->O, P = n->P, I = n->I, N = NAME(window_columns)(n), chunk = NAME(window_chunk)(P);
  float *const v = scratch, *const y = v + STEPS * MR * I, *const best = y + STEPS * MR * chunk;
  for (size_t g0 = 0; g0 < n->G; g0 += MR) {
    const size_t rows = n->G - g0 < MR ? n->G - g0 : MR;
    const float *b = w->packed__kn;
    for (size_t m = 0; m < rows; ++m) combine_rows(v, in + ((size_t)groups[g0 + m] * GROUP - 1) * I, m, I);
    for (size_t column = 0; column < N; column += chunk) {
      for (size_t i = 0; i < STEPS; ++i)
        for (size_t j = 0; j < chunk; j += NV * VL, b += I * NV * VL) {
          float *const sums = y + i * MR * chunk + j;
          const float *const a = v + i * MR * I;
          if (rows == MR)
            tile(sums, chunk, a, I, b, NV * VL, I);
          else
            tile_part(sums, chunk, a, I, b, NV * VL, I, rows);
        }
      for (size_t at = 0; at < chunk; at += WIDE * P) {
        const size_t o = (column + at) / P;
        for (size_t m = 0; m < rows && o < O; ++m)
          window_maxout(best + m * GROUP * O + o, y + m * chunk + at, w->bias__n + column + at, chunk, O, P);
      }
    }
    for (size_t m = 0; m < rows * GROUP; ++m) {
      const size_t row = (size_t)groups[g0 + m / GROUP] * GROUP + m % GROUP;
      float *x = best + m * O;
      row_norm(x, x, O);
      row_out(out + row * O, x, w->gain__o, w->shift__o, in + row * O, NULL, 1.0f, O);
    }
  }
}

/* The first convolution: its products depend on a token's form alone and are ready for each form; a token takes the part
 * for its left neighbour's third of the weights, its own, and the right one's. */
static void NAME(window_first)(float *out, const float *mixed__uo, const float *parts__u3po, const int32_t *ids__m3,
                               const int32_t *rows__m, const EngBlockWeightsC *w, const EngWindowSizesC *n) {
  const size_t O = n->O, P = n->P, OP = O * P;
  for (size_t m = 0; m < n->G; ++m) {
    const int32_t *ids = ids__m3 + m * 3;
    const float *parts[3];
    const float *residual = ids[1] < 0 ? NULL : mixed__uo + (size_t)ids[1] * O;
    float *y = out + (size_t)rows__m[m] * O;
    for (size_t i = 0; i < 3; ++i) parts[i] = ids[i] < 0 ? NULL : parts__u3po + ((size_t)ids[i] * 3 + i) * OP;
    for (size_t o = 0; o < O; o += VL) {
      vf best = vset1(0.0f);
      for (size_t p = 0; p < P; ++p) {
        const size_t at = p * O + o;
        vf x = vset1(0.0f);
        if (parts[0] != NULL) x = vadd(x, vload(parts[0] + at));
        if (parts[1] != NULL) x = vadd(x, vload(parts[1] + at));
        if (parts[2] != NULL) x = vadd(x, vload(parts[2] + at));
        x = vadd(x, vload(w->bias__n + at));
        best = p == 0 ? x : vselect_gt(x, best, x, best);
      }
      vstore(y + o, best);
    }
    row_norm(y, y, O);
    row_out(y, y, w->gain__o, w->shift__o, residual, NULL, 1.0f, O);
  }
}
