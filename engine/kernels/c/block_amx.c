/* The kernels for AMX (bfloat16 tiles): the products of `forward` and `linear` on tile registers, all else on AVX-512.
 *
 * A float32 x is split into two bfloat16, hi = round(x) and mid = round(x - hi); their sum has 16 significant bits, and
 *     x . w = hi . hi + hi . mid + mid . hi
 * up to 3 * 2^-18 of |x| |w| a term, with random signs: as near to the exact sum as float32 sums of a few hundred terms
 * are. Sums are float32. Three products at sixteen times the rate of AVX-512's leave a factor of five.
 * Source of the splitting: G. Henry, P. T. P. Tang, A. Heinecke, "Leveraging the bfloat16 Artificial Intelligence
 * Datatype For Higher-Precision Computations", ARITH 2019.
 *
 * Tile instructions multiply (16, 32) bfloat16 by (32, 16), the second operand with neighbouring rows interleaved. */
#include "targets.h"

#if defined(ENGINE_HAS_AMX_KERNELS)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "engine/kernels.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma,amx-tile,amx-bf16"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx512bf16,avx2,fma,amx-tile,amx-bf16")
#endif
#include "simd_avx512.h"
#undef ISA_NAME
#define ISA_NAME amx
#define OWN_TABLE
/* after the vector type */
#include "block_body.h"

#define TILE 16           /* rows of a tile; columns of a product */
#define KT 32             /* bfloat16 values of a row of a tile */
#define TILE_VALUES (16 * 32)
#define CHUNK (2 * TILE)  /* rows at once */
#define COLUMNS (2 * TILE)

/* What does not fill tiles goes to the AVX-512 body. Its packed weights are float32. */
static inline int fits(const EngBlockSizesC *n) { return n->K % KT == 0 && n->K > 0; }

/* Compilers do not know that tile instructions read memory. */
#define STORED() __asm__ volatile("" ::: "memory")

static inline size_t n_columns(size_t O, size_t P) { return round_up(P * round_up(O, VL), COLUMNS); }

static size_t tiled_width(size_t O, size_t P) { return round_up(NAME(packed_width)(O, P), COLUMNS); }

static size_t tiled_scratch(const EngBlockSizesC *n) {
  /* scores of a chunk, its rows as two bfloat16 each, dropout bits and winning pieces of a row; room to align */
  const size_t tiled = CHUNK * n_columns(n->O, n->P) + CHUNK * n->K + round_up(n->O, 64) / 4 + round_up(n->O, 64) / 32 + 64;
  const size_t plain = NAME(forward_scratch)(n);
  return tiled > plain ? tiled : plain;
}

static inline void split16x2(__m512 x0, __m512 x1, __m512i *hi, __m512i *mid) {
  const __m256i h0 = (__m256i)_mm512_cvtneps_pbh(x0), h1 = (__m256i)_mm512_cvtneps_pbh(x1);
  const __m512 r0 = _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(h0), 16));
  const __m512 r1 = _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(h1), 16));
  const __m256i m0 = (__m256i)_mm512_cvtneps_pbh(_mm512_sub_ps(x0, r0));
  const __m256i m1 = (__m256i)_mm512_cvtneps_pbh(_mm512_sub_ps(x1, r1));
  *hi = _mm512_inserti64x4(_mm512_castsi256_si512(h0), h1, 1);
  *mid = _mm512_inserti64x4(_mm512_castsi256_si512(m0), m1, 1);
}

