/* The forward pass of training: the table of feature rows, and the steps of each share of the states. */
#include "step_train.h"

#include <string.h>

#include "step_ops.h"

void eng_steps_pack(void *steps, size_t f, size_t worker) {
  (void)worker;
  const EngStepsC *c = steps;
  const size_t O = c->n.O, P = c->n.P, OP = O * P, I = c->I;
  const float *in__opi = c->W__fopi + f * OP * I;
  float *out__poi = c->W__fpoi + f * OP * I, *packed = c->lower + f * c->lower_size;
  for (size_t o = 0; o < O; ++o)
    for (size_t p = 0; p < P; ++p)
      memcpy(out__poi + (p * O + o) * I, in__opi + (o * P + p) * I, I * sizeof(float));
  /* The bias joins the sum of a state's rows, not each row. */
  c->k->pack(packed + c->k->packed_width(OP, 1), packed, out__poi, c->zeros__op, OP, 1, I);
}

void eng_steps_table(void *steps, size_t part, size_t worker) {
  EngStepsC *c = steps;
  const size_t T = c->n.T, OP = c->n.O * c->n.P, n_chunks = (T + ENG_STEP_ROWS - 1) / ENG_STEP_ROWS;
  const size_t f = part / n_chunks, t = part % n_chunks * ENG_STEP_ROWS;
  const float *packed = c->lower + f * c->lower_size;
  EngBlockSizesC n = {T - t < ENG_STEP_ROWS ? T - t : ENG_STEP_ROWS, c->I, OP, 1};
  const EngBlockWeightsC weights = {packed + c->k->packed_width(OP, 1), packed, NULL, NULL};
  c->k->linear(c->table__ftpo + (f * T + t) * OP, c->x__ti + t * c->I, c->I, &weights,
               c->scratch + worker * c->scratch_size, &n);
}

/* A class that is gold in some state is about to be trained: it counts as seen from now on. */
static void see_gold_classes(EngStepsC *c, const float *costs__ak, size_t A) {
  const size_t K = c->n.K;
  for (size_t a = 0; a < A; ++a) {
    const float *costs = costs__ak + a * K;
    float least = costs[0];
    for (size_t k = 1; k < K; ++k) least = costs[k] < least ? costs[k] : least;
    for (size_t k = 0; k < K; ++k)
      if (costs[k] <= least) c->seen__k[k] = 1;
  }
}

static void forget_unseen(const EngStepsC *c, float *d_scores__ak, size_t A) {
  for (size_t a = 0; a < A; ++a)
    for (size_t k = 0; k < c->n.K; ++k)
      if (!c->seen__k[k]) d_scores__ak[a * c->n.K + k] = 0.0f;
}

static eng_status make_room(EngStepPartC *p, const EngStepSizesC *n) {
  const size_t A = p->A, S = p->S + A;
  if (eng_scratch_reserve(&p->ids__sf, S * n->F, sizeof(int32_t)) != ENG_OK ||
      eng_scratch_reserve(&p->hidden__so, S * n->O, sizeof(float)) != ENG_OK ||
      eng_scratch_reserve(&p->keep__so, S * n->O, sizeof(float)) != ENG_OK ||
      eng_scratch_reserve(&p->which__so, S * n->O, 1) != ENG_OK ||
      eng_scratch_reserve(&p->d_scores__sk, S * n->K, sizeof(float)) != ENG_OK ||
      eng_scratch_reserve(&p->state__s, S, sizeof(int32_t)) != ENG_OK ||
      eng_scratch_reserve(&p->costs__ak, A * n->K, sizeof(float)) != ENG_OK ||
      eng_scratch_reserve(&p->scores__ak, A * n->K, sizeof(float)) != ENG_OK ||
      eng_scratch_reserve(&p->valid__ak, A * n->K, 1) != ENG_OK ||
      eng_scratch_reserve(&p->picked__a, A, sizeof(int32_t)) != ENG_OK ||
      eng_scratch_reserve(&p->gold__k, n->K, sizeof(float)) != ENG_OK)
    return ENG_NO_MEMORY;
  return ENG_OK;
}

static void advance(EngStepsC *c, EngStepPartC *p) {
  const int32_t *picked = p->picked__a.data;
  size_t A = 0;
  for (size_t a = 0; a < p->A; ++a) {
    StateC *state = &c->states[p->active__a[a]];
    if (picked[a] < 0)
      eng_state_end(state);
    else
      c->system->apply(state, c->classes, picked[a]);
    if (!c->system->is_final(state)) p->active__a[A++] = p->active__a[a];
  }
  p->A = A;
}

