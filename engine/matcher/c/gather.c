#include "gather.h"

#include <string.h>

#include "ahead.h"
#include "found.h"
#include "mix.h"
#include "step.h"

typedef struct {
  uint64_t key; /* a hash of the nodes of its states; while classes are made, pattern and start */
  uint32_t mark;
  int32_t n;    /* states */
  size_t first; /* index of the first one in `next`; while classes are made, number of the class */
} ClassC;

static inline int loops_at_end(const EngMatchNodeC *node) {
  return node->is_last && node->op == ENG_MATCH_ANY_NUMBER;
}

/* An empty table with room for n classes. */
static eng_status clear_classes(EngMatchRunC *run, size_t n) {
  if (2 * n > run->classes.capacity / sizeof(ClassC)) {
    size_t wanted = eng_power_of_two(4 * n);
    if (wanted > INT32_MAX) return ENG_NO_MEMORY;
    eng_scratch_free(&run->classes);
    eng_status status = eng_scratch_reserve(&run->classes, wanted, sizeof(ClassC));
    if (status != ENG_OK) return status;
    run->classes.capacity = wanted * sizeof(ClassC);
    memset(run->classes.data, 0, run->classes.capacity);
    run->class_mark = 0;
  }
  if (++run->class_mark == 0) {
    memset(run->classes.data, 0, run->classes.capacity);
    run->class_mark = 1;
  }
  return ENG_OK;
}

static int by_class(const void *a, const void *b) {
  const EngMatchStateC *one = a, *two = b;
  if (one->start != two->start) return one->start < two->start ? -1 : 1;
  return (one->link > two->link) - (one->link < two->link);
}

eng_status eng_gather_begin(EngMatchRunC *run, int32_t i) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  EngMatchStateC *states = run->states.data;
  eng_status status = clear_classes(run, run->n_states);
  if (status != ENG_OK) return status;
  ClassC *classes = run->classes.data;
  size_t mask = run->classes.capacity / sizeof(ClassC) - 1, n_classes = 0;
  eng_order_clear(&run->order, i);
  for (size_t j = 0; j < run->n_states; ++j) {
    if ((status = eng_order_begin(&run->order, states[j].start, &states[j].link)) != ENG_OK) return status;
    uint64_t key = (uint64_t)(uint32_t)nodes[states[j].node].pattern << 32 | (uint32_t)states[j].start;
    size_t at = (size_t)eng_mix(key) & mask;
    while (classes[at].mark == run->class_mark && classes[at].key != key) at = (at + 1) & mask;
    if (classes[at].mark != run->class_mark) {
      classes[at].key = key;
      classes[at].mark = run->class_mark;
      classes[at].first = n_classes++;
    }
    states[j].start = (int32_t)classes[at].first;
  }
  qsort(states, run->n_states, sizeof(EngMatchStateC), by_class);
  for (size_t j = 0; j < run->n_states; ++j) {
    if (!loops_at_end(&nodes[states[j].node])) continue;
    status = eng_order_in_place(&run->order, states[j].link, i, 1, &states[j].link);
    if (status != ENG_OK) return status;
  }
  run->is_gathered = 1;
  return ENG_OK;
}

/* Make one of the last class of `next`, the states from `first` on, and one with the same nodes, if there is one. */
static eng_status unite(EngMatchRunC *run, size_t first) {
  EngMatchStateC *next = run->next.data;
  int32_t n = (int32_t)(run->n_next - first);
  ClassC *classes = run->classes.data;
  size_t mask = run->classes.capacity / sizeof(ClassC) - 1;
  uint64_t key = 0;
  for (int32_t k = 0; k < n; ++k) key = eng_mix(key ^ (uint64_t)(uint32_t)next[first + (size_t)k].node) + 1;
  size_t at = (size_t)key & mask;
  for (; classes[at].mark == run->class_mark; at = (at + 1) & mask) {
    if (classes[at].key != key || classes[at].n != n) continue;
    EngMatchStateC *same = next + classes[at].first, *last = next + first;
    int32_t k = 0;
    while (k < n && same[k].node == last[k].node) k += 1;
    if (k < n) continue;
    for (k = 0; k < n; ++k) {
      eng_status status = eng_order_join(&run->order, same[k].link, last[k].link, &same[k].link);
      if (status != ENG_OK) return status;
    }
    run->n_next = first;
    return ENG_OK;
  }
  classes[at].key = key;
  classes[at].mark = run->class_mark;
  classes[at].n = n;
  classes[at].first = first;
  return ENG_OK;
}

