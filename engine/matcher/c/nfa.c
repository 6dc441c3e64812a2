#include "nfa.h"

#include <string.h>

#include "ahead.h"
#include "found.h"
#include "gather.h"
#include "mix.h"
#include "step.h"

enum { KEPT_BYTES = 1 << 20 }; /* of memory that is kept from one document to the next */

typedef struct {
  uint64_t key;
  uint32_t mark;
  int32_t node; /* least so far */
} SeenStateC;

static void free_tables(EngMatchRunC *run) {
  if (run->tables.data != NULL) {
    ScratchC *tables = run->tables.data;
    for (size_t p = 0; p < run->tables.capacity / sizeof(ScratchC); ++p) eng_scratch_free(&tables[p]);
  }
  eng_scratch_free(&run->tables);
  eng_scratch_free(&run->first_row);
  eng_scratch_free(&run->counts);
  eng_scratch_free(&run->put_off);
  run->n_tables = 0;
}

static void free_large(ScratchC *scratch) {
  if (scratch->capacity > KEPT_BYTES) eng_scratch_free(scratch);
}

eng_status eng_match_run_init(EngMatchRunC *run, const EngMatchMachineC *machine,
                              const EngMatchSignatureC *const *tokens, int32_t n, size_t look_at, int32_t many) {
  if (run->machine != machine || run->marks.data == NULL) {
    eng_status status = eng_scratch_reserve(&run->marks, (size_t)machine->n_classes + 1, sizeof(uint32_t));
    if (status != ENG_OK) return status;
    memset(run->marks.data, 0, run->marks.capacity);
    run->mark = 0;
  }
  run->machine = machine;
  run->tokens = tokens;
  run->n_tokens = n;
  free_large(&run->states);
  free_large(&run->late);
  free_large(&run->found);
  free_large(&run->trail);
  free_large(&run->state_set);
  free_large(&run->found_set);
  free_large(&run->next);
  free_large(&run->classes);
  free_large(&run->places);
  eng_order_shrink(&run->order, KEPT_BYTES);
  eng_order_clear(&run->order, 0);
  free_tables(run);
  run->is_gathered = 0;
  run->look_at = run->look_again = look_at;
  run->many = many;
  run->n_greedy = 0;
  run->greedy_least = look_at > SIZE_MAX / 8 ? SIZE_MAX : look_at == 0 ? 0 : (size_t)n + 4 * look_at;
  run->greedy_at = run->greedy_least;
  run->gather_at = look_at == 0 ? 1 : 16;
  run->work = 0;
  run->n_states = run->n_late = run->n_found = run->n_trail = 0;
  run->keep_trail = 0;
  run->is_closed = !machine->has_open;
  run->wants_closed = 0;
  if (run->n_found_set != 0 && run->found_set.data != NULL) memset(run->found_set.data, 0, run->found_set.capacity);
  run->n_found_set = 0;
  return ENG_OK;
}

void eng_match_run_free(EngMatchRunC *run) {
  eng_scratch_free(&run->states);
  eng_scratch_free(&run->late);
  eng_scratch_free(&run->found);
  eng_scratch_free(&run->trail);
  eng_scratch_free(&run->marks);
  eng_scratch_free(&run->state_set);
  eng_scratch_free(&run->found_set);
  eng_scratch_free(&run->next);
  eng_scratch_free(&run->classes);
  eng_scratch_free(&run->places);
  eng_order_free(&run->order);
  free_tables(run);
  run->machine = NULL;
}

void eng_match_read(EngMatchRunC *run, const EngMatchSignatureC *token) {
  uint32_t *marks = run->marks.data;
  if (++run->mark == 0) { /* the marks have come round */
    memset(marks, 0, run->marks.capacity);
    run->mark = 1;
  }
  for (int32_t c = 0; c < token->n_classes; ++c) marks[token->classes[c]] = run->mark;
}

/* Whether a state at a node may ask for a class: the node, or one behind nodes that may be skipped. */
static int node_asks(const EngMatchNodeC *node, int32_t class_id) {
  for (;; ++node) {
    if (node->class_id == class_id) return 1;
    if (node->is_last || node->op < ENG_MATCH_OPTIONAL) return 0;
  }
}

int eng_match_asks(const EngMatchRunC *run, const int32_t *patterns, int32_t n_patterns, int32_t class_id) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchStateC *states = run->states.data;
  for (size_t j = 0; j < run->n_states; ++j) {
    if (node_asks(&machine->nodes[states[j].node], class_id)) return 1;
  }
  for (int32_t p = 0; p < n_patterns; ++p) {
    if (node_asks(&machine->nodes[machine->patterns[patterns[p]].first_node], class_id)) return 1;
  }
  return 0;
}