void eng_steps_run(void *steps, size_t part, size_t worker) {
  (void)worker;
  EngStepsC *c = steps;
  EngStepPartC *p = &c->parts[part];
  const EngKernelsC *k = c->k;
  const EngStepSizesC *n = &c->n;
  EngBlockSizesC upper = {0, n->O, n->K, 1};
  if (c->has_upper) p->status = eng_scratch_reserve(&p->linear, k->forward_scratch(&upper), sizeof(float));
  for (size_t moves = 0; p->status == ENG_OK && p->A > 0 && (c->max_moves == 0 || moves < c->max_moves); ++moves) {
    const size_t A = p->A, S = p->S;
    if ((p->status = make_room(p, n)) != ENG_OK) return;
    int32_t *ids = (int32_t *)p->ids__sf.data + S * n->F;
    float *hidden = (float *)p->hidden__so.data + S * n->O, *d_scores = (float *)p->d_scores__sk.data + S * n->K;
    float *keep = (float *)p->keep__so.data + S * n->O;
    float *scores = p->scores__ak.data, *costs = p->costs__ak.data;
    memcpy((int32_t *)p->state__s.data + S, p->active__a, A * sizeof(int32_t));
    p->status = c->system->features(c->states, p->active__a, (int32_t)A, ids, (int32_t)n->F);
    if (p->status != ENG_OK) return;
    for (size_t a = 0; a < A; ++a) {
      const StateC *state = &c->states[p->active__a[a]];
      c->system->valid(state, c->classes, (uint8_t *)p->valid__ak.data + a * n->K);
      c->system->costs(state, c->classes, costs + a * n->K);
    }
    if (c->has_unseen) see_gold_classes(c, costs, A);
    k->step_hidden(hidden, (uint8_t *)p->which__so.data + S * n->O, c->table__ftpo, c->pad__fpo, c->bias__po, ids, A, n,
                   n->P == 1);
    if (c->has_upper) {
      eng_step_dropout(hidden, keep, A * n->O, c->drop, &p->random_state);
      upper.M = A;
      k->linear(scores, hidden, n->O, &c->upper, p->linear.data, &upper);
    } else {
      memcpy(scores, hidden, A * n->K * sizeof(float));
    }
    if (c->has_unseen) eng_step_mask_unseen(scores, c->seen__k, (ptrdiff_t)A, (ptrdiff_t)n->K);
    p->loss += k->step_loss(d_scores, scores, costs, A, n->K, p->gold__k.data);
    if (c->has_unseen) forget_unseen(c, d_scores, A);
    k->step_pick(p->picked__a.data, scores, p->valid__ak.data, A, n->K);
    advance(c, p);
    p->S += A;
  }
}

eng_status eng_steps_status(const EngStepsC *c) {
  for (size_t i = 0; i < c->n_parts; ++i)
    if (c->parts[i].status != ENG_OK) return c->parts[i].status;
  for (size_t f = 0; f <= c->n.F; ++f)
    if (c->slots[f].status != ENG_OK) return c->slots[f].status;
  return ENG_OK;
}

void eng_steps_free(EngStepsC *c) {
  for (size_t i = 0; c->parts != NULL && i < c->n_parts; ++i) {
    EngStepPartC *p = &c->parts[i];
    ScratchC *all[] = {&p->ids__sf,  &p->hidden__so, &p->keep__so,   &p->which__so, &p->marks__spo, &p->d_scores__sk, &p->d_hidden__so,
                       &p->state__s, &p->order__s,   &p->costs__ak,  &p->scores__ak, &p->valid__ak,   &p->picked__a,
                       &p->gold__k,  &p->linear};
    for (size_t j = 0; j < sizeof all / sizeof *all; ++j) eng_scratch_free(all[j]);
  }
  for (size_t f = 0; c->slots != NULL && f <= c->n.F; ++f) {
    EngSlotC *s = &c->slots[f];
    ScratchC *all[] = {&s->row__t, &s->rows, &s->blocks, &s->x__ri, &s->dx__ri};
    for (size_t j = 0; j < sizeof all / sizeof *all; ++j) eng_scratch_free(all[j]);
  }
}
