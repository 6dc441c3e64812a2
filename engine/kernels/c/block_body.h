/* The block kernels (see engine/kernels.h), written once over the vector type of the including file.
 *
 * Columns of the packed weights are ordered piece by piece, each piece padded to whole vectors: column p * Op + o.
 * The maximum over pieces is then one operation on vectors. */
#include <math.h>
#include <string.h>

#include "dropout_stream.h"

#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define NAME(x) JOIN(x, ISA_NAME)
#if defined(__GNUC__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE inline
#endif
/* Plain loops that the compiler is to turn into vectors. */
#if defined(__GNUC__) && !defined(__clang__)
#define ENG_VECTORIZED __attribute__((optimize("O3")))
#else
#define ENG_VECTORIZED
#endif
#define NORM_EPSILON 1e-8f
#define DROPPED 0x80
#define PIECE 0x7f
#define CACHED_VALUES 9216 /* 36 KiB: what is kept in the first-level cache */
#define IN_CHUNK 128 /* rows taken together in backward_input */
#define WEIGHT_CHUNK 96 /* rows whose pieces are sorted at once in backward_weights, at most; fits a uint8 */

static inline size_t round_up(size_t n, size_t to) { return (n + to - 1) / to * to; }

static size_t NAME(packed_width)(size_t O, size_t P) { return round_up(P * round_up(O, VL), NV * VL); }

static size_t NAME(forward_scratch)(const EngBlockSizesC *n) {
  /* a tile row of scores, one row of winning pieces, dropout bits of a row */
  return MR * NAME(packed_width)(n->O, n->P) + round_up(n->O, 64) / 4 + round_up(n->O, 64) / 32 + 2;
}

static void NAME(pack)(float *packed__kn, float *bias__n, const float *W__opk, const float *b__op, size_t O, size_t P,
                       size_t K) {
  const size_t Op = round_up(O, VL), N = NAME(packed_width)(O, P);
  memset(bias__n, 0, N * sizeof(float));
  if (P * O != N) memset(packed__kn, 0, K * N * sizeof(float));
  for (size_t p = 0; p < P; ++p)
    for (size_t o = 0; o < O; ++o) bias__n[p * Op + o] = b__op[o * P + p];
  const size_t O4 = O / 4 * 4, K4 = K / 4 * 4;
  for (size_t p = 0; p < P; ++p) {
    const float *W__ok = W__opk + p * K; /* rows P * K apart */
    float *out__ko = packed__kn + p * Op;
    for (size_t o0 = 0; o0 < O4; o0 += 16) /* 16 x 4 at a time: whole cache lines on the way out */
      for (size_t k = 0; k < K4; k += 4)
        for (size_t o = o0; o < o0 + 16 && o < O4; o += 4)
          transpose4(out__ko + k * N + o, N, W__ok + o * P * K + k, P * K);
    for (size_t k = 0; k < K; ++k)
      for (size_t o = k < K4 ? O4 : 0; o < O; ++o) out__ko[k * N + o] = W__ok[o * P * K + k];
  }
}

/* c (rows, NV * VL) = a (rows, K) . b (K, NV * VL). rows is constant where it is called. The order of
 * a row's sum does not depend on how many rows there are. */
static ALWAYS_INLINE void tile_of(float *c, size_t c_stride, const float *a, size_t a_stride, const float *b,
                                  size_t b_stride, size_t K, const int rows) {
  vf acc[MR][NV];
#pragma GCC unroll 8
  for (int m = 0; m < rows; ++m)
#pragma GCC unroll 4
    for (int v = 0; v < NV; ++v) acc[m][v] = vset1(0.0f);
  for (size_t k = 0; k < K; ++k) {
    vf bk[NV];
#pragma GCC unroll 4
    for (int v = 0; v < NV; ++v) bk[v] = vload(b + k * b_stride + v * VL);
#pragma GCC unroll 8
    for (int m = 0; m < rows; ++m) {
      const vf am = vset1(a[m * a_stride + k]);
#pragma GCC unroll 4
      for (int v = 0; v < NV; ++v) acc[m][v] = vfma(am, bk[v], acc[m][v]);
    }
  }
#pragma GCC unroll 8
  for (int m = 0; m < rows; ++m)
#pragma GCC unroll 4
    for (int v = 0; v < NV; ++v)
      vstore(c + m * c_stride + v * VL, acc[m][v]);
}

