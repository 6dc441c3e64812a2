#include "ahead.h"

#include <string.h>

enum { MISS = 0, HIT = 1, OPEN = 2 };

static int is_open(const EngMatchSignatureC *token, int32_t class_id) {
  for (int32_t c = 0; c < token->n_open; ++c) {
    if (token->classes[token->n_classes + c] == class_id) return 1;
  }
  return 0;
}

/* Whether a node takes the token that the run has read. */
static inline int takes(const EngMatchRunC *run, const EngMatchSignatureC *token, const EngMatchNodeC *node) {
  int hit = node->class_id < 0 || ((const uint32_t *)run->marks.data)[node->class_id] == run->mark;
  if (!hit && token->n_open != 0 && is_open(token, node->class_id)) return OPEN;
  return node->op == ENG_MATCH_NOT ? !hit : hit;
}

eng_status eng_ahead_table(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t from, int32_t n,
                           int32_t pattern, ScratchC *table) {
  const EngMatchPatternC *p = &run->machine->patterns[pattern];
  const EngMatchNodeC *nodes = run->machine->nodes + p->first_node;
  size_t words = eng_ahead_words(p), n_rows = (size_t)(n - from) + 1;
  eng_status status = eng_scratch_reserve(table, n_rows * words, sizeof(uint64_t));
  if (status != ENG_OK) return status;
  memset(table->data, 0, n_rows * words * sizeof(uint64_t));
  uint64_t *row = (uint64_t *)table->data + (n_rows - 1) * words;
  for (int32_t q = 0; q < p->n_nodes; ++q) {
    if (nodes[q].can_end) row[q / 64] |= UINT64_C(1) << (q % 64);
  }
  for (int32_t i = n - 1; i >= from; --i) {
    const uint64_t *next = row;
    row -= words;
    eng_match_read(run, tokens[i]);
    for (int32_t q = p->n_nodes; q-- > 0;) {
      int taken = takes(run, tokens[i], &nodes[q]), alive;
      int may_skip = nodes[q].op >= ENG_MATCH_OPTIONAL;
      int to = nodes[q].op == ENG_MATCH_ANY_NUMBER ? q : q + 1; /* where the token leads to */
      if (nodes[q].is_last) {
        alive = may_skip || taken;
      } else {
        alive = taken && (next[to / 64] >> (to % 64) & 1);
        if (may_skip) alive |= row[(q + 1) / 64] >> ((q + 1) % 64) & 1;
      }
      if (alive) row[q / 64] |= UINT64_C(1) << (q % 64);
    }
  }
  return ENG_OK;
}

/* ends__i: for each start from..to, the largest end, at most `to`, of a match of any of the patterns; at most the start
 * itself when there is none. cells: room for two rows of all nodes of the patterns. */
static void longest_ends(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t from, int32_t to,
                         const int32_t *patterns, int32_t n_patterns, size_t n_nodes, int32_t *ends__i,
                         int32_t *cells) {
  const EngMatchMachineC *machine = run->machine;
  int32_t *row = cells, *next = cells + n_nodes;
  size_t at = 0;
  run->work += (size_t)(to - from) * n_nodes;
  for (int32_t p = 0; p < n_patterns; ++p) {
    const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
    const EngMatchNodeC *nodes = machine->nodes + pattern->first_node;
    for (int32_t q = 0; q < pattern->n_nodes; ++q) row[at++] = nodes[q].can_end ? to : -1;
  }
  for (int32_t i = to - 1; i >= from; --i) {
    int32_t *swap = row;
    row = next;
    next = swap;
    eng_match_read(run, tokens[i]);
    int32_t best = -1;
    at = 0;
    for (int32_t p = 0; p < n_patterns; ++p) {
      const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
      const EngMatchNodeC *nodes = machine->nodes + pattern->first_node;
      for (int32_t q = pattern->n_nodes; q-- > 0;) {
        int taken = takes(run, tokens[i], &nodes[q]);
        int32_t end = -1;
        if (nodes[q].op == ENG_MATCH_ANY_NUMBER) {
          if (taken) end = next[at + (size_t)q];
        } else if (taken) {
          end = nodes[q].is_last ? i + 1 : next[at + (size_t)q + 1];
        }
        if (nodes[q].op >= ENG_MATCH_OPTIONAL) {
          int32_t skipped = nodes[q].is_last ? i : row[at + (size_t)q + 1];
          if (skipped > end) end = skipped;
        }
        row[at + (size_t)q] = end;
      }
      if (row[at] > best) best = row[at];
      at += (size_t)pattern->n_nodes;
    }
    ends__i[i] = best;
  }
}

