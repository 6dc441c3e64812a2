#include "nfa.h"

#include <string.h>

#include "ahead.h"
#include "gather.h"
#include "mix.h"

enum { KEPT_BYTES = 1 << 20 }; /* of memory that is kept from one document to the next */

typedef struct {
  uint64_t key;
  uint32_t mark;
  int32_t node; /* least so far */
} SeenStateC;

typedef struct {
  uint64_t span; /* start and end; no span has the value 0 */
  int32_t key;
} SeenFoundC;

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
  free_large(&run->ropes);
  free_large(&run->rope_stack);
  free_large(&run->classes);
  free_large(&run->class_of);
  free_tables(run);
  run->n_ropes = 0;
  run->look_at = run->look_again = look_at;
  run->many = many;
  run->gather_at = look_at == 0 ? 1 : 16;
  run->ropes_at = 1024;
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
  eng_scratch_free(&run->ropes);
  eng_scratch_free(&run->rope_stack);
  eng_scratch_free(&run->classes);
  eng_scratch_free(&run->class_of);
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

/* Whether the span of a key is new, which it is from then on no more. */
static eng_status add_found(EngMatchRunC *run, int32_t key, int32_t start, int32_t end, int *is_new) {
  size_t size = run->found_set.capacity / sizeof(SeenFoundC);
  if (2 * (run->n_found_set + 1) > size) {
    ScratchC grown = {NULL, 0};
    size_t wanted = eng_power_of_two(4 * (run->n_found_set + 1));
    eng_status status = eng_scratch_reserve(&grown, wanted, sizeof(SeenFoundC));
    if (status != ENG_OK) return status;
    grown.capacity = wanted * sizeof(SeenFoundC); /* a power of two, so that a mask finds the place */
    memset(grown.data, 0, grown.capacity);
    SeenFoundC *to = grown.data;
    const SeenFoundC *from = run->found_set.data;
    for (size_t j = 0; j < size; ++j) {
      if (from[j].span == 0) continue;
      size_t at = (size_t)eng_mix(from[j].span + (uint64_t)from[j].key * 0x9e3779b97f4a7c15u) & (wanted - 1);
      while (to[at].span != 0) at = (at + 1) & (wanted - 1);
      to[at] = from[j];
    }
    eng_scratch_free(&run->found_set);
    run->found_set = grown;
    size = wanted;
  }
  uint64_t span = (uint64_t)(uint32_t)start << 32 | (uint32_t)end;
  SeenFoundC *seen = run->found_set.data;
  size_t at = (size_t)eng_mix(span + (uint64_t)key * 0x9e3779b97f4a7c15u) & (size - 1);
  while (seen[at].span != 0) {
    if (seen[at].span == span && seen[at].key == key) {
      *is_new = 0;
      return ENG_OK;
    }
    at = (at + 1) & (size - 1);
  }
  seen[at].span = span;
  seen[at].key = key;
  run->n_found_set += 1;
  *is_new = 1;
  return ENG_OK;
}

static eng_status emit_one(EngMatchRunC *run, int32_t pattern, int32_t start, int32_t end, int32_t link) {
  if (start == end) return ENG_OK;
  run->work += 1;
  int32_t key = run->machine->patterns[pattern].key;
  if (run->machine->repeats__k[key]) {
    int is_new = 0;
    eng_status status = add_found(run, key, start, end, &is_new);
    if (status != ENG_OK || !is_new) return status;
  }
  eng_status status = eng_scratch_reserve(&run->found, run->n_found + 1, sizeof(EngMatchFoundC));
  if (status != ENG_OK) return status;
  EngMatchFoundC *found = (EngMatchFoundC *)run->found.data + run->n_found++;
  found->key = key;
  found->start = start;
  found->end = end;
  found->link = link;
  return ENG_OK;
}

/* The matches of a state: of all its starts, in order. With also_longer, each is followed by the one that ends a token
 * later, whose path is `longer`. */
static eng_status emit(EngMatchRunC *run, int32_t pattern, const EngMatchStateC *state, int32_t end, int also_longer,
                       int32_t longer) {
  eng_status status;
  if (state->link < 0 || run->keep_trail) {
    status = emit_one(run, pattern, state->start, end, state->link);
    if (status != ENG_OK || !also_longer) return status;
    return emit_one(run, pattern, state->start, end + 1, longer);
  }
  const EngMatchRopeC *ropes = run->ropes.data;
  size_t n = 0;
  int32_t at = state->link;
  for (;;) {
    if (at >= 0) {
      if ((status = eng_scratch_reserve(&run->rope_stack, n + 1, sizeof(int32_t))) != ENG_OK) return status;
      ((int32_t *)run->rope_stack.data)[n++] = ropes[at].right;
      at = ropes[at].left;
      continue;
    }
    if ((status = emit_one(run, pattern, -1 - at, end, -1)) != ENG_OK) return status;
    if (also_longer && (status = emit_one(run, pattern, -1 - at, end + 1, -1)) != ENG_OK) return status;
    if (n == 0) return ENG_OK;
    at = ((int32_t *)run->rope_stack.data)[--n];
  }
}