/* For a whole tile, MR rows. */
static void tile(float *c, size_t c_stride, const float *a, size_t a_stride, const float *b, size_t b_stride, size_t K) {
  tile_of(c, c_stride, a, a_stride, b, b_stride, K, MR);
}

/* For the last rows, 1 .. MR - 1. */
static void tile_part(float *c, size_t c_stride, const float *a, size_t a_stride, const float *b, size_t b_stride,
                      size_t K, size_t rows) {
#define ROWS(n) \
  case n: \
    if ((n) < MR) tile_of(c, c_stride, a, a_stride, b, b_stride, K, (n) < MR ? (n) : MR); \
    break;
  switch (rows) {
    ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6) ROWS(7)
  }
#undef ROWS
}

/* Dropout bits of columns 64 * word and on, of row m. */
ENG_VECTORIZED
static uint64_t NAME(dropped_at)(size_t m, size_t word, uint64_t limit, uint64_t seed) {
  return dropped_word(start(m, seed) + word * DRAWS * GAMMA, limit);
}

/* Lanes o .. o + VL of the dropout bits of a row. VL divides 64. */
static inline uint32_t lane_bits(const uint64_t *bits, size_t o) { return (uint32_t)(bits[o / 64] >> (o % 64)); }

/* Maxout of one row of scores, in place in its first O columns; winning pieces, marked where dropped, if asked for. */
static inline void row_maxout(float *y, uint8_t *which__o, const uint64_t *bits, const float *bias, size_t Op,
                              size_t P) {
  for (size_t o = 0; o < Op; o += VL) {
    vf best = vadd(vload(y + o), vload(bias + o));
    vf which = vset1(0.0f);
    for (size_t p = 1; p < P; ++p) {
      const vf x = vadd(vload(y + p * Op + o), vload(bias + p * Op + o));
      which = vselect_gt(x, best, vset1((float)p), which);
      best = vselect_gt(x, best, x, best);
    }
    vstore(y + o, best);
    if (which__o != NULL) vstore_marked(which__o + o, which, lane_bits(bits, o));
  }
}

static inline float row_norm(float *xhat, const float *x, size_t O) {
  const size_t Ov = O / VL * VL;
  vf sum_v = vset1(0.0f);
  float sum = 0.0f, square = 0.0f;
  for (size_t o = 0; o < Ov; o += VL) sum_v = vadd(sum_v, vload(x + o));
  for (size_t o = Ov; o < O; ++o) sum += x[o];
  const float mean = (sum + vsum(sum_v)) / (float)O;
  vf square_v = vset1(0.0f);
  for (size_t o = 0; o < Ov; o += VL) {
    const vf d = vsub(vload(x + o), vset1(mean));
    square_v = vfma(d, d, square_v);
  }
  for (size_t o = Ov; o < O; ++o) square += (x[o] - mean) * (x[o] - mean);
  const float rstd = 1.0f / sqrtf((square + vsum(square_v)) / (float)O + NORM_EPSILON);
  for (size_t o = 0; o < Ov; o += VL) vstore(xhat + o, vmul(vsub(vload(x + o), vset1(mean)), vset1(rstd)));
  for (size_t o = Ov; o < O; ++o) xhat[o] = (x[o] - mean) * rstd;
  return rstd;
}

