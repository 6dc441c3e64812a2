/* The backward pass of training.
 *
 * A slot's rows get a gradient only where a step had a token in it, a part of them: the others take no part in
 * the products. Each sum runs over ascending steps or rows, whatever thread takes which part. */
#include <string.h>

#include "step_train.h"

static size_t n_row_parts(size_t n_rows) { return (n_rows + ENG_STEP_ROWS - 1) / ENG_STEP_ROWS; }

static size_t n_blocks_of(const EngStepsC *c) { return (c->n.O + ENG_SLOT_BLOCK - 1) / ENG_SLOT_BLOCK; }

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Gradient of the hidden layer: (steps of one share, classes) by (classes, units), and what was dropped. */
static void hidden_gradient(EngStepsC *c, EngStepPartC *p) {
  const size_t O = c->n.O, K = c->n.K;
  p->status = eng_scratch_reserve(&p->d_hidden__so, p->S * O, sizeof(float));
  if (p->status == ENG_OK) p->status = eng_scratch_reserve(&p->marks__spo, p->S * c->n.P * O, 1);
  if (p->status != ENG_OK || p->S == 0) return;
  c->k->mark_pieces(p->marks__spo.data, p->which__so.data, p->S, O, c->n.P);
  float *d_hidden = p->d_hidden__so.data;
  const float *keep = p->keep__so.data;
  if (!c->has_upper) {
    memcpy(d_hidden, p->d_scores__sk.data, p->S * O * sizeof(float));
    return;
  }
  const EngProductC job = {d_hidden, p->d_scores__sk.data, c->U__ko, p->S, O, K, O, K, 1, K, 0, O, 0};
  c->k->product(&job);
  for (size_t i = 0; i < p->S * O; ++i) d_hidden[i] *= keep[i];
}

/* Steps state by state: neighbours touch the same rows. */
static void sort_steps(const EngStepsC *c, EngStepPartC *p) {
  p->status = eng_scratch_reserve(&p->order__s, p->S + c->n_states + 1, sizeof(int32_t));
  if (p->status != ENG_OK) return;
  const int32_t *state = p->state__s.data;
  int32_t *order = p->order__s.data, *next = order + p->S;
  memset(next, 0, (c->n_states + 1) * sizeof(int32_t));
  for (size_t s = 0; s < p->S; ++s) next[state[s] + 1]++;
  for (size_t b = 0; b < c->n_states; ++b) next[b + 1] += next[b];
  for (size_t s = 0; s < p->S; ++s) order[next[state[s]]++] = (int32_t)s;
}

/* dU and the bias of the upper layer, some classes. */
static void upper_gradient(EngStepsC *c, size_t first) {
  const size_t O = c->n.O, K = c->n.K, M = least(K - first, ENG_SLOT_BLOCK);
  for (size_t i = 0; i < c->n_parts; ++i) {
    const EngStepPartC *p = &c->parts[i];
    const float *d_scores = p->d_scores__sk.data;
    if (p->S == 0) continue;
    const EngProductC job = {c->dU__ko + first * O, d_scores + first, p->hidden__so.data, M, O, p->S,
                             O, 1, K, p->S, 0, O, 1};
    c->k->product(&job);
    for (size_t s = 0; s < p->S; ++s)
      for (size_t k = first; k < first + M; ++k) c->d_upper_bias__k[k] += d_scores[s * K + k];
  }
}

static eng_status make_blocks(const EngStepsC *c, EngSlotC *slot) {
  return eng_scratch_reserve(&slot->blocks, (slot->R + 1) * c->n.P * n_blocks_of(c) * ENG_SLOT_BLOCK, sizeof(float));
}

