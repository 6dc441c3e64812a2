#include "gather.h"

#include <string.h>

#include "mix.h"

typedef struct {
  uint64_t key; /* pattern and start */
  uint32_t mark;
  int32_t n_states;
  int32_t first;   /* index of its first state */
  int32_t partner; /* slot of the class whose state follows the first one, at the same node; -1 for none */
  int32_t n_met;   /* states of the partner that are neighbours of the own at the same node */
  int32_t with;    /* slot of the class that it becomes one with; -1 for none */
} ClassC;

/* The slot of the class of a state, a new one at its first state. */
static int32_t find_class(EngMatchRunC *run, const EngMatchStateC *state, int32_t j) {
  ClassC *classes = run->classes.data;
  size_t mask = run->classes.capacity / sizeof(ClassC) - 1;
  uint64_t key = (uint64_t)(uint32_t)run->machine->nodes[state->node].pattern << 32 | (uint32_t)state->start;
  size_t at = (size_t)eng_mix(key) & mask;
  while (classes[at].mark == run->class_mark && classes[at].key != key) at = (at + 1) & mask;
  if (classes[at].mark != run->class_mark) {
    classes[at].key = key;
    classes[at].mark = run->class_mark;
    classes[at].n_states = classes[at].n_met = 0;
    classes[at].first = j;
    classes[at].partner = classes[at].with = -1;
  }
  classes[at].n_states += 1;
  return (int32_t)at;
}

/* Find classes and partners of all states. *found: whether any two are to become one. */
static eng_status pair_classes(EngMatchRunC *run, int *found) {
  const EngMatchMachineC *machine = run->machine;
  const EngMatchStateC *states = run->states.data;
  size_t n = run->n_states;
  eng_status status = eng_scratch_reserve(&run->class_of, n, sizeof(int32_t));
  if (status != ENG_OK) return status;
  if (2 * n > run->classes.capacity / sizeof(ClassC)) {
    size_t wanted = eng_power_of_two(4 * n);
    if (wanted > INT32_MAX) return ENG_NO_MEMORY;
    eng_scratch_free(&run->classes);
    if ((status = eng_scratch_reserve(&run->classes, wanted, sizeof(ClassC))) != ENG_OK) return status;
    run->classes.capacity = wanted * sizeof(ClassC);
    memset(run->classes.data, 0, run->classes.capacity);
    run->class_mark = 0;
  }
  if (++run->class_mark == 0) {
    memset(run->classes.data, 0, run->classes.capacity);
    run->class_mark = 1;
  }
  ClassC *classes = run->classes.data;
  int32_t *class_of = run->class_of.data;
  for (size_t j = 0; j < n; ++j) class_of[j] = find_class(run, &states[j], (int32_t)j);
  for (size_t j = 0; j + 1 < n; ++j) {
    if (states[j].node != states[j + 1].node) continue;
    if (((const ScratchC *)run->tables.data)[machine->nodes[states[j].node].pattern].data == NULL) continue;
    ClassC *left = &classes[class_of[j]], *right = &classes[class_of[j + 1]];
    if (left->first == (int32_t)j) left->partner = class_of[j + 1];
    if (left->partner == class_of[j + 1]) {
      left->n_met += 1;
    } else if (right->partner == class_of[j]) {
      right->n_met += 1;
    }
  }
  *found = 0;
  for (size_t j = 0; j < n; ++j) {
    ClassC *one = &classes[class_of[j]];
    if (one->first != (int32_t)j || one->partner < 0 || one->with >= 0) continue;
    ClassC *other = &classes[one->partner];
    if (other->with >= 0 || one->n_met != one->n_states || other->n_states != one->n_states) continue;
    one->with = one->partner;
    other->with = class_of[j];
    *found = 1;
  }
  return ENG_OK;
}