/* out = dropout(xhat * gain + shift) [+ residual]; keep = 1 / (1 - drop) */
static inline void row_out(float *out, const float *xhat, const float *gain, const float *shift, const float *residual,
                           const uint64_t *bits, float keep, size_t O) {
  const size_t Ov = O / VL * VL;
  for (size_t o = 0; o < Ov; o += VL) {
    vf y = vfma(vload(xhat + o), vload(gain + o), vload(shift + o));
    if (bits != NULL) y = vdrop(vmul(y, vset1(keep)), lane_bits(bits, o));
    if (residual != NULL) y = vadd(y, vload(residual + o));
    vstore(out + o, y);
  }
  for (size_t o = Ov; o < O; ++o) {
    float y = xhat[o] * gain[o] + shift[o];
    if (bits != NULL) y = lane_bits(bits, o) & 1 ? 0.0f : y * keep;
    out[o] = y + (residual != NULL ? residual[o] : 0.0f);
  }
}

/* What a forward pass needs of its call, row after row. */
typedef struct {
  float *out__mo;
  const float *residual__mo;
  const EngBlockWeightsC *w;
  const EngBlockTapeC *tape;
  float drop;
  uint64_t seed;
  uint64_t *bits;     /* round_up(O, 64) / 64 words */
  uint8_t *pieces__o; /* round_up(O, VL) */
} FinishC;

/* Maxout, norm, dropout and residual of row m, whose scores are y (N,). */
static inline void finish_row(const FinishC *call, float *y, size_t m, const EngBlockSizesC *n) {
  const size_t O = n->O, Op = round_up(O, VL);
  const EngBlockWeightsC *w = call->w;
  const EngBlockTapeC *tape = call->tape;
  const float *residual = call->residual__mo == NULL ? NULL : call->residual__mo + m * O;
  if (tape == NULL) {
    row_maxout(y, NULL, call->bits, w->bias__n, Op, n->P);
    row_norm(y, y, O);
    row_out(call->out__mo + m * O, y, w->gain__o, w->shift__o, residual, NULL, 1.0f, O);
    return;
  }
  float *xhat = tape->xhat__mo + m * O;
  const uint64_t limit = limit_of(call->drop);
  for (size_t word = 0; call->drop > 0.0f && word * 64 < O; ++word)
    call->bits[word] = NAME(dropped_at)(m, word, limit, call->seed);
  row_maxout(y, call->pieces__o, call->bits, w->bias__n, Op, n->P);
  memcpy(tape->which__mo + m * O, call->pieces__o, O);
  tape->rstd__m[m] = row_norm(xhat, y, O);
  row_out(call->out__mo + m * O, xhat, w->gain__o, w->shift__o, residual, call->drop > 0.0f ? call->bits : NULL,
          1.0f / (1.0f - call->drop), O);
}

static void NAME(forward)(float *out__mo, const float *in, size_t in_stride, const float *residual__mo,
                          const EngBlockWeightsC *w, const EngBlockTapeC *tape, float drop, uint64_t seed,
                          float *scratch, const EngBlockSizesC *n) {
  const size_t O = n->O, N = NAME(packed_width)(O, n->P);
  float *const y__mn = scratch;
  /* eight bytes aligned: two floats in `forward_scratch` are for that */
  uint64_t *const bits = (uint64_t *)(((uintptr_t)(y__mn + MR * N) + 7) / 8 * 8);
  uint8_t *const pieces__o = (uint8_t *)(bits + round_up(O, 64) / 64);
  const FinishC call = {out__mo, residual__mo, w, tape, drop, seed, bits, pieces__o};
  memset(bits, 0, round_up(O, 64) / 8);
  for (size_t m0 = 0; m0 < n->M; m0 += MR) {
    const size_t rows = n->M - m0 < MR ? n->M - m0 : MR;
    const float *a = in + m0 * in_stride;
    for (size_t column = 0; column < N; column += NV * VL) {
      const float *b = w->packed__kn + column;
      if (rows == MR)
        tile(y__mn + column, N, a, in_stride, b, N, n->K);
      else
        tile_part(y__mn + column, N, a, in_stride, b, N, n->K, rows);
    }
    for (size_t m = 0; m < rows; ++m) finish_row(&call, y__mn + m * N, m0 + m, n);
  }
}

