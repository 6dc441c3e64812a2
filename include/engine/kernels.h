/* The compute kernels: one table of functions for each instruction set, chosen when engine.kernels.api is imported.
 *
 * A "block" is the unit that token-to-vector models are made of: a product of a row (K values) with a weight matrix of
 * O outputs times P pieces, the maximum over pieces ("maxout", lowest piece on ties), layer normalisation, dropout,
 * and a residual sum. Rows may overlap: row t of a window of 2w+1 tokens starts at in + t * in_stride, so that no
 * array of concatenated windows is built. Everything is float32. */
#ifndef ENGINE_KERNELS_H
#define ENGINE_KERNELS_H

#include "engine/types.h"

typedef struct {
  size_t M; /* rows */
  size_t K; /* inputs of a row */
  size_t O; /* outputs */
  size_t P; /* pieces, 1..127 */
} EngBlockSizesC;

/* Weights of a block, repacked for one instruction set by `pack`. packed__kn starts at a multiple of 64 bytes. */
typedef struct {
  const float *packed__kn; /* (K, N) with N = packed_width(O, P) */
  const float *bias__n;    /* (N,) */
  const float *gain__o;    /* of the layer norm */
  const float *shift__o;
} EngBlockWeightsC;

/* What the backward pass needs of the forward pass. All NULL in prediction. */
typedef struct {
  float *xhat__mo;    /* normalised values before gain and shift */
  float *rstd__m;     /* 1 / standard deviation */
  uint8_t *which__mo; /* bits 0-6: the winning piece; bit 7: dropped */
} EngBlockTapeC;

/* One Adam step: the gradient is scaled by gradient_scale (clipping), `rate` holds learning rate and bias correction,
 * `decay` is learning rate times weight decay; averages move towards the new weights by average_rate. */
typedef struct {
  float gradient_scale;
  float beta1;
  float beta2;
  float eps;
  float rate;
  float decay;
  float average_rate;
} EngAdamC;

enum { ENG_STEP_MAX_SLOTS = 15, ENG_STEP_CUT = 255 };

typedef struct {
  size_t T; /* tokens of the batch */
  size_t F; /* feature slots, at most ENG_STEP_MAX_SLOTS */
  size_t O; /* hidden units */
  size_t P; /* maxout pieces, 1..127 */
  size_t K; /* classes */
  size_t token_stride; /* of the table of feature rows: floats from one token to the next in the same slot */
  size_t slot_stride;  /* and from one slot to the next of the same token */
} EngStepSizesC;

/* Of a convolution in prediction, with a window of one token to each side. */
typedef struct {
  size_t G; /* groups of three rows; rows in `window_first` */
  size_t I; /* inputs of a token; a multiple of 16 */
  size_t O; /* outputs, as many as inputs */
  size_t P; /* pieces */
} EngWindowSizesC;
/* Units in a block of the gradient of a slot's rows, see `add_slot`. */
enum { ENG_SLOT_BLOCK = 16 };

/* out (M, N) = [out +] a . b, with b (K, N). Element (i, k) of `a` lies at a + i * a_row + (k / a_run) * a_next +
 * (k % a_run) * a_step; one of a_row and a_step is 1. A plain `a` has a_run = K. */
typedef struct {
  float *out;
  const float *a;
  const float *b;
  size_t M, N, K;
  size_t out_row; /* stride of rows, as the next ones */
  size_t a_row, a_step, a_run, a_next;
  size_t b_row;
  int adds;
} EngProductC;