/* The path that takes the token by a node, behind the path `link`; where paths are not kept, `link` as it is. */
static eng_status follow(EngMatchRunC *run, int32_t link, int32_t node, int32_t *out) {
  *out = link;
  if (!run->keep_trail || node < 0) return ENG_OK;
  eng_status status = eng_scratch_reserve(&run->trail, run->n_trail + 1, sizeof(EngMatchTrailC));
  if (status != ENG_OK) return status;
  EngMatchTrailC *trail = run->trail.data;
  trail[run->n_trail].before = link;
  trail[run->n_trail].source = run->machine->nodes[node].source;
  *out = (int32_t)run->n_trail++;
  return ENG_OK;
}

/* Move one state over token i. *kept: whether `state` now is what it became in place. */
static eng_status advance(EngMatchRunC *run, EngMatchStateC *state, int32_t i, int *kept) {
  EngMatchMoveC move = eng_match_move(run, state->node);
  int32_t link = state->link;
  eng_status status = follow(run, link, move.taken_by, &state->link);
  if (status != ENG_OK) return status;
  if (move.ends != ENG_ENDS_NOT) {
    int32_t pattern = run->machine->nodes[state->node].pattern;
    if (move.ends & ENG_ENDS_BEFORE) status = eng_found_add(run, pattern, state->start, i, link);
    if (status != ENG_OK) return status;
    if (move.ends & ENG_ENDS_BEHIND) status = eng_found_add(run, pattern, state->start, i + 1, state->link);
    if (status != ENG_OK) return status;
  }
  if (move.late >= 0) {
    status = eng_scratch_reserve(&run->late, run->n_late + 1, sizeof(EngMatchStateC));
    if (status != ENG_OK) return status;
    EngMatchStateC *late = (EngMatchStateC *)run->late.data + run->n_late++;
    late->node = move.late;
    late->start = state->start;
    if ((status = follow(run, link, move.late_by, &late->link)) != ENG_OK) return status;
  }
  *kept = move.kept >= 0;
  if (*kept) state->node = move.kept;
  return ENG_OK;
}

eng_status eng_match_drop_repeated(EngMatchRunC *run, EngMatchStateC *states, size_t *n) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  size_t size = run->state_set.capacity / sizeof(SeenStateC);
  if (2 * *n > size) {
    size_t wanted = eng_power_of_two(4 * *n);
    eng_scratch_free(&run->state_set);
    eng_status status = eng_scratch_reserve(&run->state_set, wanted, sizeof(SeenStateC));
    if (status != ENG_OK) return status;
    run->state_set.capacity = wanted * sizeof(SeenStateC);
    memset(run->state_set.data, 0, run->state_set.capacity);
    run->set_mark = 0;
    size = wanted;
  }
  SeenStateC *seen = run->state_set.data;
  if (++run->set_mark == 0) {
    memset(seen, 0, run->state_set.capacity);
    run->set_mark = 1;
  }
  size_t n_left = 0;
  for (size_t j = 0; j < *n; ++j) {
    const EngMatchNodeC *node = &nodes[states[j].node];
    if (node->forks) {
      uint64_t key = (uint64_t)(uint32_t)node->lead << 32 | (uint32_t)states[j].start;
      size_t at = (size_t)eng_mix(key) & (size - 1);
      while (seen[at].mark == run->set_mark && seen[at].key != key) at = (at + 1) & (size - 1);
      if (seen[at].mark == run->set_mark && seen[at].node <= states[j].node) continue;
      seen[at].mark = run->set_mark;
      seen[at].key = key;
      seen[at].node = states[j].node;
    }
    states[n_left++] = states[j];
  }
  *n = n_left;
  return ENG_OK;
}

int eng_match_is_put_off(const EngMatchRunC *run, int32_t key) {
  return run->n_tables != 0 && ((const uint8_t *)run->put_off.data)[key];
}

/* Drop the states before token i that will not end in a match, as far as is known. */
static void drop_vain(EngMatchRunC *run, int32_t i) {
  const EngMatchMachineC *machine = run->machine;
  EngMatchStateC *states = run->states.data;
  size_t n = 0;
  for (size_t j = 0; j < run->n_states; ++j) {
    int32_t pattern = machine->nodes[states[j].node].pattern;
    if (eng_ahead_has_future(run, &machine->patterns[pattern], pattern, states[j].node, i)) states[n++] = states[j];
  }
  run->n_states = n;
}