/* Move the n states of a class over token i, into `next`. */
static eng_status move_class(EngMatchRunC *run, const EngMatchStateC *states, size_t n, int32_t i, int is_new) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  const EngMatchPatternC *patterns = run->machine->patterns;
  int32_t pattern = nodes[states[0].node].pattern, number = run->n_classes++;
  size_t first = run->n_next, n_kept = 0, n_late = 0;
  eng_status status = eng_scratch_reserve(&run->next, first + 2 * n, sizeof(EngMatchStateC));
  if (status == ENG_OK) status = eng_scratch_reserve(&run->late, n, sizeof(EngMatchStateC));
  if (status != ENG_OK) return status;
  EngMatchStateC *kept = (EngMatchStateC *)run->next.data + first, *late = run->late.data;
  for (size_t j = 0; j < n; ++j) {
    EngMatchStateC state = states[j];
    EngMatchMoveC move = eng_match_move(run, state.node);
    if (move.ends != ENG_ENDS_NOT) {
      int32_t end = move.ends == ENG_ENDS_BEHIND ? i + 1 : i;
      status = eng_order_end(&run->order, state.link, pattern, end, move.ends == ENG_ENDS_BOTH);
      if (status != ENG_OK) return status;
    }
    if (move.kept >= 0 && eng_ahead_has_future(run, &patterns[pattern], pattern, move.kept, i + 1)) {
      EngMatchStateC *to = &kept[n_kept++];
      to->node = move.kept;
      to->start = number;
      to->link = state.link;
      if (move.kept != state.node || is_new) { /* else it is known to be in place for ever */
        int for_ever = loops_at_end(&nodes[move.kept]);
        status = eng_order_in_place(&run->order, state.link, i, for_ever, &to->link);
        if (status != ENG_OK) return status;
      }
    }
    if (move.late >= 0 && eng_ahead_has_future(run, &patterns[pattern], pattern, move.late, i + 1)) {
      EngMatchStateC *to = &late[n_late++];
      to->node = move.late;
      to->start = number;
      to->link = state.link;
      if (loops_at_end(&nodes[move.late])) {
        status = eng_order_in_place(&run->order, state.link, i + 1, 1, &to->link);
        if (status != ENG_OK) return status;
      }
    }
  }
  if (n_late != 0) memcpy(kept + n_kept, late, n_late * sizeof(EngMatchStateC));
  n_kept += n_late;
  if (n_kept > 1 && nodes[kept->node].forks) {
    if ((status = eng_match_drop_repeated(run, kept, &n_kept)) != ENG_OK) return status;
  }
  run->n_next = first + n_kept;
  if (n_kept == 0 || !patterns[pattern].has_loop || run->machine->greedy__k[patterns[pattern].key]) return ENG_OK;
  return unite(run, first);
}

/* Add the matches that were noted before step i to what is found. */
static eng_status count_out(EngMatchRunC *run, int32_t i) {
  if (run->order.n_ends == 0) return ENG_OK;
  eng_status status = eng_order_sort(&run->order, i);
  if (status != ENG_OK) return status;
  const EngOrderMatchC *matches = run->order.matches.data;
  const EngOrderEndC *ends = run->order.ends.data;
  for (size_t j = 0; j < run->order.n_matches; ++j) {
    const EngOrderEndC *end = &ends[matches[j].end];
    status = eng_found_add(run, end->pattern, matches[j].start, end->end, -1);
    if (status != ENG_OK) return status;
    if (end->also_longer) status = eng_found_add(run, end->pattern, matches[j].start, end->end + 1, -1);
    if (status != ENG_OK) return status;
  }
  run->order.n_ends = 0;
  return ENG_OK;
}

/* Drop the histories that no state has. */
static eng_status drop_histories(EngMatchRunC *run) {
  EngMatchStateC *states = run->states.data;
  eng_status status = eng_scratch_reserve(&run->places, run->order.n_histories, sizeof(int32_t));
  if (status != ENG_OK) return status;
  int32_t *places = run->places.data;
  memset(places, 0, run->order.n_histories * sizeof(int32_t));
  for (size_t j = 0; j < run->n_states; ++j) places[states[j].link] = 1;
  eng_order_drop(&run->order, places);
  for (size_t j = 0; j < run->n_states; ++j) states[j].link = places[states[j].link] - 1;
  return ENG_OK;
}

eng_status eng_gather_step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchStateC *states = run->states.data;
  size_t work = run->order.work;
  eng_status status = clear_classes(run, run->n_states + (size_t)n_patterns);
  if (status != ENG_OK) return status;
  run->n_next = 0;
  run->n_classes = 0;
  for (size_t j = 0, to; j < run->n_states; j = to) {
    for (to = j + 1; to < run->n_states && states[to].start == states[j].start;) to += 1;
    if ((status = move_class(run, states + j, to - j, i, 0)) != ENG_OK) return status;
  }
  for (int32_t p = 0; p < n_patterns; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
    if (!eng_ahead_has_future(run, pattern, patterns[p], pattern->first_node, i)) continue;
    EngMatchStateC state = {pattern->first_node, 0, -1};
    if ((status = eng_order_begin(&run->order, i, &state.link)) != ENG_OK) return status;
    if ((status = move_class(run, &state, 1, i, 1)) != ENG_OK) return status;
  }
  if ((status = count_out(run, i)) != ENG_OK) return status;
  run->work += run->n_states + (size_t)n_patterns + run->order.work - work;
  ScratchC swap = run->states;
  run->states = run->next;
  run->next = swap;
  run->n_states = run->n_next;
  if (run->n_states == 0) run->is_gathered = 0;
  return run->order.n_histories > run->order.drop_at ? drop_histories(run) : ENG_OK;
}

eng_status eng_gather_end(EngMatchRunC *run) {
  const EngMatchStateC *states = run->states.data;
  for (size_t j = 0; j < run->n_states; ++j) {
    const EngMatchNodeC *node = &run->machine->nodes[states[j].node];
    if (!node->can_end) continue;
    eng_status status = eng_order_end(&run->order, states[j].link, node->pattern, run->n_tokens, 0);
    if (status != ENG_OK) return status;
  }
  return count_out(run, run->n_tokens);
}