static void NAME(backward_norm)(float *d_best__mo, float *d_gain__o, float *d_shift__o, const float *d_out__mo,
                                const float *gain__o, const EngBlockTapeC *tape, float drop,
                                const EngBlockSizesC *n) {
  const size_t O = n->O, Ov = O / VL * VL;
  const float keep = 1.0f / (1.0f - drop);
  for (size_t m = 0; m < n->M; ++m) {
    const float *xhat = tape->xhat__mo + m * O;
    const uint8_t *which = tape->which__mo + m * O;
    float *d = d_best__mo + m * O;
    vf sum_v = vset1(0.0f), dot_v = vset1(0.0f);
    float sum = 0.0f, dot = 0.0f;
    for (size_t o = 0; o < Ov; o += VL) {
      const vf dy = vdrop_marked(vmul(vload(d_out__mo + m * O + o), vset1(keep)), which + o);
      const vf x = vload(xhat + o);
      vstore(d_shift__o + o, vadd(vload(d_shift__o + o), dy));
      vstore(d_gain__o + o, vfma(dy, x, vload(d_gain__o + o)));
      const vf dx = vmul(dy, vload(gain__o + o));
      vstore(d + o, dx);
      sum_v = vadd(sum_v, dx);
      dot_v = vfma(dx, x, dot_v);
    }
    for (size_t o = Ov; o < O; ++o) {
      d[o] = which[o] & DROPPED ? 0.0f : d_out__mo[m * O + o] * keep;
      d_shift__o[o] += d[o];
      d_gain__o[o] += d[o] * xhat[o];
      d[o] *= gain__o[o];
      sum += d[o];
      dot += d[o] * xhat[o];
    }
    const float mean = (sum + vsum(sum_v)) / (float)O, mean_dot = (dot + vsum(dot_v)) / (float)O;
    const float rstd = tape->rstd__m[m];
    for (size_t o = 0; o < Ov; o += VL) {
      const vf dx = vsub(vsub(vload(d + o), vset1(mean)), vmul(vload(xhat + o), vset1(mean_dot)));
      vstore(d + o, vmul(dx, vset1(rstd)));
    }
    for (size_t o = Ov; o < O; ++o) d[o] = (d[o] - mean - xhat[o] * mean_dot) * rstd;
  }
}

static size_t NAME(grad_lists)(const EngBlockSizesC *n) { return n->O * n->P * (WEIGHT_CHUNK + sizeof(uint8_t *)); }

/* Keeps the compiler from working out anew, for each vector, an address that is one sum with the row's. */
#if defined(__GNUC__)
#define ONE_POINTER(p) __asm__("" : "+r"(p))
#else
#define ONE_POINTER(p)
#endif

/* y (n vectors) += sum over the listed rows i of d[i] * x[i]; also the sum of d[i]. n is constant where it is called. */
static ALWAYS_INLINE float add_listed(float *y, const float *d, size_t d_stride, const float *x, size_t x_stride,
                                      const uint8_t *list, size_t count, const int n) {
  vf acc[ACC], sum = vset1(0.0f);
#pragma GCC unroll 24
  for (int v = 0; v < n; ++v) acc[v] = vload(y + v * VL);
  for (size_t i = 0; i < count; ++i) {
    const vf di = vset1(d[list[i] * d_stride]);
    const float *row = x + list[i] * x_stride;
    ONE_POINTER(row);
    sum = vadd(sum, di);
#pragma GCC unroll 24
    for (int v = 0; v < n; ++v) acc[v] = vfma(di, vload(row + v * VL), acc[v]);
  }
#pragma GCC unroll 24
  for (int v = 0; v < n; ++v) vstore(y + v * VL, acc[v]);
  return vfirst(sum);
}

