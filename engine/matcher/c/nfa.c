#include "nfa.h"

#include <string.h>

typedef struct {
  uint64_t key;
  uint32_t mark;
} SeenStateC;

typedef struct {
  uint64_t span; /* start and end; no span has the value 0 */
  int32_t key;
} SeenFoundC;

static inline uint64_t mix(uint64_t x) { /* the finaliser of MurmurHash3 */
  x ^= x >> 33;
  x *= UINT64_C(0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= UINT64_C(0xc4ceb9fe1a85ec53);
  return x ^ (x >> 33);
}

static size_t power_of_two(size_t n) {
  size_t size = 64;
  while (size < n) size *= 2;
  return size;
}

eng_status eng_match_run_init(EngMatchRunC *run, const EngMatchMachineC *machine) {
  size_t n = machine->n_classes > 0 ? (size_t)machine->n_classes : 1;
  if (run->machine != machine || run->marks.data == NULL) {
    eng_status status = eng_scratch_reserve(&run->marks, n, sizeof(uint32_t));
    if (status != ENG_OK) return status;
    memset(run->marks.data, 0, run->marks.capacity);
    run->mark = 0;
  }
  run->machine = machine;
  run->n_states = run->n_late = run->n_found = run->n_trail = 0;
  run->keep_trail = 0;
  if (run->n_found_set != 0) memset(run->found_set.data, 0, run->found_set.capacity);
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
    size_t wanted = power_of_two(4 * (run->n_found_set + 1));
    eng_status status = eng_scratch_reserve(&grown, wanted, sizeof(SeenFoundC));
    if (status != ENG_OK) return status;
    grown.capacity = wanted * sizeof(SeenFoundC); /* a power of two, so that a mask finds the place */
    memset(grown.data, 0, grown.capacity);
    SeenFoundC *to = grown.data;
    const SeenFoundC *from = run->found_set.data;
    for (size_t j = 0; j < size; ++j) {
      if (from[j].span == 0) continue;
      size_t at = (size_t)mix(from[j].span + (uint64_t)from[j].key * 0x9e3779b97f4a7c15u) & (wanted - 1);
      while (to[at].span != 0) at = (at + 1) & (wanted - 1);
      to[at] = from[j];
    }
    eng_scratch_free(&run->found_set);
    run->found_set = grown;
    size = wanted;
  }
  uint64_t span = (uint64_t)(uint32_t)start << 32 | (uint32_t)end;
  SeenFoundC *seen = run->found_set.data;
  size_t at = (size_t)mix(span + (uint64_t)key * 0x9e3779b97f4a7c15u) & (size - 1);
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

static eng_status emit(EngMatchRunC *run, int32_t pattern, int32_t start, int32_t end, int32_t link) {
  if (start == end) return ENG_OK;
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

/* The path that takes the token by a node, behind the path `link`; -1 where paths are not kept, or without memory. */
static eng_status follow(EngMatchRunC *run, int32_t link, int32_t source, int32_t *out) {
  *out = -1;
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
  int32_t at = state->node, start = state->start, link = state->link, next = -1;
  *kept = 0;
  for (;;) {
    const EngMatchNodeC *node = &nodes[at];
    int hit = node->class_id < 0 || marks[node->class_id] == run->mark;
    if (node->op == ENG_MATCH_NOT) hit = !hit;
    if (hit && (status = follow(run, link, node->source, &next)) != ENG_OK) return status;
    switch (node->op) {
      case ENG_MATCH_ONCE:
      case ENG_MATCH_NOT:
        if (!hit) return ENG_OK;
        if (node->is_last) return emit(run, node->pattern, start, i + 1, next);
        *kept = 1;
        state->node = at + 1;
        state->link = next;
        return ENG_OK;
      case ENG_MATCH_OPTIONAL:
        if (node->is_last) {
          status = emit(run, node->pattern, start, i, link);
          if (status != ENG_OK || !hit) return status;
          return emit(run, node->pattern, start, i + 1, next);
        }
        if (hit && (status = put_late(run, at + 1, start, next)) != ENG_OK) return status;
        break;
      default: /* ENG_MATCH_ANY_NUMBER */
        if (node->is_last) {
          status = emit(run, node->pattern, start, i, link);
          if (status != ENG_OK || !hit) return status;
          *kept = 1;
          state->node = at;
          state->link = next;
          return ENG_OK;
        }
        if (hit && (status = put_late(run, at, start, next)) != ENG_OK) return status;
    }
    at += 1;
  }
}

/* Drop every state that equals one before it. */
static eng_status drop_repeated(EngMatchRunC *run) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  EngMatchStateC *states = run->states.data;
  size_t size = run->state_set.capacity / sizeof(SeenStateC);
  if (2 * run->n_states > size) {
    size_t wanted = power_of_two(4 * run->n_states);
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
    if (nodes[states[j].node].forks) {
      uint64_t key = (uint64_t)(uint32_t)states[j].node << 32 | (uint32_t)states[j].start;
      size_t at = (size_t)mix(key) & (size - 1);
      while (seen[at].mark == run->set_mark && seen[at].key != key) at = (at + 1) & (size - 1);
      if (seen[at].mark == run->set_mark) continue;
      seen[at].mark = run->set_mark;
      seen[at].key = key;
    }
    states[n++] = states[j];
  }
  run->n_states = n;
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
  for (size_t j = 0; j < before; ++j) {
    EngMatchStateC state = states[j];
    status = advance(run, &state, i, &kept);
    if (status != ENG_OK) return status;
    may_repeat |= machine->nodes[state.node].forks;
    if (kept) states[n++] = state;
  }
  for (int32_t p = 0; p < n_patterns; ++p) {
    EngMatchStateC state = {machine->patterns[patterns[p]].first_node, i, -1};
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
  return may_repeat && n > 1 ? drop_repeated(run) : ENG_OK;
}

eng_status eng_match_end(EngMatchRunC *run, int32_t n) {
  const EngMatchStateC *states = run->states.data;
  for (size_t j = 0; j < run->n_states; ++j) {
    const EngMatchNodeC *node = &run->machine->nodes[states[j].node];
    if (!node->can_end) continue;
    eng_status status = emit(run, node->pattern, states[j].start, n, states[j].link);
    if (status != ENG_OK) return status;
  }
  run->n_states = 0;
  return ENG_OK;
}

eng_status eng_match_document(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n) {
  for (int32_t i = 0; i < n; ++i) {
    const EngMatchSignatureC *token = tokens[i];
    if (run->n_states == 0 && token->n_patterns == 0) continue;
    eng_match_read(run, token);
    eng_status status = eng_match_step(run, i, token->patterns, token->n_patterns);
    if (status != ENG_OK) return status;
  }
  return eng_match_end(run, n);
}

eng_status eng_match_path(EngMatchRunC *run, const EngMatchMachineC *machine, const EngMatchSignatureC *const *tokens,
                          int32_t n, const EngMatchFoundC *match, const int32_t *patterns, int32_t n_patterns,
                          int32_t *sources) {
  eng_status status = eng_match_run_init(run, machine);
  if (status != ENG_OK) return status;
  run->keep_trail = 1;
  size_t seen = 0;
  for (int32_t i = match->start;; ++i) {
    if (i == n) {
      status = eng_match_end(run, n);
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