/* Room for what is known of patterns that are looked after. */
static eng_status prepare(EngMatchRunC *run) {
  size_t n = (size_t)run->machine->n_patterns, n_keys = (size_t)run->machine->n_keys;
  if (run->counts.data != NULL) return ENG_OK;
  eng_status status = eng_scratch_reserve(&run->first_row, n + 1, sizeof(int32_t));
  if (status == ENG_OK) status = eng_scratch_reserve(&run->put_off, n_keys + 1, 1);
  if (status == ENG_OK) status = eng_scratch_reserve(&run->tables, n + 1, sizeof(ScratchC));
  if (status == ENG_OK) status = eng_scratch_reserve(&run->counts, (n > n_keys ? n : n_keys) + 1, sizeof(int32_t));
  if (status != ENG_OK) {
    eng_scratch_free(&run->tables); /* not initialised: nothing in it may be freed */
    return status;
  }
  memset(run->tables.data, 0, run->tables.capacity);
  memset(run->put_off.data, 0, run->put_off.capacity);
  return ENG_OK;
}

/* Put a greedy key off; if there are tokens with open classes, as soon as there are none. */
static void put_off(EngMatchRunC *run, int32_t key) {
  uint8_t *is_put_off = (uint8_t *)run->put_off.data + key;
  if (!run->is_closed) {
    run->wants_closed = 1;
  } else if (!*is_put_off) {
    *is_put_off = 1;
    run->n_tables += 1;
  }
}

/* There are many matches of greedy keys, few of which may be chosen: put off the keys that have more of them than a
 * pass over the document takes. Only loops give a key so many. */
static eng_status look_at_greedy(EngMatchRunC *run, int32_t i) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchFoundC *found = run->found.data;
  eng_status status = prepare(run);
  if (status != ENG_OK) return status;
  int32_t *counts = run->counts.data;
  memset(counts, 0, (size_t)machine->n_keys * sizeof(int32_t));
  for (size_t j = 0; j < run->n_found; ++j) {
    if (counts[found[j].key] < INT32_MAX) counts[found[j].key] += 1;
  }
  for (int32_t p = 0; p < machine->n_patterns; ++p) {
    int32_t key = machine->patterns[p].key;
    if (!machine->greedy__k[key] || !machine->patterns[p].has_loop) continue;
    if ((size_t)counts[key] > run->greedy_least) put_off(run, key);
  }
  if (run->n_tables != 0) drop_vain(run, i);
  if (!run->wants_closed) run->greedy_at = 2 * run->n_greedy;
  return ENG_OK;
}

/* There are many states before token i: find the patterns that they belong to, and look after these. */
static eng_status look_after(EngMatchRunC *run, int32_t i) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchStateC *states = run->states.data;
  size_t n = (size_t)machine->n_patterns;
  eng_status status = prepare(run);
  if (status != ENG_OK) return status;
  int32_t *counts = run->counts.data;
  memset(counts, 0, n * sizeof(int32_t));
  for (size_t j = 0; j < run->n_states; ++j) counts[machine->nodes[states[j].node].pattern] += 1;
  for (size_t p = 0; p < n && status == ENG_OK; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[p];
    ScratchC *table = (ScratchC *)run->tables.data + p;
    if (counts[p] <= run->many || !pattern->has_loop) continue;
    if (machine->greedy__k[pattern->key]) {
      put_off(run, pattern->key);
    } else if (table->data == NULL) {
      ((int32_t *)run->first_row.data)[p] = i;
      status = eng_ahead_table(run, run->tokens, i, run->n_tokens, (int32_t)p, table);
      run->n_tables += 1;
    }
  }
  if (status != ENG_OK) return status;
  if (run->n_tables != 0) drop_vain(run, i);
  run->look_at = 2 * run->n_states < run->look_again || run->wants_closed ? run->look_again : 2 * run->n_states;
  return ENG_OK;
}

