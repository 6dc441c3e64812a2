/* Arc-eager with breaks and unshift. Source: Nivre 2003; the dynamic oracle follows Goldberg and Nivre 2012, with the
 * deviations of COMPAT section 6. Gold arcs are counted along the children of one or two tokens a step, so a step costs
 * O(1) amortised over a tree; the arcs between all of stack and buffer are kept up to date instead of counted. */
#include "transition.h"

#include <string.h>

typedef struct {
  int32_t stack_heads, stack_kids, buffer_heads, buffer_kids;
} ArcCountsC;

static inline int is_on_stack(const StateC *state, int32_t token) {
  return (state->flags[token] & ENG_TOKEN_ON_STACK) != 0;
}

/* In the buffer, before the first buffer token that starts a sentence. */
static inline int is_ahead(const StateC *state, int32_t token) {
  return token < state->limit && (state->flags[token] & (ENG_TOKEN_ON_STACK | ENG_TOKEN_GONE)) == 0;
}

/* Gold arcs of a token with the stack and with the buffer. */
static inline ArcCountsC count_arcs(const StateC *state, int32_t token) {
  const GoldTreeC *gold = state->tree;
  ArcCountsC n = {0, 0, 0, 0};
  if (token < 0) return n;
  const int32_t head = gold->arc[token];
  if (head >= 0) {
    n.stack_heads = is_on_stack(state, head);
    n.buffer_heads = is_ahead(state, head);
  }
  for (int32_t i = gold->kids_begin[token]; i < gold->kids_begin[token + 1]; i++) {
    n.stack_kids += is_on_stack(state, gold->kids[i]);
    n.buffer_kids += is_ahead(state, gold->kids[i]);
  }
  return n;
}

static void start(StateC *state, int32_t *ints, uint8_t *flags) {
  const PresetsC *doc = state->doc;
  const size_t n = (size_t)doc->n;
  state->stack = ints;
  state->again = ints + n;
  state->head = ints + 2 * n;
  state->label_class = ints + 3 * n;
  state->left_last = ints + 4 * n;
  state->right_last = ints + 5 * n;
  state->added_before = ints + 6 * n;
  state->flags = flags;
  state->span_start = state->span_end = state->span_class = NULL;
  if (n != 0) {
    memset(ints, 0xff, 7 * n * sizeof(int32_t));
    for (size_t i = 0; i < n; i++) flags[i] = doc->sent_start[i] == 1 ? ENG_TOKEN_START : 0;
    flags[0] = ENG_TOKEN_START;
  }
  state->front = state->n_stack = state->n_again = state->n_crossing = state->n_spans = 0;
  state->open_start = state->open_class = -1;
  state->limit = 0;
}

static int is_final(const StateC *state) { return state->n_stack == 0 && eng_buffer_length(state) == 0; }

static inline int break_is_valid(const StateC *state, int32_t b0, int32_t b1) {
  return b1 >= 0 && b1 == b0 + 1 && !eng_is_start(state, b1) && state->doc->sent_start[b1] != -1;
}

/* Which moves are valid, but for the label that only joins neighbours. */
static void valid_moves(const StateC *state, int32_t b0, int32_t b1, uint8_t *valid__m) {
  const int has_buffer = b0 >= 0, has_stack = state->n_stack > 0;
  const int b0_starts = eng_is_start(state, b0);
  const int can_attach = has_stack && has_buffer && !b0_starts;
  valid__m[ENG_TREE_SHIFT] =
      has_buffer && (!has_stack || (b1 >= 0 && !b0_starts && !(state->flags[b0] & ENG_TOKEN_UNSHIFTABLE)));
  valid__m[ENG_TREE_REDUCE] =
      has_stack && (!has_buffer || !(state->n_stack == 1 && state->doc->sent_start[b0] == -1));
  valid__m[ENG_TREE_LEFT] = can_attach;
  valid__m[ENG_TREE_RIGHT] = can_attach;
  valid__m[ENG_TREE_BREAK] = break_is_valid(state, b0, b1);
}