typedef struct {
  const char *name;
  /* N: columns of the packed weights. */
  size_t (*packed_width)(size_t O, size_t P);
  /* Floats of scratch for `forward` and `linear`. */
  size_t (*forward_scratch)(const EngBlockSizesC *n);
  /* W (O, P, K) and b (O, P) to packed (K, N) and bias (N,); padding columns are zero. */
  void (*pack)(float *packed__kn, float *bias__n, const float *W__opk, const float *b__op, size_t O, size_t P,
               size_t K);
  /* out (M, O) = [residual +] dropout(norm(maxout(in . W + b))). Row t of `in` starts at in + t * in_stride.
   * `residual` may be NULL; it must not alias out. drop in [0, 1): values are dropped as by a stream that depends on
   * (seed, t, o) alone; only with a tape. */
  void (*forward)(float *out__mo, const float *in, size_t in_stride, const float *residual__mo,
                  const EngBlockWeightsC *weights, const EngBlockTapeC *tape, float drop, uint64_t seed,
                  float *scratch, const EngBlockSizesC *n);
  /* out (M, O) = in . W + b, of weights packed with P = 1; gain and shift are not read. n->P is 1. */
  void (*linear)(float *out__mo, const float *in, size_t in_stride, const EngBlockWeightsC *weights, float *scratch,
                 const EngBlockSizesC *n);
  /* Gradient through dropout and norm: d_best (M, O) of d_out (M, O); adds to d_gain and d_shift (O,). They must not
   * alias. */
  void (*backward_norm)(float *d_best__mo, float *d_gain__o, float *d_shift__o, const float *d_out__mo,
                        const float *gain__o, const EngBlockTapeC *tape, float drop, const EngBlockSizesC *n);
  /* Adds to dW (O, P, K) and db (O, P), of outputs o_begin to o_end alone. lists: scratch of grad_lists(n) bytes, where
   * a pointer can lie. */
  void (*backward_weights)(float *dW__opk, float *db__op, const float *d_best__mo, const uint8_t *which__mo,
                           const float *in, size_t in_stride, uint8_t *lists, size_t o_begin, size_t o_end,
                           const EngBlockSizesC *n);
  size_t (*grad_lists)(const EngBlockSizesC *n);
  /* Adds to d_in: row t, K values, starts at d_in + t * in_stride; rows may overlap. */
  void (*backward_input)(float *d_in, size_t in_stride, const float *d_best__mo, const uint8_t *which__mo,
                         const float *W__opk, const EngBlockSizesC *n);
  /* out (U, O) at stride `out_stride` = sum of the rows ids (U, 4) of table (., O). */
  void (*gather_add)(float *out, size_t out_stride, const float *table, const int32_t *ids__u4, size_t U, size_t O);
  /* Adds row u of d_out, O values at stride `d_stride`, to the rows ids (U, 4) of d_table. */
  void (*scatter_add)(float *d_table, const int32_t *ids__u4, const float *d_out, size_t d_stride, size_t U,
                      size_t O);
  /* rows[ids[m]] (O values each) added to by values[m]. */
  void (*add_rows)(float *rows__uo, const int32_t *ids__m, const float *values__mo, size_t M, size_t O);
  /* Sum of squares of n values, in double. */
  double (*squared_norm)(const float *x, size_t n);
  /* Updates weights w, moments m, v and average (n,) by the gradient g, which becomes zero. No two may overlap;
   * average may be NULL. */
  void (*adam)(float *restrict w, float *restrict g, float *restrict m, float *restrict v, float *restrict average,
               size_t n, const EngAdamC *step);
  /* rows (M, O) times the keep factors of the dropout stream (seed, m, o); drop in [0, 1). */
  void (*dropout)(float *rows__mo, size_t M, size_t O, float drop, uint64_t seed);
  /* hidden (A, O) of A parser states = maxout over pieces of (the sum of the rows in the slots, slots ascending, then
   * the bias). ids (A, F): rows of the table, -1 for pad[f]. which (A, O): winning piece, lowest index on ties; NULL
   * when not wanted. relu: negative values become 0, and their piece ENG_STEP_CUT. The table's strides are in n. */
  void (*step_hidden)(float *hidden__ao, uint8_t *which__ao, const float *table, const float *pad__fpo,
                      const float *bias__po, const int32_t *ids__af, size_t A, const EngStepSizesC *n, int relu);
  /* Best valid class of each state, lowest index on ties; -1 where none is valid. */
  void (*step_pick)(int32_t *class__a, const float *scores__ak, const uint8_t *valid__ak, size_t A, size_t K);
  /* Prediction of convolutions: out = in + norm(maxout(W . (row before, row, row after) + b)), three rows at a time in
   * five ninths of the products (window_body.h). A row's value depends on the five rows around its group alone.
   * Floats of packed weights, of packed bias, and of scratch. */
  size_t (*window_packed)(const EngWindowSizesC *n);
  size_t (*window_bias)(const EngWindowSizesC *n);
  size_t (*window_scratch)(const EngWindowSizesC *n);
  /* W (O, P, 3, I) and b (O, P). */
  void (*window_pack)(float *packed, float *bias__n, const float *W__opk, const float *b__op, const EngWindowSizesC *n);
  /* Rows 3 * groups[g] .. + 2 of out, from rows 3 * groups[g] - 1 .. + 3 of in; they must not overlap. */
  void (*window_forward)(float *out, const float *in, const int32_t *groups, const EngBlockWeightsC *weights,
                         float *scratch, const EngWindowSizesC *n);
  /* Rows rows[m] of out, of a first convolution whose products were made for each form. mixed (U, O): the forms'
   * vectors. parts (U, 3, P, O): their products with the left, middle and right third of the weights. ids (M, 3): forms
   * of the token before, the token, the token after; -1 where there is none. bias (P, O). n->G is M. */
  void (*window_first)(float *out, const float *mixed__uo, const float *parts__u3po, const int32_t *ids__m3,
                       const int32_t *rows__m, const EngBlockWeightsC *weights, const EngWindowSizesC *n);
  /* A product of which each element is one sum over ascending k. */
  void (*product)(const EngProductC *job);
  /* Adds the sum of the rows of x (M, N) to out (N,). */
  void (*sum_rows)(float *restrict out, const float *restrict x, size_t M, size_t N);
  /* Rows of scores become distributions, in place. */
  void (*softmax)(float *rows__mk, size_t M, size_t K);
  /* Gradient of the oracle loss: softmax over all classes minus softmax over the classes of least cost. Returns the sum
   * of its squares. gold__k (K) scratch. */
  double (*step_loss)(float *d_scores__ak, const float *scores__ak, const float *costs__ak, size_t A, size_t K,
                      float *gold__k);
  /* marks (S, P, O): bit 7 set but where which (S, O) names the piece. */
  void (*mark_pieces)(uint8_t *marks__spo, const uint8_t *which__so, size_t S, size_t O, size_t P);
  /* Adds the gradient of hidden (S, O) to that of one slot's rows, units of blocks `first` to `end`. blocks (P * n_blocks,
   * R, ENG_SLOT_BLOCK), n_blocks = O / ENG_SLOT_BLOCK rounded up; pad the same with one row. row__s: row of each state, -1
   * for pad; NULL: pad for all. order__s: the order in which states are added. */
  void (*add_slot)(float *blocks, size_t R, float *pad, const float *d_hidden__so, const uint8_t *marks__spo,
                   const int32_t *row__s, const int32_t *order__s, size_t S, size_t first, size_t end,
                   const EngStepSizesC *n);
} EngKernelsC;

extern const EngKernelsC eng_kernels_ref;
#if defined(ENGINE_HAS_X86_KERNELS)
extern const EngKernelsC eng_kernels_avx2;
extern const EngKernelsC eng_kernels_avx512;
#endif

/* Kernels of that name that this machine can run, NULL otherwise; "" for the best. */
const EngKernelsC *eng_kernels_select(const char *name);
/* Kernels number i that this machine can run, best first; NULL behind the last. */
const EngKernelsC *eng_kernels_at(size_t i);

/* ids (T, 4): the rows of a table of n_rows rows that stand for each key. MurmurHash3 x64-128 of the key's 8 bytes. */
void eng_hash_rows(int32_t *ids__t4, const uint64_t *keys, size_t keys_stride, size_t T, uint32_t seed,
                   uint32_t n_rows);
/* A 64-bit sum of n floats in which the place of each counts: tells whether parameters are those that were packed. */
uint64_t eng_parameter_sum(const float *x, size_t n);
/* Keep factors of the dropout stream (seed, m, o): 0 or 1 / (1 - drop), (M, O). */
void eng_dropout_mask(float *mask__mo, size_t M, size_t O, float drop, uint64_t seed);

#endif