/* How many of the vectors that are left to take at once: the most that fit the registers and leave none over. */
static inline size_t vectors_at_once(size_t left) {
  return left > 0 && left % ACC == 0 ? ACC : left >= ACC_LESS ? ACC_LESS : left >= 4 ? 4 : 1;
}

static ALWAYS_INLINE void weights_of_columns(float *dW__opk, float *db__op, const float *d__mo, const float *x,
                                             size_t in_stride, const uint8_t *lists, size_t o_begin, size_t o_end,
                                             const EngBlockSizesC *sizes, const int n) {
  const size_t O = sizes->O, P = sizes->P, K = sizes->K;
  uint8_t *const *ends__op = (uint8_t *const *)lists;
  const uint8_t *list = lists + (o_end - o_begin) * P * sizeof(uint8_t *);
  for (size_t o = o_begin; o < o_end; ++o)
    for (size_t p = 0; p < P; ++p) {
      const size_t op = o * P + p;
      const float sum = add_listed(dW__opk + op * K, d__mo + o, O, x, in_stride, list,
                                   (size_t)(ends__op[op - o_begin * P] - list), n);
      if (db__op != NULL) db__op[op] += sum;
      list += WEIGHT_CHUNK;
    }
}

/* Only the winning piece of an output has a gradient. For each output and piece, the rows where it won are listed;
 * their sum is taken with the weights' gradient in registers. A third of a dense product's work for three pieces. */
static void NAME(backward_weights)(float *dW__opk, float *db__op, const float *d_best__mo, const uint8_t *which__mo,
                                   const float *in, size_t in_stride, uint8_t *lists, size_t o_begin, size_t o_end,
                                   const EngBlockSizesC *n) {
  const size_t O = n->O, P = n->P, K = n->K, n_lists = (o_end - o_begin) * P;
  uint8_t **const ends__op = (uint8_t **)lists; /* of the lists of rows, which follow, WEIGHT_CHUNK bytes each */
  uint8_t *const rows__opc = lists + n_lists * sizeof(uint8_t *);
  const size_t at_once = vectors_at_once(K / VL);
  /* rows whose columns stay in the first-level cache meanwhile */
  const size_t row_values = in_stride < at_once * VL ? in_stride : at_once * VL;
  size_t chunk = CACHED_VALUES / row_values;
  chunk = chunk > WEIGHT_CHUNK ? WEIGHT_CHUNK : chunk < 8 ? 8 : chunk;
  for (size_t m0 = 0; m0 < n->M; m0 += chunk) {
    const size_t rows = n->M - m0 < chunk ? n->M - m0 : chunk;
    const float *d__mo = d_best__mo + m0 * O;
    const float *x = in + m0 * in_stride;
    for (size_t op = 0; op < n_lists; ++op) ends__op[op] = rows__opc + op * WEIGHT_CHUNK;
    for (size_t m = 0; m < rows; ++m) {
      const uint8_t *which__o = which__mo + (m0 + m) * O;
      uint8_t **ends__p = ends__op;
      for (size_t o = o_begin; o < o_end; ++o, ends__p += P) *ends__p[which__o[o] & PIECE]++ = (uint8_t)m;
    }
    size_t k = 0;
    for (size_t step; k + VL <= K; k += step * VL) {
      step = vectors_at_once((K - k) / VL);
      float *dW = dW__opk + k, *db = k == 0 ? db__op : NULL;
      switch (step) {
        case ACC: weights_of_columns(dW, db, d__mo, x + k, in_stride, lists, o_begin, o_end, n, ACC); break;
        case ACC_LESS: weights_of_columns(dW, db, d__mo, x + k, in_stride, lists, o_begin, o_end, n, ACC_LESS); break;
        case 4: weights_of_columns(dW, db, d__mo, x + k, in_stride, lists, o_begin, o_end, n, 4); break;
        default: weights_of_columns(dW, db, d__mo, x + k, in_stride, lists, o_begin, o_end, n, 1);
      }
    }
    for (; k < K; ++k)
      for (size_t list = 0; list < n_lists; ++list)
        for (const uint8_t *i = rows__opc + list * WEIGHT_CHUNK; i < ends__op[list]; ++i) {
          const size_t m = *i, op = o_begin * P + list;
          dW__opk[op * K + k] += d__mo[m * O + op / P] * x[m * in_stride + k];
          if (k == 0) db__op[op] += d__mo[m * O + op / P];
        }
  }
}

