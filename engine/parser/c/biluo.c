/* BILUO: one move a token, an entity is open between its B and its L. Rules: COMPAT section 6, "NER (BILUO)". */
#include "transition.h"

#include <string.h>

/* Which labels of a move something holds for. */
enum { NO_LABEL, ANY_LABEL, ONE_LABEL };

typedef struct {
  int which;
  eng_hash label; /* of ONE_LABEL */
} LabelsC;

static inline LabelsC none(void) { return (LabelsC){NO_LABEL, 0}; }
static inline LabelsC any(void) { return (LabelsC){ANY_LABEL, 0}; }
static inline LabelsC only(eng_hash label) { return (LabelsC){ONE_LABEL, label}; }

static void start(StateC *state, int32_t *ints, uint8_t *flags) {
  const size_t n = (size_t)state->doc->n;
  state->stack = state->again = state->head = state->label_class = NULL;
  state->left_last = state->right_last = state->added_before = NULL;
  state->flags = NULL;
  state->span_start = ints;
  state->span_end = ints + n;
  state->span_class = ints + 2 * n;
  state->front = state->n_stack = state->n_again = state->n_crossing = state->n_spans = 0;
  state->open_start = state->open_class = -1;
  state->limit = 0;
}

static int is_final(const StateC *state) { return state->front >= state->doc->n; }

static inline int32_t preset_iob(const StateC *state, int32_t token) {
  return token < 0 || state->doc->ent_iob == NULL ? 0 : state->doc->ent_iob[token];
}

/* Labels for which each move is valid, the empty label aside. */
static void valid_labels(const StateC *state, const ClassesC *classes, LabelsC *out__m, int *blocked) {
  const int32_t b0 = state->front, b1 = b0 + 1 < state->doc->n ? b0 + 1 : -1;
  const int32_t p = preset_iob(state, b0), q = preset_iob(state, b1);
  const eng_hash t = state->doc->ent_type == NULL ? 0 : state->doc->ent_type[b0];
  const int is_open = state->open_start >= 0;
  const int is_space = state->doc->is_space[b0];
  const int b1_starts = b1 >= 0 && state->doc->sent_start[b1] == 1;
  const eng_hash open = is_open ? classes->label__k[state->open_class] : 0;
  LabelsC *m = out__m;
  for (int i = 0; i < ENG_ENT_N_MOVES; i++) m[i] = none();
  *blocked = p == 3 && t == 0;
  if (!is_open && b1 >= 0 && p != 1) {
    if (p == 3)
      m[ENG_ENT_BEGIN] = q == 1 ? only(t) : none();
    else if (q != 3 && !b1_starts && !is_space)
      m[ENG_ENT_BEGIN] = any();
  }
  if (is_open && b1 >= 0 && p != 3 && q != 3) {
    if (p == 1)
      m[ENG_ENT_IN] = q == 1 && t == open ? only(open) : none();
    else if (!b1_starts)
      m[ENG_ENT_IN] = only(open);
  }
  if (is_open) {
    if (p == 1 && q != 1)
      m[ENG_ENT_LAST] = only(t);
    else if (q != 1)
      m[ENG_ENT_LAST] = only(open);
  }
  if (!is_open && q != 1) {
    if (p == 3)
      m[ENG_ENT_UNIT] = only(t);
    else if (!is_space)
      m[ENG_ENT_UNIT] = any();
  }
  if (!is_open && p != 3 && p != 1) m[ENG_ENT_OUT] = any();
}

/* Class of a move with a label; -1 when there is none. The open entity's own label is looked up, others searched. */
static int32_t find_class(const StateC *state, const ClassesC *classes, int32_t move, eng_hash label) {
  if (state->open_class >= 0 && classes->label__k[state->open_class] == label)
    return classes->same_label__km[state->open_class * ENG_MAX_MOVES + move];
  for (int32_t k = 0; k < classes->K; k++) {
    if (classes->move__k[k] == move && classes->label__k[k] == label) return k;
  }
  return -1;
}

static void valid(const StateC *state, const ClassesC *classes, uint8_t *valid__k) {
  LabelsC labels__m[ENG_ENT_N_MOVES];
  int blocked;
  valid_labels(state, classes, labels__m, &blocked);
  for (int32_t r = 0; r < classes->n_runs; r++) {
    const ClassRunC run = classes->runs[r];
    memset(valid__k + run.begin, labels__m[run.move].which == ANY_LABEL, (size_t)(run.end - run.begin));
  }
  for (int32_t m = ENG_ENT_BEGIN; m <= ENG_ENT_UNIT; m++) {
    const int32_t k = labels__m[m].which == ONE_LABEL ? find_class(state, classes, m, labels__m[m].label) : -1;
    if (k >= 0) valid__k[k] = 1;
    if (classes->unlabelled__m[m] >= 0) valid__k[classes->unlabelled__m[m]] = m == ENG_ENT_UNIT && blocked;
  }
}

