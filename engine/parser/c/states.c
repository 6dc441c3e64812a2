#include "transition.h"

#include <string.h>

void eng_state_copy(StateC *to, const StateC *from, int32_t n_int_arrays) {
  StateC kept = *to;
  size_t n = (size_t)from->doc->n;
  *to = *from;
  to->stack = kept.stack;
  to->again = kept.again;
  to->head = kept.head;
  to->label_class = kept.label_class;
  to->left_last = kept.left_last;
  to->right_last = kept.right_last;
  to->added_before = kept.added_before;
  to->flags = kept.flags;
  to->span_start = kept.span_start;
  to->span_end = kept.span_end;
  to->span_class = kept.span_class;
  /* The int arrays of a state follow each other, whichever comes first. */
  int32_t *to_ints = kept.stack != NULL ? kept.stack : kept.span_start;
  const int32_t *from_ints = from->stack != NULL ? from->stack : from->span_start;
  if (n == 0) return;
  memcpy(to_ints, from_ints, n * (size_t)n_int_arrays * sizeof(int32_t));
  if (to->flags != NULL && from->flags != NULL) memcpy(to->flags, from->flags, n);
}

void eng_state_end(StateC *state) {
  state->n_stack = 0;
  state->n_again = 0;
  state->front = state->doc->n;
  state->open_start = -1;
}

int32_t eng_oracle_class(const SystemC *system, const ClassesC *classes, const float *costs__k) {
  int32_t best = -1;
  for (int32_t k = 0; k < classes->K; k++) {
    if (costs__k[k] >= ENG_COST_INVALID) continue;
    if (best < 0 || costs__k[k] < costs__k[best]) {
      best = k;
      if (costs__k[k] <= system->good_cost) break;
    }
  }
  return best;
}

/* j-th most recently added child of h in the list that starts at `last`. */
static inline int32_t child(const StateC *state, const int32_t *last, int32_t h, int j) {
  if (h < 0 || last == NULL) return -1;
  int32_t token = last[h];
  while (token >= 0 && --j > 0) token = state->added_before[token];
  return token;
}

static inline int32_t left_child(const StateC *state, int32_t h, int j) { return child(state, state->left_last, h, j); }
static inline int32_t right_child(const StateC *state, int32_t h, int j) {
  return child(state, state->right_last, h, j);
}

static void fill_slots(const StateC *state, int32_t *out, int32_t F) {
  const int32_t b0 = eng_buffer(state, 0), s0 = eng_stack(state, 0);
  out[0] = b0;
  switch (F) {
    case 1:
      break;
    case 2:
      out[1] = s0;
      break;
    case 3:
      out[1] = state->open_start;
      out[2] = state->open_start >= 0 ? b0 - 1 : -1;
      break;
    case 6:
      for (int32_t i = 0; i < 5; i++) {
        int32_t token = state->open_start + i;
        out[1 + i] = state->open_start >= 0 && token < b0 ? token : -1;
      }
      break;
    case 8:
      out[1] = eng_buffer(state, 1);
      out[2] = s0;
      out[3] = eng_stack(state, 1);
      out[4] = eng_stack(state, 2);
      out[5] = left_child(state, b0, 1);
      out[6] = left_child(state, s0, 1);
      out[7] = right_child(state, s0, 1);
      break;
    default: {
      const int32_t s1 = eng_stack(state, 1);
      out[1] = eng_buffer(state, 1);
      out[2] = s0;
      out[3] = s1;
      out[4] = eng_stack(state, 2);
      out[5] = left_child(state, s0, 1);
      out[6] = right_child(state, s0, 1);
      out[7] = left_child(state, b0, 1);
      out[8] = right_child(state, s0, 2);
      out[9] = left_child(state, s1, 1);
      out[10] = left_child(state, s1, 2);
      out[11] = right_child(state, s1, 1);
      out[12] = right_child(state, s1, 2);
    }
  }
}

eng_status eng_features(const StateC *states, const int32_t *active__a, int32_t A, int32_t *ids__af, int32_t F) {
  if (F != 1 && F != 2 && F != 3 && F != 6 && F != 8 && F != 13) return ENG_UNSUPPORTED;
  for (int32_t a = 0; a < A; a++) {
    const StateC *state = states + active__a[a];
    int32_t *out = ids__af + (ptrdiff_t)a * F;
    fill_slots(state, out, F);
    for (int32_t f = 0; f < F; f++) {
      if (out[f] >= 0) out[f] += state->doc->offset;
    }
  }
  return ENG_OK;
}