/* Some columns of the rows: n vectors. The weights of a group of outputs stay in the first-level cache. */
static ALWAYS_INLINE void input_columns(float *d_in, size_t in_stride, const float *d_best__mo,
                                        const uint8_t *which__mo, const float *W__opk, const EngBlockSizesC *sizes,
                                        const int n) {
  const size_t O = sizes->O, P = sizes->P, K = sizes->K, group = CACHED_VALUES / (P * n * VL) + 1;
  for (size_t o0 = 0; o0 < O; o0 += group) {
    const size_t o1 = o0 + group < O ? o0 + group : O;
    for (size_t m = 0; m < sizes->M; ++m) {
      float *x = d_in + m * in_stride;
      const float *d = d_best__mo + m * O, *W__pk = W__opk + o0 * P * K;
      const uint8_t *which = which__mo + m * O;
      vf acc[ACC];
#pragma GCC unroll 24
      for (int v = 0; v < n; ++v) acc[v] = vload(x + v * VL);
      for (size_t o = o0; o < o1; ++o, W__pk += P * K) {
        const vf d_o = vset1(d[o]);
        const float *row = W__pk + (which[o] & PIECE) * K;
        ONE_POINTER(row);
#pragma GCC unroll 24
        for (int v = 0; v < n; ++v) acc[v] = vfma(d_o, vload(row + v * VL), acc[v]);
      }
#pragma GCC unroll 24
      for (int v = 0; v < n; ++v) vstore(x + v * VL, acc[v]);
    }
  }
}

/* d_in[t] += sum over o of d[t, o] * W[o, winning piece]: only the winning pieces' rows are read. */
static void NAME(backward_input)(float *d_in, size_t in_stride, const float *d_best__mo, const uint8_t *which__mo,
                                 const float *W__opk, const EngBlockSizesC *n) {
  const size_t O = n->O, P = n->P, K = n->K;
  for (size_t m0 = 0; m0 < n->M; m0 += IN_CHUNK) {
    const size_t m1 = m0 + IN_CHUNK < n->M ? m0 + IN_CHUNK : n->M;
    const float *d__mo = d_best__mo + m0 * O;
    const uint8_t *pieces__mo = which__mo + m0 * O;
    float *x = d_in + m0 * in_stride;
    EngBlockSizesC part = *n;
    part.M = m1 - m0;
    size_t k = 0;
    for (size_t step; k + VL <= K; k += step * VL) {
      step = vectors_at_once((K - k) / VL);
      const float *W = W__opk + k;
      switch (step) {
        case ACC: input_columns(x + k, in_stride, d__mo, pieces__mo, W, &part, ACC); break;
        case ACC_LESS: input_columns(x + k, in_stride, d__mo, pieces__mo, W, &part, ACC_LESS); break;
        case 4: input_columns(x + k, in_stride, d__mo, pieces__mo, W, &part, 4); break;
        default: input_columns(x + k, in_stride, d__mo, pieces__mo, W, &part, 1);
      }
    }
    for (; k < K; ++k)
      for (size_t m = 0; m < part.M; ++m)
        for (size_t o = 0; o < O; ++o)
          x[m * in_stride + k] += d__mo[m * O + o] * W__opk[(o * P + (pieces__mo[m * O + o] & PIECE)) * K + k];
  }
}

