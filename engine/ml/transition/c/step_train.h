/* Training a parser's model on one batch of states: forward with the dynamic oracle, and backward. Plain C, for several
 * threads: each function below is one part of a pass (EngPartFn of engine/pool.h), and no two parts write to the same
 * place. Axes: T tokens, F slots, P pieces, O hidden units, I width of token vectors, K classes, S steps, A active
 * states. Pieces lie outside units ("po"), so that the units of one piece are neighbours. */
#ifndef ENGINE_STEP_TRAIN_H
#define ENGINE_STEP_TRAIN_H

#include "engine/kernels.h"
#include "engine/scratch.h"
#include "transition.h"

enum { ENG_STEP_ROWS = 96 }; /* rows of one part of a product */

/* A share of the states, and the tape of their steps. Which states share is a matter of the batch alone. */
typedef struct {
  int32_t *active__a; /* states that are not final */
  size_t A;
  size_t S;              /* steps so far */
  uint64_t random_state; /* of the dropout */
  double loss;
  eng_status status;
  ScratchC ids__sf, hidden__so, keep__so, which__so, marks__spo, d_scores__sk, d_hidden__so, state__s, order__s;
  ScratchC costs__ak, scores__ak, valid__ak, picked__a, gold__k, linear;
} EngStepPartC;

/* One feature slot in the backward pass. Rows are the tokens that were in the slot in some step, R in all. */
typedef struct {
  size_t R;
  ScratchC row__t;       /* row of each token, -1 for none */
  ScratchC rows;         /* row of each step, share after share; -1 where the slot was empty */
  ScratchC blocks;       /* gradient of the rows, as `add_slot` keeps it; of an empty slot behind it, one row */
  ScratchC x__ri, dx__ri;
  eng_status status;
} EngSlotC;

typedef struct {
  const EngKernelsC *k;
  EngStepSizesC n;
  size_t I;
  int has_upper;
  int has_unseen;
  const float *x__ti;
  const float *W__fopi;  /* as the model keeps them */
  float *W__fpoi;
  const float *U__ko;
  const float *pad__fpo;
  const float *bias__po;
  float *lower; /* packed weights of each slot, lower_size floats apart: no bias, then the products */
  const float *zeros__op;
  size_t lower_size;
  EngBlockWeightsC upper;
  float *table__ftpo;
  uint8_t *seen__k;
  StateC *states;
  size_t n_states;
  const ClassesC *classes;
  const SystemC *system;
  size_t max_moves; /* 0: no limit */
  float drop;
  EngStepPartC *parts;
  size_t n_parts;
  EngSlotC *slots; /* (F + 1): the last stands for the bias, whose only row is in each step */
  float *scratch;  /* scratch_size floats a worker */
  size_t scratch_size;
  /* gradients that are added to, as the model keeps them */
  float *dW__fopi;
  float *d_pad__fop;
  float *d_bias__op;
  float *dU__ko;
  float *d_upper_bias__k;
  float *dx__ti;
} EngStepsC;

/* The weights of one slot, pieces outside, and packed. */
void eng_steps_pack(void *steps, size_t part, size_t worker);
/* Rows of the table: ceil(T / ENG_STEP_ROWS) parts a slot. */
void eng_steps_table(void *steps, size_t part, size_t worker);
/* All steps of one share of the states. */
void eng_steps_run(void *steps, size_t part, size_t worker);

/* Backward: four passes in this order. The numbers of parts are functions of the batch. */
size_t eng_steps_n_hidden_parts(const EngStepsC *c);
void eng_steps_hidden(void *steps, size_t part, size_t worker);
size_t eng_steps_n_slot_parts(const EngStepsC *c);
void eng_steps_slots(void *steps, size_t part, size_t worker);
size_t eng_steps_n_lower_parts(const EngStepsC *c);
void eng_steps_lower(void *steps, size_t part, size_t worker);
void eng_steps_tokens(void *steps, size_t part, size_t worker);

/* The first failure of any part. */
eng_status eng_steps_status(const EngStepsC *c);
void eng_steps_free(EngStepsC *c);

#endif