/* A rope of what two neighbours begin at; the last one that was made, when it is just that. */
static eng_status join(EngMatchRunC *run, const EngMatchStateC *left, const EngMatchStateC *right, int32_t *out) {
  EngMatchRopeC rope = {left->link >= 0 ? left->link : -1 - left->start,
                        right->link >= 0 ? right->link : -1 - right->start};
  const EngMatchRopeC *ropes = run->ropes.data;
  const EngMatchRopeC *last = run->n_ropes != 0 ? &ropes[run->n_ropes - 1] : NULL;
  if (last == NULL || last->left != rope.left || last->right != rope.right) {
    if (run->n_ropes >= INT32_MAX) return ENG_NO_MEMORY;
    eng_status status = eng_scratch_reserve(&run->ropes, run->n_ropes + 1, sizeof(EngMatchRopeC));
    if (status != ENG_OK) return status;
    ((EngMatchRopeC *)run->ropes.data)[run->n_ropes++] = rope;
  }
  *out = (int32_t)run->n_ropes - 1;
  return ENG_OK;
}

static eng_status merge_pairs(EngMatchRunC *run) {
  EngMatchStateC *states = run->states.data;
  const ClassC *classes = run->classes.data;
  const int32_t *class_of = run->class_of.data;
  size_t n = 0;
  for (size_t j = 0; j < run->n_states; ++j) {
    const ClassC *own = &classes[class_of[j]];
    EngMatchStateC state = states[j];
    if (own->with >= 0) { /* the next state is of the other class */
      const ClassC *other = &classes[own->with];
      eng_status status = join(run, &states[j], &states[j + 1], &state.link);
      if (status != ENG_OK) return status;
      state.start = (int32_t)(uint32_t)(own->first < other->first ? own->key : other->key);
      j += 1;
    }
    states[n++] = state;
  }
  run->n_states = n;
  return ENG_OK;
}

/* Drop the ropes that no state holds. Parts of a rope have smaller numbers than it. */
static eng_status drop_ropes(EngMatchRunC *run) {
  EngMatchRopeC *ropes = run->ropes.data;
  EngMatchStateC *states = run->states.data;
  eng_status status = eng_scratch_reserve(&run->rope_stack, run->n_ropes + 1, sizeof(int32_t));
  if (status != ENG_OK) return status;
  int32_t *place = run->rope_stack.data; /* 0: not held; where it comes to lie, and 1 */
  memset(place, 0, run->n_ropes * sizeof(int32_t));
  for (size_t j = 0; j < run->n_states; ++j) {
    if (states[j].link >= 0) place[states[j].link] = 1;
  }
  for (size_t r = run->n_ropes; r-- > 0;) {
    if (!place[r]) continue;
    if (ropes[r].left >= 0) place[ropes[r].left] = 1;
    if (ropes[r].right >= 0) place[ropes[r].right] = 1;
  }
  size_t n = 0;
  for (size_t r = 0; r < run->n_ropes; ++r) {
    if (!place[r]) continue;
    EngMatchRopeC rope = ropes[r];
    if (rope.left >= 0) rope.left = place[rope.left] - 1;
    if (rope.right >= 0) rope.right = place[rope.right] - 1;
    ropes[n++] = rope;
    place[r] = (int32_t)n;
  }
  for (size_t j = 0; j < run->n_states; ++j) {
    if (states[j].link >= 0) states[j].link = place[states[j].link] - 1;
  }
  run->n_ropes = n;
  return ENG_OK;
}

eng_status eng_gather(EngMatchRunC *run) {
  int found = 1;
  while (found) {
    eng_status status = pair_classes(run, &found);
    if (status == ENG_OK && found) status = merge_pairs(run);
    if (status != ENG_OK) return status;
  }
  if (run->n_ropes > run->ropes_at) {
    eng_status status = drop_ropes(run);
    if (status != ENG_OK) return status;
    run->ropes_at = 2 * run->n_ropes + 1024;
  }
  run->gather_at = run->look_again == 0 ? 1 : 2 * run->n_states + 16;
  return ENG_OK;
}
