/* Arithmetic of training on a batch of parser states; the forward step is in the kernels. Axes: A states, F feature slots, T tokens, O hidden units,
 * P maxout pieces, K classes. All arrays are dense, C order, float32; none may alias another. */
#ifndef ENGINE_STEP_OPS_H
#define ENGINE_STEP_OPS_H

#include "engine/kernels.h"
#include "engine/types.h"

/* Set the classes with seen__k == 0 to the lowest score of the batch. */
void eng_step_mask_unseen(float *scores__ak, const uint8_t *seen__k, ptrdiff_t A, ptrdiff_t K);

/* Gradient of the oracle loss: softmax over all classes minus softmax over the classes of least cost.
 * Returns the sum of squares of the gradient. exp__k (K) scratch. */
double eng_step_loss(float *d_scores__ak, const float *scores__ak, const float *costs__ak, ptrdiff_t A, ptrdiff_t K,
                     float *exp__k);

/* Add the gradient of hidden (S, O) to those of the table, the padding and the bias.
 * order__s   the order in which states are added, so that neighbouring rows are touched together.
 * sum__po    (P, O) scratch. */
void eng_step_scatter(float *d_table__tfpo, float *d_pad__fpo, float *d_bias__po, const float *d_hidden__so,
                      const uint8_t *which__so, const int32_t *ids__sf, const int32_t *order__s, ptrdiff_t S,
                      const EngStepSizesC *n, float *sum__po);

/* Inverted dropout: keep__ao[i] is 1/(1-rate) or 0, drawn from a splitmix64 stream at *state; hidden *= keep. */
void eng_step_dropout(float *hidden__ao, float *keep__ao, ptrdiff_t n_values, float rate, uint64_t *state);

#endif