/* The path that takes the token by a node, behind the path `link`; where paths are not kept, `link` as it is. */
static eng_status follow(EngMatchRunC *run, int32_t link, int32_t source, int32_t *out) {
  *out = link;
  if (!run->keep_trail) return ENG_OK;
  eng_status status = eng_scratch_reserve(&run->trail, run->n_trail + 1, sizeof(EngMatchTrailC));
  if (status != ENG_OK) return status;
  EngMatchTrailC *trail = run->trail.data;
  trail[run->n_trail].before = link;
  trail[run->n_trail].source = source;
  *out = (int32_t)run->n_trail++;
  return ENG_OK;
}

static eng_status put_late(EngMatchRunC *run, int32_t node, int32_t start, int32_t link) {
  eng_status status = eng_scratch_reserve(&run->late, run->n_late + 1, sizeof(EngMatchStateC));
  if (status != ENG_OK) return status;
  EngMatchStateC *late = (EngMatchStateC *)run->late.data + run->n_late++;
  late->node = node;
  late->start = start;
  late->link = link;
  return ENG_OK;
}

/* Move one state over token i. *kept: whether `state` now is what it became in place. */
static eng_status advance(EngMatchRunC *run, EngMatchStateC *state, int32_t i, int *kept) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  const uint32_t *marks = run->marks.data;
  eng_status status = ENG_OK;
  int32_t at = state->node, next = -1;
  int is_late = 0;
  *kept = 0;
  for (;; ++at) {
    const EngMatchNodeC *node = &nodes[at];
    int hit = node->class_id < 0 || marks[node->class_id] == run->mark;
    if (node->op == ENG_MATCH_NOT) hit = !hit;
    if (hit && (status = follow(run, state->link, node->source, &next)) != ENG_OK) return status;
    if (node->op < ENG_MATCH_OPTIONAL) {
      if (!hit) return ENG_OK;
      if (node->is_last) {
        state->link = next;
        return emit(run, node->pattern, state, i + 1, 0, -1);
      }
      *kept = 1;
      state->node = at + 1;
      state->link = next;
      return ENG_OK;
    }
    if (node->is_last) {
      int is_loop = node->op == ENG_MATCH_ANY_NUMBER;
      status = emit(run, node->pattern, state, i, hit && !is_loop, next);
      if (status != ENG_OK || !hit || !is_loop) return status;
      *kept = 1;
      state->node = at;
      state->link = next;
      return ENG_OK;
    }
    /* what comes late for a node further on is what this becomes by skipping */
    if (hit && !is_late) {
      is_late = 1;
      status = put_late(run, node->op == ENG_MATCH_ANY_NUMBER ? at : at + 1, state->start, next);
      if (status != ENG_OK) return status;
    }
  }
}

/* Drop every state that one before it equals, or becomes by skipping nodes. */
static eng_status drop_repeated(EngMatchRunC *run) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  EngMatchStateC *states = run->states.data;
  size_t size = run->state_set.capacity / sizeof(SeenStateC);
  if (2 * run->n_states > size) {
    size_t wanted = eng_power_of_two(4 * run->n_states);
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
  size_t n = 0;
  for (size_t j = 0; j < run->n_states; ++j) {
    const EngMatchNodeC *node = &nodes[states[j].node];
    if (node->forks) { /* states of several starts have the same ones wherever the first of them is the same */
      uint64_t key = (uint64_t)(uint32_t)node->lead << 32 | (uint32_t)states[j].start;
      size_t at = (size_t)eng_mix(key) & (size - 1);
      while (seen[at].mark == run->set_mark && seen[at].key != key) at = (at + 1) & (size - 1);
      if (seen[at].mark == run->set_mark && seen[at].node <= states[j].node) continue;
      seen[at].mark = run->set_mark;
      seen[at].key = key;
      seen[at].node = states[j].node;
    }
    states[n++] = states[j];
  }
  run->n_states = n;
  return ENG_OK;
}

int eng_match_is_put_off(const EngMatchRunC *run, int32_t key) {
  return run->n_tables != 0 && ((const uint8_t *)run->put_off.data)[key];
}