/* Move all states over token i, and begin patterns at it: state by state. */
static eng_status step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns) {
  const EngMatchMachineC *machine = run->machine;
  size_t before = run->n_states, n = 0;
  eng_status status = eng_scratch_reserve(&run->states, before + (size_t)n_patterns, sizeof(EngMatchStateC));
  if (status != ENG_OK) return status;
  EngMatchStateC *states = run->states.data;
  int kept, may_repeat = 0;
  run->n_late = 0;
  run->work += before + (size_t)n_patterns;
  for (size_t j = 0; j < before; ++j) {
    EngMatchStateC state = states[j];
    const EngMatchNodeC *node = &machine->nodes[state.node];
    if (node->op < ENG_MATCH_OPTIONAL && !eng_match_takes(run, node)) continue; /* so most states end */
    status = advance(run, &state, i, &kept);
    if (status != ENG_OK) return status;
    may_repeat |= node->forks;
    if (kept) states[n++] = state;
  }
  for (int32_t p = 0; p < n_patterns; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
    if (run->n_tables != 0 && !eng_ahead_has_future(run, pattern, patterns[p], pattern->first_node, i)) continue;
    EngMatchStateC state = {pattern->first_node, i, -1};
    status = advance(run, &state, i, &kept);
    if (status != ENG_OK) return status;
    may_repeat |= machine->nodes[state.node].forks;
    if (kept) states[n++] = state;
  }
  if (run->n_late != 0) {
    status = eng_scratch_reserve(&run->states, n + run->n_late, sizeof(EngMatchStateC));
    if (status != ENG_OK) return status;
    memcpy((EngMatchStateC *)run->states.data + n, run->late.data, run->n_late * sizeof(EngMatchStateC));
    n += run->n_late;
  }
  run->n_states = n;
  if (run->n_tables != 0) drop_vain(run, i + 1);
  return may_repeat && run->n_states > 1 ? eng_match_drop_repeated(run, run->states.data, &run->n_states) : ENG_OK;
}

eng_status eng_match_step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns) {
  eng_status status =
      run->is_gathered ? eng_gather_step(run, i, patterns, n_patterns) : step(run, i, patterns, n_patterns);
  if (status != ENG_OK) return status;
  if (run->n_greedy > run->greedy_at && (status = look_at_greedy(run, i + 1)) != ENG_OK) return status;
  if (run->n_states > run->look_at && (status = look_after(run, i + 1)) != ENG_OK) return status;
  if (run->n_tables != 0 && run->n_states > run->gather_at && !run->is_gathered) return eng_gather_begin(run, i + 1);
  return ENG_OK;
}

eng_status eng_match_end(EngMatchRunC *run) {
  const EngMatchStateC *states = run->states.data;
  eng_status status = run->is_gathered ? eng_gather_end(run) : ENG_OK;
  for (size_t j = 0; j < run->n_states && !run->is_gathered && status == ENG_OK; ++j) {
    const EngMatchNodeC *node = &run->machine->nodes[states[j].node];
    if (!node->can_end) continue;
    status = eng_found_add(run, node->pattern, states[j].start, run->n_tokens, states[j].link);
  }
  run->n_states = 0;
  return status;
}

eng_status eng_match_document(EngMatchRunC *run) {
  for (int32_t i = 0; i < run->n_tokens; ++i) {
    const EngMatchSignatureC *token = run->tokens[i];
    if (run->n_states == 0 && token->n_patterns == 0) continue;
    eng_match_read(run, token);
    eng_status status = eng_match_step(run, i, token->patterns, token->n_patterns);
    if (status != ENG_OK) return status;
  }
  return eng_match_end(run);
}

eng_status eng_match_path(EngMatchRunC *run, const EngMatchMachineC *machine, const EngMatchSignatureC *const *tokens,
                          int32_t n, const EngMatchFoundC *match, const int32_t *patterns, int32_t n_patterns,
                          int32_t *sources) {
  /* a match alone never has more states than its key has nodes */
  eng_status status = eng_match_run_init(run, machine, tokens, n, SIZE_MAX, INT32_MAX);
  if (status != ENG_OK) return status;
  run->keep_trail = 1;
  size_t seen = 0;
  for (int32_t i = match->start;; ++i) {
    if (i == n) {
      status = eng_match_end(run);
    } else {
      eng_match_read(run, tokens[i]);
      status = eng_match_step(run, i, patterns, i == match->start ? n_patterns : 0);
    }
    if (status != ENG_OK) return status;
    const EngMatchFoundC *found = run->found.data;
    for (; seen < run->n_found; ++seen) {
      if (found[seen].end != match->end || found[seen].key != match->key) continue;
      const EngMatchTrailC *trail = run->trail.data;
      int32_t link = found[seen].link;
      for (int32_t at = match->end - match->start; at-- > 0;) {
        if (link < 0) return ENG_BAD_STATE;
        sources[at] = trail[link].source;
        link = trail[link].before;
      }
      return ENG_OK;
    }
    if (i > match->end || i == n) return ENG_BAD_STATE; /* every match was found by some path */
  }
}