/* Which tokens were in a slot, as rows in the order of tokens, and their vectors. */
static void find_rows(EngStepsC *c, size_t f) {
  EngSlotC *slot = &c->slots[f];
  const size_t T = c->n.T, F = c->n.F, I = c->I;
  size_t S = 0;
  for (size_t i = 0; i < c->n_parts; ++i) S += c->parts[i].S;
  slot->status = eng_scratch_reserve(&slot->row__t, T, sizeof(int32_t));
  if (slot->status == ENG_OK) slot->status = eng_scratch_reserve(&slot->rows, S, sizeof(int32_t));
  if (slot->status != ENG_OK) return;
  int32_t *row__t = slot->row__t.data, *rows = slot->rows.data;
  memset(row__t, 0xff, T * sizeof(int32_t));
  for (size_t i = 0; i < c->n_parts; ++i) {
    const int32_t *ids = c->parts[i].ids__sf.data;
    for (size_t s = 0; s < c->parts[i].S; ++s)
      if (ids[s * F + f] >= 0) row__t[ids[s * F + f]] = 0;
  }
  slot->R = 0;
  for (size_t t = 0; t < T; ++t)
    if (row__t[t] == 0) row__t[t] = (int32_t)slot->R++;
  for (size_t i = 0; i < c->n_parts; rows += c->parts[i++].S) {
    const int32_t *ids = c->parts[i].ids__sf.data;
    for (size_t s = 0; s < c->parts[i].S; ++s) rows[s] = ids[s * F + f] < 0 ? -1 : row__t[ids[s * F + f]];
  }
  slot->status = eng_scratch_reserve(&slot->x__ri, slot->R * I, sizeof(float));
  if (slot->status == ENG_OK) slot->status = make_blocks(c, slot);
  if (slot->status == ENG_OK) slot->status = eng_scratch_reserve(&slot->dx__ri, slot->R * I, sizeof(float));
  if (slot->status != ENG_OK) return;
  float *x__ri = slot->x__ri.data;
  for (size_t t = 0; t < T; ++t)
    if (row__t[t] >= 0) memcpy(x__ri + (size_t)row__t[t] * I, c->x__ti + t * I, I * sizeof(float));
}

/* First pass. Parts: each share of the states; slots, the bias among them; groups of classes. */
size_t eng_steps_n_hidden_parts(const EngStepsC *c) {
  return c->n_parts + c->n.F + 1 + (c->has_upper ? (c->n.K + ENG_SLOT_BLOCK - 1) / ENG_SLOT_BLOCK : 0);
}

void eng_steps_hidden(void *steps, size_t part, size_t worker) {
  (void)worker;
  EngStepsC *c = steps;
  if (part < c->n_parts) {
    hidden_gradient(c, &c->parts[part]);
    if (c->parts[part].status == ENG_OK) sort_steps(c, &c->parts[part]);
  } else if (part < c->n_parts + c->n.F) {
    find_rows(c, part - c->n_parts);
  } else if (part == c->n_parts + c->n.F) {
    c->slots[c->n.F].R = 0;
    c->slots[c->n.F].status = make_blocks(c, &c->slots[c->n.F]);
  } else {
    upper_gradient(c, (part - c->n_parts - c->n.F - 1) * ENG_SLOT_BLOCK);
  }
}

/* Second pass: gradients of the slots' rows. Parts: each slot, and the bias, in two halves of the units. */
size_t eng_steps_n_slot_parts(const EngStepsC *c) { return (c->n.F + 1) * 2; }

static void clear_blocks(float *blocks, size_t R, size_t first, size_t end, size_t n_blocks, size_t P) {
  for (size_t p = 0; p < P; ++p)
    memset(blocks + (p * n_blocks + first) * R * ENG_SLOT_BLOCK, 0, (end - first) * R * ENG_SLOT_BLOCK * sizeof(float));
}

void eng_steps_slots(void *steps, size_t part, size_t worker) {
  (void)worker;
  EngStepsC *c = steps;
  const size_t f = part / 2, n_blocks = n_blocks_of(c), half = n_blocks / 2;
  const size_t first = part % 2 ? half : 0, end = part % 2 ? n_blocks : half;
  EngSlotC *slot = &c->slots[f];
  if (first == end) return;
  float *blocks = slot->blocks.data, *pad = blocks + slot->R * c->n.P * n_blocks * ENG_SLOT_BLOCK;
  const int32_t *rows = slot->rows.data;
  clear_blocks(blocks, slot->R, first, end, n_blocks, c->n.P);
  clear_blocks(pad, 1, first, end, n_blocks, c->n.P);
  for (size_t i = 0; i < c->n_parts; ++i) {
    const EngStepPartC *p = &c->parts[i];
    if (p->S == 0) continue;
    c->k->add_slot(blocks, slot->R, pad, p->d_hidden__so.data, p->marks__spo.data, f < c->n.F ? rows : NULL,
                   p->order__s.data, p->S, first, end, &c->n);
    rows += p->S;
  }
}