/* The entity that is open cannot become a gold one any more. */
static int is_sunk(const StateC *state, const ClassesC *classes) {
  const GoldEntsC *gold = state->ents;
  if (state->open_start < 0) return 1;
  const int32_t move = gold->move[state->open_start];
  return !((move == ENG_ENT_BEGIN || move == ENG_ENT_UNIT) &&
           gold->label[state->open_start] == classes->label__k[state->open_class]);
}

static int is_wrong(const GoldEntsC *gold, int32_t start_, int32_t end, eng_hash label) {
  for (int32_t i = 0; i < gold->n_wrong; i++) {
    const SpanKeyC *span = &gold->wrong[i];
    if (span->start == start_ && span->end == end && span->label == label) return 1;
  }
  return 0;
}

static void costs(const StateC *state, const ClassesC *classes, float *costs__k) {
  const GoldEntsC *gold = state->ents;
  const int32_t b0 = state->front, n = state->doc->n;
  const int32_t g = gold->move[b0];
  const int32_t next = b0 + 1 < n ? gold->move[b0 + 1] : ENG_ENT_OUT;
  const int next_is_free = next == ENG_ENT_OUT || next == ENG_ENT_MISSING;
  const int sunk = is_sunk(state, classes);
  float cost__m[ENG_ENT_N_MOVES] = {0};
  int32_t gold_class = -1; /* the class that costs less than its run */
  if (g != ENG_ENT_MISSING) {
    cost__m[ENG_ENT_BEGIN] = 1;
    cost__m[ENG_ENT_UNIT] = 1;
    cost__m[ENG_ENT_OUT] = g == ENG_ENT_BEGIN || g == ENG_ENT_UNIT;
    cost__m[ENG_ENT_LAST] = g == ENG_ENT_IN && !sunk;
    switch (g) {
      case ENG_ENT_LAST:
        cost__m[ENG_ENT_IN] = !(sunk && next_is_free);
        break;
      case ENG_ENT_OUT:
        cost__m[ENG_ENT_IN] = !next_is_free;
        break;
      case ENG_ENT_UNIT:
        cost__m[ENG_ENT_IN] = next != ENG_ENT_OUT;
        break;
      default:
        break;
    }
    if (g == ENG_ENT_BEGIN || g == ENG_ENT_UNIT) gold_class = find_class(state, classes, g, gold->label[b0]);
  }
  LabelsC labels__m[ENG_ENT_N_MOVES];
  int blocked;
  valid_labels(state, classes, labels__m, &blocked);
  for (int32_t r = 0; r < classes->n_runs; r++) {
    const ClassRunC run = classes->runs[r];
    const float cost = labels__m[run.move].which == ANY_LABEL ? cost__m[run.move] : ENG_COST_INVALID;
    for (int32_t k = run.begin; k < run.end; k++) costs__k[k] = cost;
  }
  for (int32_t m = ENG_ENT_BEGIN; m <= ENG_ENT_UNIT; m++) {
    const int32_t k = labels__m[m].which == ONE_LABEL ? find_class(state, classes, m, labels__m[m].label) : -1;
    if (k >= 0) costs__k[k] = cost__m[m];
    const int32_t empty = classes->unlabelled__m[m];
    if (empty >= 0) costs__k[empty] = m == ENG_ENT_UNIT && blocked ? cost__m[m] : ENG_COST_INVALID;
  }
  if (gold_class >= 0 && costs__k[gold_class] < ENG_COST_INVALID) costs__k[gold_class] -= 1;
  if (gold->n_wrong == 0) return;
  for (int32_t k = 0; k < classes->K; k++) {
    const eng_hash label = classes->label__k[k];
    if (costs__k[k] >= ENG_COST_INVALID) continue;
    switch (classes->move__k[k]) {
      case ENG_ENT_BEGIN: /* the next move has to complete it; the peer counts the one-token span here too */
        if (n - b0 < 3) costs__k[k] += (float)(is_wrong(gold, b0, b0 + 1, label) || is_wrong(gold, b0, b0 + 2, label));
        break;
      case ENG_ENT_LAST:
        costs__k[k] += (float)is_wrong(gold, state->open_start, b0 + 1, label);
        break;
      case ENG_ENT_UNIT:
        costs__k[k] += (float)is_wrong(gold, b0, b0 + 1, label);
        break;
      default:
        break;
    }
  }
}

static void close(StateC *state, int32_t first, int32_t k) {
  state->span_start[state->n_spans] = first;
  state->span_end[state->n_spans] = state->front + 1;
  state->span_class[state->n_spans] = k;
  state->n_spans++;
}

static void apply(StateC *state, const ClassesC *classes, int32_t k) {
  switch (classes->move__k[k]) {
    case ENG_ENT_BEGIN:
      state->open_start = state->front;
      state->open_class = k;
      break;
    case ENG_ENT_LAST:
      close(state, state->open_start, k);
      state->open_start = state->open_class = -1;
      break;
    case ENG_ENT_UNIT:
      close(state, state->front, k);
      break;
    default:
      break;
  }
  state->front++;
}

static const SystemC system_ops = {3, start, is_final, eng_features, valid, costs, apply, 0.0f};

const SystemC *eng_ents_system(void) { return &system_ops; }