/* n values to hi and mid, which get zeros up to n_total. */
static void split_values(uint16_t *hi, uint16_t *mid, const float *x, size_t n, size_t n_total) {
  size_t i = 0;
  __m512i h, m;
  for (; i + KT <= n; i += KT) {
    split16x2(_mm512_loadu_ps(x + i), _mm512_loadu_ps(x + i + VL), &h, &m);
    _mm512_storeu_si512(hi + i, h);
    _mm512_storeu_si512(mid + i, m);
  }
  if (i < n) {
    const size_t left = n - i;
    const __mmask16 first = (__mmask16)(left >= VL ? 0xffff : (1u << left) - 1);
    const __mmask16 second = (__mmask16)(left <= VL ? 0 : (1u << (left - VL)) - 1);
    split16x2(_mm512_maskz_loadu_ps(first, x + i), _mm512_maskz_loadu_ps(second, x + i + VL), &h, &m);
    const __mmask32 both = (__mmask32)((1ull << left) - 1);
    _mm512_mask_storeu_epi16(hi + i, both, h);
    _mm512_mask_storeu_epi16(mid + i, both, m);
  }
  if (n_total > n) {
    memset(hi + n, 0, (n_total - n) * sizeof(uint16_t));
    memset(mid + n, 0, (n_total - n) * sizeof(uint16_t));
  }
}

/* Transpose of 16 x 16 values of 32 bits. */
static inline void transpose16(uint32_t *out, __m512i r[16]) {
  __m512i t[16];
#pragma GCC unroll 8
  for (int i = 0; i < 8; ++i) {
    t[2 * i] = _mm512_unpacklo_epi32(r[2 * i], r[2 * i + 1]);
    t[2 * i + 1] = _mm512_unpackhi_epi32(r[2 * i], r[2 * i + 1]);
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    r[4 * i] = _mm512_unpacklo_epi64(t[4 * i], t[4 * i + 2]);
    r[4 * i + 1] = _mm512_unpackhi_epi64(t[4 * i], t[4 * i + 2]);
    r[4 * i + 2] = _mm512_unpacklo_epi64(t[4 * i + 1], t[4 * i + 3]);
    r[4 * i + 3] = _mm512_unpackhi_epi64(t[4 * i + 1], t[4 * i + 3]);
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
    t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xdd);
    t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
    t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xdd);
  }
#pragma GCC unroll 8
  for (int i = 0; i < 8; ++i) {
    _mm512_storeu_si512(out + i * 16, _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88));
    _mm512_storeu_si512(out + (i + 8) * 16, _mm512_shuffle_i32x4(t[i], t[i + 8], 0xdd));
  }
}

/* Tiles in the order in which they are read: for each 32 columns, for each 32 inputs: hi, hi, mid, mid. */
static void tiled_pack(float *packed__kn, float *bias__n, const float *W__opk, const float *b__op, size_t O, size_t P,
                       size_t K) {
  const EngBlockSizesC n = {0, K, O, P};
  if (!fits(&n)) {
    NAME(pack)(packed__kn, bias__n, W__opk, b__op, O, P, K);
    return;
  }
  const size_t Op = round_up(O, VL), N = n_columns(O, P);
  uint16_t *out = (uint16_t *)packed__kn;
  memset(bias__n, 0, tiled_width(O, P) * sizeof(float));
  for (size_t p = 0; p < P; ++p)
    for (size_t o = 0; o < O; ++o) bias__n[p * Op + o] = b__op[o * P + p];
  for (size_t n0 = 0; n0 < N; n0 += COLUMNS)
    for (size_t k = 0; k < K; k += KT, out += 4 * TILE_VALUES)
      for (size_t half = 0; half < 2; ++half) {
        const size_t column = n0 + half * TILE, p = column / Op, o0 = column % Op;
        __m512i hi[16], mid[16];
        for (size_t i = 0; i < 16; ++i) {
          hi[i] = mid[i] = _mm512_setzero_si512();
          if (p < P && o0 + i < O) {
            const float *w = W__opk + ((o0 + i) * P + p) * K + k;
            split16x2(_mm512_loadu_ps(w), _mm512_loadu_ps(w + VL), &hi[i], &mid[i]);
          }
        }
        transpose16((uint32_t *)(out + half * TILE_VALUES), hi);
        transpose16((uint32_t *)(out + (2 + half) * TILE_VALUES), mid);
      }
}

