/* Arithmetic of one step of a batch of parser states. Axes: A states, F feature slots, T tokens, O hidden units,
 * P maxout pieces, K classes. All arrays are dense, C order, float32; none may alias another. */
#ifndef ENGINE_STEP_OPS_H
#define ENGINE_STEP_OPS_H

#include "engine/types.h"

enum { ENG_STEP_MAX_SLOTS = 15 };

typedef struct {
  ptrdiff_t T; /* tokens of the batch */
  ptrdiff_t F; /* feature slots, at most ENG_STEP_MAX_SLOTS */
  ptrdiff_t O; /* hidden units */
  ptrdiff_t P; /* maxout pieces */
  ptrdiff_t K; /* classes */
} StepSizesC;

/* What eng_step_hidden does where there is one piece only. */
enum { ENG_STEP_LINEAR = 0, ENG_STEP_RELU = 1 };

/* hidden = maxout over pieces of (sum over slots of the table rows, slots ascending, then the bias).
 * ids__af    (A, F) rows of the table, -1 selects pad__fop[f].
 * which__ao  (A, O) winning piece, lowest index on ties; 255 where ReLU cut. NULL when not wanted.
 * sum__op    (O, P) scratch. */
void eng_step_hidden(float *hidden__ao, uint8_t *which__ao, const float *table__tfop, const float *pad__fop,
                     const float *bias__op, const int32_t *ids__af, ptrdiff_t A, const StepSizesC *n,
                     int one_piece, float *sum__op);

/* Best valid class of each state, lowest index on ties; -1 where none is valid. */
void eng_step_pick(int32_t *class__a, const float *scores__ak, const uint8_t *valid__ak, ptrdiff_t A, ptrdiff_t K);

/* Set the classes with seen__k == 0 to the lowest score of the batch. */
void eng_step_mask_unseen(float *scores__ak, const uint8_t *seen__k, ptrdiff_t A, ptrdiff_t K);

/* Gradient of the oracle loss: softmax over all classes minus softmax over the classes of least cost.
 * Returns the sum of squares of the gradient. exp__k (K) scratch. */
double eng_step_loss(float *d_scores__ak, const float *scores__ak, const float *costs__ak, ptrdiff_t A, ptrdiff_t K,
                     float *exp__k);

/* Add the gradient of hidden (S, O) to those of the table, the padding and the bias.
 * order__s   the order in which states are added, so that neighbouring rows are touched together.
 * sum__op    (O, P) scratch. */
void eng_step_scatter(float *d_table__tfop, float *d_pad__fop, float *d_bias__op, const float *d_hidden__so,
                      const uint8_t *which__so, const int32_t *ids__sf, const int32_t *order__s, ptrdiff_t S,
                      const StepSizesC *n, float *sum__op);

/* Inverted dropout: keep__ao[i] is 1/(1-rate) or 0, drawn from a splitmix64 stream at *state; hidden *= keep. */
void eng_step_dropout(float *hidden__ao, float *keep__ao, ptrdiff_t n_values, float rate, uint64_t *state);

#endif
