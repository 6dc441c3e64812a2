#include "found.h"

#include <string.h>

#include "mix.h"

typedef struct {
  uint64_t span; /* start and end; no span has the value 0 */
  int32_t key;
} SeenFoundC;

/* Whether the span of a key is new, which it is from then on no more. */
static eng_status is_new_span(EngMatchRunC *run, int32_t key, int32_t start, int32_t end, int *is_new) {
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

eng_status eng_found_add(EngMatchRunC *run, int32_t pattern, int32_t start, int32_t end, int32_t link) {
  if (start == end) return ENG_OK;
  run->work += 1;
  int32_t key = run->machine->patterns[pattern].key;
  if (run->machine->repeats__k[key]) {
    int is_new = 0;
    eng_status status = is_new_span(run, key, start, end, &is_new);
    if (status != ENG_OK || !is_new) return status;
  }
  eng_status status = eng_scratch_reserve(&run->found, run->n_found + 1, sizeof(EngMatchFoundC));
  if (status != ENG_OK) return status;
  EngMatchFoundC *found = (EngMatchFoundC *)run->found.data + run->n_found++;
  run->n_greedy += run->machine->greedy__k[key];
  found->key = key;
  found->start = start;
  found->end = end;
  found->link = link;
  return ENG_OK;
}