typedef struct {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} TileConfigC;

static inline void configure_tiles(void) {
  TileConfigC config;
  memset(&config, 0, sizeof(config));
  config.palette = 1;
  for (int i = 0; i < 8; ++i) {
    config.row_bytes[i] = 64;
    config.rows[i] = TILE;
  }
  STORED();
  _tile_loadconfig(&config);
}

/* y (32, 32) = (hi + mid) (32, K) . packed tiles; with `one`, the first 16 rows only. Registers: 0-3 sums, 4-5 rows,
 * 6-7 columns. */
static inline void tiles(float *y, size_t y_bytes, const uint16_t *hi, const uint16_t *mid, size_t stride,
                         const uint16_t *b, size_t K, const int one) {
  const size_t bytes = stride * sizeof(uint16_t), second = TILE * stride;
  _tile_zero(0);
  _tile_zero(1);
  if (!one) {
    _tile_zero(2);
    _tile_zero(3);
  }
  for (size_t k = 0; k < K; k += KT, b += 4 * TILE_VALUES) {
    _tile_loadd(4, mid + k, bytes);
    _tile_loadd(6, b, 64);
    _tile_loadd(7, b + TILE_VALUES, 64);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    if (!one) {
      _tile_loadd(5, mid + second + k, bytes);
      _tile_dpbf16ps(2, 5, 6);
      _tile_dpbf16ps(3, 5, 7);
    }
    _tile_loadd(4, hi + k, bytes);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    if (!one) {
      _tile_loadd(5, hi + second + k, bytes);
      _tile_dpbf16ps(2, 5, 6);
      _tile_dpbf16ps(3, 5, 7);
    }
    _tile_loadd(6, b + 2 * TILE_VALUES, 64);
    _tile_loadd(7, b + 3 * TILE_VALUES, 64);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    if (!one) {
      _tile_dpbf16ps(2, 5, 6);
      _tile_dpbf16ps(3, 5, 7);
    }
  }
  _tile_stored(0, y, y_bytes);
  _tile_stored(1, y + TILE, y_bytes);
  if (!one) {
    float *below = (float *)((char *)y + TILE * y_bytes);
    _tile_stored(2, below, y_bytes);
    _tile_stored(3, below + TILE, y_bytes);
  }
}

/* The 32 columns at b of at most 32 rows, split into hi and mid, to y. */
static inline void chunk_columns(float *y, size_t y_bytes, const uint16_t *hi, const uint16_t *mid, size_t in_stride,
                                 size_t rows, const uint16_t *b, size_t K) {
  if (rows <= TILE)
    tiles(y, y_bytes, hi, mid, in_stride, b, K, 1);
  else
    tiles(y, y_bytes, hi, mid, in_stride, b, K, 0);
}

/* hi, mid: the values of at most 32 rows, and zeros for the rest of their tiles. */
static inline void split_rows(uint16_t *hi, uint16_t *mid, const float *in, size_t in_stride, size_t rows, size_t K) {
  split_values(hi, mid, in, (rows - 1) * in_stride + K, ((rows <= TILE ? TILE : CHUNK) - 1) * in_stride + K);
  STORED();
}

static inline float *align64(float *p) { return (float *)(((uintptr_t)p + 63) / 64 * 64); }

