/* Arithmetic of training on a batch of parser states; the forward step is in the kernels. Axes: A states, F feature slots, T tokens, O hidden units,
 * P maxout pieces, K classes. All arrays are dense, C order, float32; none may alias another. */
#ifndef ENGINE_STEP_OPS_H
#define ENGINE_STEP_OPS_H

#include "engine/kernels.h"
#include "engine/types.h"

/* Set the classes with seen__k == 0 to the lowest score of the batch. */
void eng_step_mask_unseen(float *scores__ak, const uint8_t *seen__k, ptrdiff_t A, ptrdiff_t K);

/* Inverted dropout: keep__ao[i] is 1/(1-rate) or 0, drawn from a splitmix64 stream at *state; hidden *= keep. */
void eng_step_dropout(float *hidden__ao, float *keep__ao, ptrdiff_t n_values, float rate, uint64_t *state);

#endif