/* Third pass: products of the lower layer. Parts: groups of rows of each slot (gradient of the token vectors), groups of
 * units of each slot (that of the weights), and at last padding and bias. */
static size_t n_token_parts(const EngStepsC *c) {
  size_t n = 0;
  for (size_t f = 0; f < c->n.F; ++f) n += n_row_parts(c->slots[f].R);
  return n;
}

size_t eng_steps_n_lower_parts(const EngStepsC *c) { return n_token_parts(c) + c->n.F * c->n.P * n_blocks_of(c) + 1; }

static void token_gradient(const EngStepsC *c, size_t f, size_t first) {
  const size_t O = c->n.O, P = c->n.P, I = c->I, n_blocks = n_blocks_of(c);
  const EngSlotC *slot = &c->slots[f];
  const size_t M = least(slot->R - first, ENG_STEP_ROWS), next = slot->R * ENG_SLOT_BLOCK;
  for (size_t p = 0; p < P; ++p) {
    const float *d = (const float *)slot->blocks.data + (p * n_blocks * slot->R + first) * ENG_SLOT_BLOCK;
    const EngProductC job = {(float *)slot->dx__ri.data + first * I, d, c->W__fpoi + (f * P + p) * O * I, M, I, O,
                             I, ENG_SLOT_BLOCK, 1, ENG_SLOT_BLOCK, next, I, p > 0};
    c->k->product(&job);
  }
}

static void weight_gradient(const EngStepsC *c, size_t f, size_t p, size_t block) {
  const size_t O = c->n.O, P = c->n.P, I = c->I, o = block * ENG_SLOT_BLOCK, n_blocks = n_blocks_of(c);
  const EngSlotC *slot = &c->slots[f];
  const float *d = (const float *)slot->blocks.data + (p * n_blocks + block) * slot->R * ENG_SLOT_BLOCK;
  const EngProductC job = {c->dW__fopi + ((f * O + o) * P + p) * I, d, slot->x__ri.data, least(O - o, ENG_SLOT_BLOCK),
                           I, slot->R, P * I, 1, ENG_SLOT_BLOCK, slot->R, 0, I, 1};
  if (slot->R > 0) c->k->product(&job);
}

static void pad_gradient(const EngStepsC *c) {
  const size_t O = c->n.O, P = c->n.P, n_blocks = n_blocks_of(c);
  for (size_t f = 0; f <= c->n.F; ++f) {
    const EngSlotC *slot = &c->slots[f];
    const float *pad = (const float *)slot->blocks.data + slot->R * P * n_blocks * ENG_SLOT_BLOCK;
    float *out = f < c->n.F ? c->d_pad__fop + f * O * P : c->d_bias__op;
    for (size_t p = 0; p < P; ++p)
      for (size_t o = 0; o < O; ++o) out[o * P + p] += pad[p * n_blocks * ENG_SLOT_BLOCK + o];
  }
}

void eng_steps_lower(void *steps, size_t part, size_t worker) {
  (void)worker;
  const EngStepsC *c = steps;
  const size_t n_blocks = n_blocks_of(c);
  for (size_t f = 0; f < c->n.F; ++f) {
    const size_t n = n_row_parts(c->slots[f].R);
    if (part < n) {
      token_gradient(c, f, part * ENG_STEP_ROWS);
      return;
    }
    part -= n;
  }
  if (part < c->n.F * c->n.P * n_blocks)
    weight_gradient(c, part / (c->n.P * n_blocks), part / n_blocks % c->n.P, part % n_blocks);
  else
    pad_gradient(c);
}

/* Last pass: each token's gradient, summed over the slots. Parts: ceil(T / ENG_STEP_ROWS). */
void eng_steps_tokens(void *steps, size_t part, size_t worker) {
  (void)worker;
  const EngStepsC *c = steps;
  const size_t I = c->I, first = part * ENG_STEP_ROWS;
  for (size_t t = first; t < c->n.T && t < first + ENG_STEP_ROWS; ++t) {
    float *restrict out = c->dx__ti + t * I;
    for (size_t f = 0; f < c->n.F; ++f) {
      const int32_t row = ((const int32_t *)c->slots[f].row__t.data)[t];
      if (row < 0) continue;
      const float *restrict dx = (const float *)c->slots[f].dx__ri.data + (size_t)row * I;
      for (size_t i = 0; i < I; ++i) out[i] += dx[i];
    }
  }
}