/* Whether a state of a node that waits for token i is worth keeping, as far as is known. */
static inline int has_future(const EngMatchRunC *run, const EngMatchPatternC *pattern, int32_t pattern_id,
                             int32_t node, int32_t i) {
  if (((const uint8_t *)run->put_off.data)[pattern->key]) return 0;
  const ScratchC *table = (const ScratchC *)run->tables.data + pattern_id;
  if (table->data == NULL) return 1;
  size_t row = (size_t)(i - ((const int32_t *)run->first_row.data)[pattern_id]);
  size_t bit = (size_t)(node - pattern->first_node);
  return ((const uint64_t *)table->data)[row * eng_ahead_words(pattern) + bit / 64] >> (bit % 64) & 1;
}

/* Drop the states before token i that will not end in a match, as far as is known. */
static void drop_vain(EngMatchRunC *run, int32_t i) {
  const EngMatchMachineC *machine = run->machine;
  EngMatchStateC *states = run->states.data;
  size_t n = 0;
  for (size_t j = 0; j < run->n_states; ++j) {
    int32_t pattern = machine->nodes[states[j].node].pattern;
    if (has_future(run, &machine->patterns[pattern], pattern, states[j].node, i)) states[n++] = states[j];
  }
  run->n_states = n;
}

/* There are many states before token i: find the patterns that they belong to, and look after these. */
static eng_status look_after(EngMatchRunC *run, int32_t i) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchStateC *states = run->states.data;
  size_t n = (size_t)machine->n_patterns;
  eng_status status = ENG_OK;
  if (run->counts.data == NULL) {
    status = eng_scratch_reserve(&run->counts, n + 1, sizeof(int32_t));
    if (status == ENG_OK) status = eng_scratch_reserve(&run->first_row, n + 1, sizeof(int32_t));
    if (status == ENG_OK) status = eng_scratch_reserve(&run->put_off, (size_t)machine->n_keys + 1, 1);
    if (status == ENG_OK) status = eng_scratch_reserve(&run->tables, n + 1, sizeof(ScratchC));
    if (status != ENG_OK) {
      eng_scratch_free(&run->tables); /* not initialised: nothing in it may be freed */
      return status;
    }
    memset(run->tables.data, 0, run->tables.capacity);
    memset(run->put_off.data, 0, run->put_off.capacity);
  }
  int32_t *counts = run->counts.data;
  memset(counts, 0, n * sizeof(int32_t));
  for (size_t j = 0; j < run->n_states; ++j) counts[machine->nodes[states[j].node].pattern] += 1;
  for (size_t p = 0; p < n && status == ENG_OK; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[p];
    ScratchC *table = (ScratchC *)run->tables.data + p;
    if (counts[p] <= run->many || !pattern->has_loop) continue;
    if (machine->greedy__k[pattern->key]) {
      run->wants_closed = !run->is_closed;
      if (!run->is_closed) continue;
      ((uint8_t *)run->put_off.data)[pattern->key] = 1;
    } else if (table->data == NULL) {
      ((int32_t *)run->first_row.data)[p] = i;
      status = eng_ahead_table(run, run->tokens, i, run->n_tokens, (int32_t)p, table);
    } else {
      continue;
    }
    run->n_tables += 1;
  }
  if (status != ENG_OK) return status;
  if (run->n_tables != 0) drop_vain(run, i);
  run->look_at = 2 * run->n_states < run->look_again || run->wants_closed ? run->look_again : 2 * run->n_states;
  return ENG_OK;
}

eng_status eng_match_step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns) {
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
    status = advance(run, &state, i, &kept);
    if (status != ENG_OK) return status;
    may_repeat |= machine->nodes[state.node].forks;
    if (kept) states[n++] = state;
  }
  for (int32_t p = 0; p < n_patterns; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
    if (run->n_tables != 0 && !has_future(run, pattern, patterns[p], pattern->first_node, i)) continue;
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
  if (may_repeat && run->n_states > 1 && (status = drop_repeated(run)) != ENG_OK) return status;
  if (run->n_tables != 0 && run->n_states > run->gather_at && (status = eng_gather(run)) != ENG_OK) return status;
  return run->n_states > run->look_at ? look_after(run, i + 1) : ENG_OK;
}

eng_status eng_match_end(EngMatchRunC *run) {
  const EngMatchStateC *states = run->states.data;
  for (size_t j = 0; j < run->n_states; ++j) {
    const EngMatchNodeC *node = &run->machine->nodes[states[j].node];
    if (!node->can_end) continue;
    eng_status status = emit(run, node->pattern, &states[j], run->n_tokens, 0, -1);
    if (status != ENG_OK) return status;
  }
  run->n_states = 0;
  return ENG_OK;
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