typedef struct {
  int32_t length;
  int32_t start;
} CandidateC;

static inline int comes_before(CandidateC a, CandidateC b) {
  return a.length != b.length ? a.length > b.length : a.start < b.start;
}

static void sink(CandidateC *heap, size_t n, size_t at) {
  CandidateC moved = heap[at];
  for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
    if (child + 1 < n && comes_before(heap[child + 1], heap[child])) child += 1;
    if (!comes_before(heap[child], moved)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = moved;
}

static eng_status push(ScratchC *heap, size_t *n, CandidateC candidate) {
  eng_status status = eng_scratch_reserve(heap, *n + 1, sizeof(CandidateC));
  if (status != ENG_OK) return status;
  CandidateC *cells = heap->data;
  size_t at = (*n)++;
  while (at > 0 && comes_before(candidate, cells[(at - 1) / 2])) {
    cells[at] = cells[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  cells[at] = candidate;
  return ENG_OK;
}

static eng_status accept(EngMatchRunC *run, int32_t key, int32_t start, int32_t end) {
  eng_status status = eng_scratch_reserve(&run->found, run->n_found + 1, sizeof(EngMatchFoundC));
  if (status != ENG_OK) return status;
  EngMatchFoundC *found = (EngMatchFoundC *)run->found.data + run->n_found++;
  found->key = key;
  found->start = start;
  found->end = end;
  found->link = -1;
  return ENG_OK;
}

/* The longest first. A match that is taken cuts off those from starts before it that reach into it, and none of these is
 * longer than itself: so only as many starts as it has tokens, before it, can have another longest match now. All starts
 * that are computed again are no more than the tokens of all matches taken, and those do not overlap. */
static eng_status select_longest(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n,
                                 const int32_t *patterns, int32_t n_patterns, size_t n_nodes, int32_t *ends__i,
                                 int32_t *cells, uint8_t *taken__i, ScratchC *heap) {
  int32_t key = run->machine->patterns[patterns[0]].key;
  size_t n_heap = 0;
  eng_status status;
  for (int32_t i = 0; i < n; ++i) {
    CandidateC candidate = {ends__i[i] - i, i};
    if (candidate.length > 0 && (status = push(heap, &n_heap, candidate)) != ENG_OK) return status;
  }
  while (n_heap > 0) {
    CandidateC *cells_of_heap = heap->data;
    CandidateC best = cells_of_heap[0];
    cells_of_heap[0] = cells_of_heap[--n_heap];
    if (n_heap > 0) sink(cells_of_heap, n_heap, 0);
    int32_t start = best.start, end = start + best.length;
    if (taken__i[start] || ends__i[start] != end) continue;
    memset(taken__i + start, 1, (size_t)best.length);
    if ((status = accept(run, key, start, end)) != ENG_OK) return status;
    int32_t from = start, first = start; /* of the starts in reach, and of those that are cut off */
    while (from > 0 && !taken__i[from - 1] && start - from < best.length) {
      from -= 1;
      if (ends__i[from] > start) first = from;
    }
    if (first == start) continue;
    longest_ends(run, tokens, first, start, patterns, n_patterns, n_nodes, ends__i, cells);
    for (int32_t i = first; i < start; ++i) {
      CandidateC candidate = {ends__i[i] - i, i};
      if (candidate.length > 0 && (status = push(heap, &n_heap, candidate)) != ENG_OK) return status;
    }
  }
  return ENG_OK;
}

static size_t count_nodes(const EngMatchMachineC *machine, const int32_t *patterns, int32_t n_patterns) {
  size_t n = 0;
  for (int32_t p = 0; p < n_patterns; ++p) n += (size_t)machine->patterns[patterns[p]].n_nodes;
  return n;
}

eng_status eng_ahead_select(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n,
                            const int32_t *patterns, int32_t n_patterns, int longest) {
  size_t n_nodes = count_nodes(run->machine, patterns, n_patterns);
  ScratchC ends = {NULL, 0}, cells = {NULL, 0}, taken = {NULL, 0}, heap = {NULL, 0};
  eng_status status = eng_scratch_reserve(&ends, (size_t)n + 1, sizeof(int32_t));
  if (status == ENG_OK) status = eng_scratch_reserve(&cells, 2 * n_nodes + 1, sizeof(int32_t));
  if (status == ENG_OK) status = eng_scratch_reserve(&taken, (size_t)n + 1, 1);
  if (status == ENG_OK) {
    const int32_t *ends__i = ends.data;
    longest_ends(run, tokens, 0, n, patterns, n_patterns, n_nodes, ends.data, cells.data);
    if (longest) {
      memset(taken.data, 0, (size_t)n + 1);
      status = select_longest(run, tokens, n, patterns, n_patterns, n_nodes, ends.data, cells.data, taken.data, &heap);
    } else {
      int32_t key = run->machine->patterns[patterns[0]].key;
      for (int32_t i = 0; i < n && status == ENG_OK;) {
        if (ends__i[i] > i) {
          status = accept(run, key, i, ends__i[i]);
          i = ends__i[i];
        } else {
          i += 1;
        }
      }
    }
  }
  eng_scratch_free(&ends);
  eng_scratch_free(&cells);
  eng_scratch_free(&taken);
  eng_scratch_free(&heap);
  return status;
}

eng_status eng_ahead_first_end(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n,
                               const int32_t *patterns, int32_t n_patterns, int32_t *out) {
  const EngMatchMachineC *machine = run->machine;
  size_t n_nodes = count_nodes(machine, patterns, n_patterns);
  ScratchC cells = {NULL, 0};
  eng_status status = eng_scratch_reserve(&cells, 2 * n_nodes + 1, 1);
  *out = n + 1;
  if (status != ENG_OK) return status;
  /* 1: a match that began before waits at the node; a match that begins here may pass a node without a token */
  uint8_t *waits = cells.data, *next = waits + n_nodes;
  memset(waits, 0, n_nodes);
  for (int32_t i = 0; i <= n && *out > n; ++i) {
    size_t at = 0;
    memset(next, 0, n_nodes);
    if (i < n) eng_match_read(run, tokens[i]);
    for (int32_t p = 0; p < n_patterns; ++p) {
      const EngMatchPatternC *pattern = &machine->patterns[patterns[p]];
      const EngMatchNodeC *nodes = machine->nodes + pattern->first_node;
      int begins = 1; /* the match could begin with this token */
      for (int32_t q = 0; q < pattern->n_nodes; ++q) {
        uint8_t *here = &waits[at + (size_t)q];
        if (*here && nodes[q].can_end && *out > i) *out = i;
        if (i < n && (*here || begins) && takes(run, tokens[i], &nodes[q])) {
          if (nodes[q].op == ENG_MATCH_ANY_NUMBER) {
            next[at + (size_t)q] = 1;
            if (nodes[q].can_end && *out > i + 1) *out = i + 1;
          } else if (nodes[q].is_last) {
            if (*out > i + 1) *out = i + 1;
          } else {
            next[at + (size_t)q + 1] = 1;
            if (nodes[q + 1].can_end && *out > i + 1) *out = i + 1;
          }
        }
        if (nodes[q].op >= ENG_MATCH_OPTIONAL) {
          if (*here && !nodes[q].is_last) here[1] = 1;
        } else {
          begins = 0;
        }
      }
      at += (size_t)pattern->n_nodes;
    }
    uint8_t *swap = waits;
    waits = next;
    next = swap;
  }
  eng_scratch_free(&cells);
  return ENG_OK;
}