static void valid(const StateC *state, const ClassesC *classes, uint8_t *valid__k) {
  uint8_t valid__m[ENG_TREE_N_MOVES];
  const int32_t b0 = eng_buffer(state, 0), b1 = eng_buffer(state, 1);
  valid_moves(state, b0, b1, valid__m);
  for (int32_t r = 0; r < classes->n_runs; r++) {
    const ClassRunC run = classes->runs[r];
    memset(valid__k + run.begin, valid__m[run.move], (size_t)(run.end - run.begin));
  }
  if (state->n_stack > 0 && eng_stack(state, 0) != b0 - 1) {
    for (int m = ENG_TREE_LEFT; m <= ENG_TREE_RIGHT; m++) {
      if (classes->adjacent__m[m] >= 0) valid__k[classes->adjacent__m[m]] = 0;
    }
  }
}

static void costs(const StateC *state, const ClassesC *classes, float *costs__k) {
  const GoldTreeC *gold = state->tree;
  const int32_t b0 = eng_buffer(state, 0), b1 = eng_buffer(state, 1);
  const int32_t s0 = eng_stack(state, 0), s1 = eng_stack(state, 1);
  const ArcCountsC b0_arcs = count_arcs(state, b0), s0_arcs = count_arcs(state, s0);
  uint8_t valid__m[ENG_TREE_N_MOVES];
  int32_t cost__m[ENG_TREE_N_MOVES] = {0};
  valid_moves(state, b0, b1, valid__m);
  int32_t push = b0_arcs.stack_heads + b0_arcs.stack_kids;
  if (valid__m[ENG_TREE_BREAK] && gold->sent_start[b1] == 1) push += 1;
  const int32_t pop = s0_arcs.buffer_heads + s0_arcs.buffer_kids;
  const int left_is_gold = s0 >= 0 && b0 >= 0 && gold->head[s0] == b0;
  const int right_is_gold = s0 >= 0 && b0 >= 0 && gold->head[b0] == s0;
  cost__m[ENG_TREE_SHIFT] = push;
  if (s0 >= 0) {
    const int s0_has_head = state->head[s0] >= 0;
    const int32_t below = s0_arcs.stack_heads + s0_arcs.stack_kids;
    cost__m[ENG_TREE_REDUCE] = eng_is_start(state, b0) ? 0 : pop - (s0_has_head ? 0 : below);
    cost__m[ENG_TREE_LEFT] = pop + (s0_has_head ? (s1 >= 0 && gold->head[s0] == s1) : below);
    cost__m[ENG_TREE_RIGHT] = push;
    if (b0 >= 0 && !right_is_gold && b0_arcs.buffer_heads && !(state->flags[b0] & ENG_TOKEN_UNSHIFTABLE))
      cost__m[ENG_TREE_RIGHT] += 1;
  }
  if (valid__m[ENG_TREE_BREAK]) {
    /* Arcs of b0 with the stack survive a break: they lie on its left side. */
    int32_t lost = state->n_crossing;
    if (gold->head[b0] != b0 && is_on_stack(state, gold->head[b0])) lost -= 1;
    for (int32_t i = gold->kids_begin[b0]; i < gold->kids_begin[b0 + 1]; i++)
      lost -= is_on_stack(state, gold->kids[i]);
    if (b0 == 0) {
      /* Unknown heads read as token 0 (see GoldTreeC.head). */
      for (int32_t i = 0; i < state->n_stack; i++) lost -= !gold->is_known[state->stack[i]];
    }
    if (gold->sent_start[b1] == -1) lost += 1;
    cost__m[ENG_TREE_BREAK] = lost;
  }
  for (int32_t r = 0; r < classes->n_runs; r++) {
    const ClassRunC run = classes->runs[r];
    float cost = valid__m[run.move] ? (float)cost__m[run.move] : ENG_COST_INVALID;
    if (valid__m[run.move]) {
      if (run.move == ENG_TREE_LEFT && left_is_gold && !gold->is_known[s0]) cost -= 1.0f;
      if (run.move == ENG_TREE_RIGHT && right_is_gold && !gold->is_known[b0]) cost -= 1.0f;
    }
    for (int32_t k = run.begin; k < run.end; k++) costs__k[k] = cost;
  }
  if (valid__m[ENG_TREE_LEFT] && left_is_gold && gold->is_known[s0] && gold->gold_class[s0] >= 0)
    costs__k[gold->gold_class[s0]] -= 1.0f;
  if (valid__m[ENG_TREE_RIGHT] && right_is_gold && gold->is_known[b0] && gold->gold_class[b0] >= 0)
    costs__k[gold->gold_class[b0]] -= 1.0f;
  if (s0 >= 0 && s0 != b0 - 1) {
    for (int m = ENG_TREE_LEFT; m <= ENG_TREE_RIGHT; m++) {
      if (classes->adjacent__m[m] >= 0) costs__k[classes->adjacent__m[m]] = ENG_COST_INVALID;
    }
  }
}