static void NAME(gather_add)(float *out, size_t out_stride, const float *table, const int32_t *ids__u4, size_t U,
                             size_t O) {
  const size_t Ov = O / VL * VL;
  for (size_t u = 0; u < U; ++u) {
    const int32_t *id = ids__u4 + u * 4;
    const float *a = table + (size_t)id[0] * O, *b = table + (size_t)id[1] * O;
    const float *c = table + (size_t)id[2] * O, *d = table + (size_t)id[3] * O;
    float *y = out + u * out_stride;
    for (size_t o = 0; o < Ov; o += VL)
      vstore(y + o, vadd(vadd(vadd(vload(a + o), vload(b + o)), vload(c + o)), vload(d + o)));
    for (size_t o = Ov; o < O; ++o) y[o] = a[o] + b[o] + c[o] + d[o];
  }
}

static inline void add_row(float *y, const float *x, size_t O) {
  const size_t Ov = O / VL * VL;
  for (size_t o = 0; o < Ov; o += VL) vstore(y + o, vadd(vload(y + o), vload(x + o)));
  for (size_t o = Ov; o < O; ++o) y[o] += x[o];
}

static void NAME(scatter_add)(float *d_table, const int32_t *ids__u4, const float *d_out, size_t d_stride, size_t U,
                              size_t O) {
  for (size_t u = 0; u < U; ++u)
    for (int i = 0; i < 4; ++i) add_row(d_table + (size_t)ids__u4[u * 4 + i] * O, d_out + u * d_stride, O);
}

static void NAME(add_rows)(float *rows__uo, const int32_t *ids__m, const float *values__mo, size_t M, size_t O) {
  for (size_t m = 0; m < M; ++m) add_row(rows__uo + (size_t)ids__m[m] * O, values__mo + m * O, O);
}

static void NAME(dropout)(float *rows__mo, size_t M, size_t O, float drop, uint64_t seed) {
  const float keep = 1.0f / (1.0f - drop);
  const uint64_t limit = limit_of(drop);
  for (size_t m = 0; m < M; ++m)
    for (size_t o0 = 0; o0 < O; o0 += 64) {
      float *x = rows__mo + m * O + o0;
      const size_t n = O - o0 < 64 ? O - o0 : 64, nv = n / VL * VL;
      const uint64_t bits = NAME(dropped_at)(m, o0 / 64, limit, seed);
      for (size_t o = 0; o < nv; o += VL) vstore(x + o, vdrop(vmul(vload(x + o), vset1(keep)), lane_bits(&bits, o)));
      for (size_t o = nv; o < n; ++o) x[o] = bits >> o & 1 ? 0.0f : x[o] * keep;
    }
}

#include "adam_body.h"
#include "linear_body.h"
#include "products_body.h"
#include "slots_body.h"
#include "step_body.h"
#include "window_body.h"
/* after step_body.h */
#include "loss_body.h"

#define STRING2(x) #x
#define STRING(x) STRING2(x)
const EngKernelsC NAME(eng_kernels) = {
    STRING(ISA_NAME),
    NAME(packed_width),    NAME(forward_scratch), NAME(pack),           NAME(forward),
    NAME(linear),          NAME(backward_norm),    NAME(backward_weights), NAME(grad_lists),    NAME(backward_input),
    NAME(gather_add),      NAME(scatter_add),      NAME(add_rows),        NAME(squared_norm),   NAME(adam),
    NAME(dropout),         NAME(step_hidden),      NAME(step_pick),
    NAME(window_packed),   NAME(window_bias),      NAME(window_scratch),  NAME(window_pack),     NAME(window_forward),
    NAME(window_first),
    NAME(product),         NAME(sum_rows),
    NAME(softmax),         NAME(step_loss),        NAME(mark_pieces),     NAME(add_slot),
};