static void tiled_forward(float *out__mo, const float *in, size_t in_stride, const float *residual__mo,
                          const EngBlockWeightsC *w, const EngBlockTapeC *tape, float drop, uint64_t seed,
                          float *scratch, const EngBlockSizesC *n) {
  if (!fits(n) || in_stride > n->K) {
    NAME(forward)(out__mo, in, in_stride, residual__mo, w, tape, drop, seed, scratch, n);
    return;
  }
  const size_t O = n->O, K = n->K, N = n_columns(O, n->P);
  float *const y__mn = align64(scratch);
  uint16_t *const hi = (uint16_t *)(y__mn + CHUNK * N), *const mid = hi + CHUNK * K;
  uint64_t *const bits = (uint64_t *)(mid + CHUNK * K);
  const FinishC call = {out__mo, residual__mo, w, tape, drop, seed, bits, (uint8_t *)(bits + round_up(O, 64) / 64)};
  memset(bits, 0, round_up(O, 64) / 8);
  configure_tiles();
  for (size_t m0 = 0; m0 < n->M; m0 += CHUNK) {
    const size_t rows = n->M - m0 < CHUNK ? n->M - m0 : CHUNK;
    const uint16_t *b = (const uint16_t *)w->packed__kn;
    split_rows(hi, mid, in + m0 * in_stride, in_stride, rows, K);
    for (size_t column = 0; column < N; column += COLUMNS, b += 2 * COLUMNS * K)
      chunk_columns(y__mn + column, N * sizeof(float), hi, mid, in_stride, rows, b, K);
    STORED();
    for (size_t m = 0; m < rows; ++m) finish_row(&call, y__mn + m * N, m0 + m, n);
  }
  _tile_release();
}

static void tiled_linear(float *out__mo, const float *in, size_t in_stride, const EngBlockWeightsC *w, float *scratch,
                         const EngBlockSizesC *n) {
  if (!fits(n) || in_stride > n->K) {
    NAME(linear)(out__mo, in, in_stride, w, scratch, n);
    return;
  }
  const size_t O = n->O, K = n->K;
  float *const y = align64(scratch); /* a block of columns at once: it stays in the first cache */
  uint16_t *const hi = (uint16_t *)(y + CHUNK * COLUMNS), *const mid = hi + CHUNK * K;
  configure_tiles();
  for (size_t m0 = 0; m0 < n->M; m0 += CHUNK) {
    const size_t rows = n->M - m0 < CHUNK ? n->M - m0 : CHUNK;
    const uint16_t *b = (const uint16_t *)w->packed__kn;
    split_rows(hi, mid, in + m0 * in_stride, in_stride, rows, K);
    for (size_t column = 0; column < O; column += COLUMNS, b += 2 * COLUMNS * K) {
      const size_t n_first = O - column < TILE ? O - column : TILE;
      const size_t n_second = O - column < COLUMNS ? O - column - n_first : TILE;
      const __mmask16 first = (__mmask16)((1u << n_first) - 1), second = (__mmask16)((1u << n_second) - 1);
      const vf bias1 = vload(w->bias__n + column), bias2 = vload(w->bias__n + column + TILE);
      float *out = out__mo + m0 * O + column;
      chunk_columns(y, COLUMNS * sizeof(float), hi, mid, in_stride, rows, b, K);
      STORED();
      for (size_t m = 0; m < rows; ++m, out += O) {
        _mm512_mask_storeu_ps(out, first, vadd(vload(y + m * COLUMNS), bias1));
        if (second) _mm512_mask_storeu_ps(out + TILE, second, vadd(vload(y + m * COLUMNS + TILE), bias2));
      }
    }
  }
  _tile_release();
}

const EngKernelsC eng_kernels_amx = {
    "amx",           0,
    tiled_width,           tiled_scratch,   tiled_pack,           tiled_forward,
    tiled_linear,    NAME(backward_norm),   NAME(backward_weights), NAME(grad_lists), NAME(backward_input),
    NAME(gather_add), NAME(scatter_add),    NAME(add_rows),  NAME(squared_norm),   NAME(adam),
    NAME(dropout),          NAME(step_hidden),     NAME(step_pick),
    NAME(window_packed), NAME(window_bias), NAME(window_scratch), NAME(window_pack), NAME(window_forward),
    NAME(window_first),
    NAME(product),         NAME(sum_rows),
    NAME(softmax),   NAME(step_loss),       NAME(mark_pieces), NAME(add_slot),
};
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