/* Effects ---------------------------------------------------------------------------------------------------------- */

static void push_front(StateC *state) {
  const int32_t b0 = eng_buffer(state, 0);
  if (b0 == state->limit) { /* only onto an empty stack: the sentence that starts here is entered */
    int32_t next = b0 + 1;
    while (next < state->doc->n && !(state->flags[next] & ENG_TOKEN_START)) next++;
    state->limit = next;
  }
  if (state->n_again > 0)
    state->n_again--;
  else
    state->front++;
  if (state->tree != NULL) {
    const ArcCountsC n = count_arcs(state, b0); /* b0 has no arc with itself, so its own place does not matter */
    state->n_crossing += n.buffer_heads + n.buffer_kids - n.stack_heads - n.stack_kids;
  }
  state->flags[b0] |= ENG_TOKEN_ON_STACK;
  state->stack[state->n_stack++] = b0;
}

static int32_t pop(StateC *state) {
  const int32_t s0 = state->stack[--state->n_stack];
  if (state->tree != NULL) {
    const ArcCountsC n = count_arcs(state, s0);
    state->n_crossing -= n.buffer_heads + n.buffer_kids;
  }
  state->flags[s0] = (uint8_t)((state->flags[s0] & ~ENG_TOKEN_ON_STACK) | ENG_TOKEN_GONE);
  return s0;
}

static void unshift(StateC *state) {
  const int32_t s0 = pop(state);
  state->flags[s0] = (uint8_t)((state->flags[s0] & ~ENG_TOKEN_GONE) | ENG_TOKEN_UNSHIFTABLE);
  state->again[state->n_again++] = s0;
  if (state->tree != NULL) {
    const ArcCountsC n = count_arcs(state, s0);
    state->n_crossing += n.stack_heads + n.stack_kids;
  }
}

static void remove_arc(StateC *state, int32_t dependent) {
  const int32_t head = state->head[dependent];
  int32_t *link = head > dependent ? &state->left_last[head] : &state->right_last[head];
  while (*link >= 0 && *link != dependent) link = &state->added_before[*link];
  if (*link == dependent) *link = state->added_before[dependent];
  state->head[dependent] = -1;
}

static void add_arc(StateC *state, int32_t head, int32_t dependent, int32_t k) {
  if (state->head[dependent] >= 0) remove_arc(state, dependent);
  int32_t *last = head > dependent ? &state->left_last[head] : &state->right_last[head];
  state->head[dependent] = head;
  state->label_class[dependent] = k;
  state->added_before[dependent] = *last;
  *last = dependent;
}

static void apply(StateC *state, const ClassesC *classes, int32_t k) {
  const int32_t b0 = eng_buffer(state, 0), s0 = eng_stack(state, 0);
  switch (classes->move__k[k]) {
    case ENG_TREE_SHIFT:
      push_front(state);
      break;
    case ENG_TREE_REDUCE:
      if (state->head[s0] >= 0 || state->n_stack == 1)
        pop(state);
      else
        unshift(state);
      break;
    case ENG_TREE_LEFT:
      add_arc(state, b0, s0, k);
      state->flags[b0] &= (uint8_t)~ENG_TOKEN_UNSHIFTABLE;
      pop(state);
      break;
    case ENG_TREE_RIGHT:
      add_arc(state, s0, b0, k);
      push_front(state);
      break;
    default: {
      const int32_t b1 = eng_buffer(state, 1);
      state->flags[b1] |= ENG_TOKEN_START;
      if (state->limit > b1 && b0 != state->limit) state->limit = b1;
      if (state->tree != NULL && b0 < state->limit) {
        const ArcCountsC n = count_arcs(state, b0);
        state->n_crossing = n.stack_heads + n.stack_kids;
      }
    }
  }
}

static const SystemC system_ops = {7, start, is_final, eng_features, valid, costs, apply, -1e9f};

const SystemC *eng_tree_system(void) { return &system_ops; }
