#include "phrase_trie.h"

#include <string.h>

/* Steps below the root that a restarting search may take for each token before the automaton takes over. */
#define ALLOWANCE 8
#define FILTER_BITS 8 /* for each slot of the table of edges */

#define AHEAD 8 /* tokens */
#if defined(__GNUC__) || defined(__clang__)
#define ENG_PREFETCH(address) __builtin_prefetch(address)
#else
#define ENG_PREFETCH(address) (void)(address)
#endif

enum { HAS_KEYS = 1, HAS_CHILDREN = 2 };

static inline PhraseNodeC *nodes_of(const PhraseTrieC *trie) { return (PhraseNodeC *)trie->nodes.data; }
static inline uint8_t *flags_of(const PhraseTrieC *trie) { return (uint8_t *)trie->flags.data; }
static inline PhraseEdgeC *edges_of(const PhraseTrieC *trie) { return (PhraseEdgeC *)trie->edges.data; }

/* Values are mostly hashes of strings, but also small integers; the multiplication spreads those. */
static inline size_t hash_edge(int32_t from, eng_attr value) {
  const uint64_t x = (value ^ ((uint64_t)(uint32_t)from * 0x9e3779b97f4a7c15u)) * 0xbf58476d1ce4e5b9u;
  return (size_t)(x ^ (x >> 32));
}

/* Slot of an edge, or the empty one where it would go. */
static inline size_t slot_of(const PhraseTrieC *trie, int32_t from, eng_attr value) {
  const PhraseEdgeC *edges = edges_of(trie);
  size_t i = hash_edge(from, value) & trie->mask;
  while (edges[i].to != 0 && (edges[i].from != from || edges[i].value != value)) i = (i + 1) & trie->mask;
  return i;
}

/* Node behind an edge; 0 when there is no such edge. Most edges that a text asks for do not exist, and the filter, 16
 * to 32 bits an edge, tells so without a miss of the cache: a third of the time on text with 10,000 phrases. */
static inline int32_t follow(const PhraseTrieC *trie, int32_t from, eng_attr value) {
  const size_t bit = hash_edge(from, value) & trie->filter_mask;
  if (!(((const uint64_t *)trie->filter.data)[bit / 64] >> (bit % 64) & 1)) return 0;
  return edges_of(trie)[slot_of(trie, from, value)].to;
}

/* Fill an empty slot. */
static inline void add_edge(PhraseTrieC *trie, int32_t from, eng_attr value, int32_t to) {
  const size_t bit = hash_edge(from, value) & trie->filter_mask;
  PhraseEdgeC *edge = &edges_of(trie)[slot_of(trie, from, value)];
  edge->value = value;
  edge->from = from;
  edge->to = to;
  ((uint64_t *)trie->filter.data)[bit / 64] |= (uint64_t)1 << (bit % 64);
}

/* Make the table of edges and its filter, of n slots, from the nodes, which know all edges. */
static eng_status make_edges(PhraseTrieC *trie, size_t n) {
  const size_t n_bits = n * FILTER_BITS;
  if (eng_scratch_reserve(&trie->edges, n, sizeof(PhraseEdgeC)) != ENG_OK) return ENG_NO_MEMORY;
  if (eng_scratch_reserve(&trie->filter, n_bits / 64, sizeof(uint64_t)) != ENG_OK) return ENG_NO_MEMORY;
  memset(trie->edges.data, 0, n * sizeof(PhraseEdgeC));
  memset(trie->filter.data, 0, n_bits / 8);
  trie->mask = n - 1;
  trie->filter_mask = n_bits - 1;
  trie->n_filtered = 0;
  const PhraseNodeC *nodes = nodes_of(trie);
  for (int32_t node = 1; node < trie->n_nodes; ++node) {
    if (nodes[node].depth == 0) continue; /* released */
    add_edge(trie, nodes[node].parent, nodes[node].value, node);
    ++trie->n_filtered;
  }
  return ENG_OK;
}

eng_status eng_phrase_clear(PhraseTrieC *trie) {
  if (eng_scratch_reserve(&trie->nodes, 1, sizeof(PhraseNodeC)) != ENG_OK) return ENG_NO_MEMORY;
  if (eng_scratch_reserve(&trie->flags, 1, 1) != ENG_OK) return ENG_NO_MEMORY;
  memset(trie->nodes.data, 0, sizeof(PhraseNodeC));
  nodes_of(trie)[0].parent = -1;
  nodes_of(trie)[0].keys = PHRASE_NO_KEY;
  flags_of(trie)[0] = 0;
  trie->n_edges = 0;
  trie->n_nodes = 1;
  trie->released = 0;
  trie->is_linked = 0;
  trie->debt = 0;
  return make_edges(trie, 64);
}

void eng_phrase_free(PhraseTrieC *trie) {
  eng_scratch_free(&trie->edges);
  eng_scratch_free(&trie->filter);
  eng_scratch_free(&trie->nodes);
  eng_scratch_free(&trie->flags);
  eng_scratch_free(&trie->order);
  eng_scratch_free(&trie->unsorted);
}

static eng_status add_node(PhraseTrieC *trie, int32_t parent, eng_attr value, int32_t *node) {
  const size_t n_slots = trie->mask + 1;
  /* Removed edges leave their bits in the filter, so that it has to be made again now and then. */
  if (2 * (trie->n_edges + 1) > n_slots) {
    if (make_edges(trie, 2 * n_slots) != ENG_OK) return ENG_NO_MEMORY;
  } else if (2 * (trie->n_filtered + 1) > n_slots) {
    if (make_edges(trie, n_slots) != ENG_OK) return ENG_NO_MEMORY;
  }
  int32_t new_node = trie->released;
  if (new_node != 0) {
    trie->released = nodes_of(trie)[new_node].parent;
  } else {
    if (trie->n_nodes == INT32_MAX) return ENG_NO_MEMORY;
    if (eng_scratch_reserve(&trie->nodes, (size_t)trie->n_nodes + 1, sizeof(PhraseNodeC)) != ENG_OK)
      return ENG_NO_MEMORY;
    if (eng_scratch_reserve(&trie->flags, (size_t)trie->n_nodes + 1, 1) != ENG_OK) return ENG_NO_MEMORY;
    new_node = trie->n_nodes++;
  }
  PhraseNodeC *nodes = nodes_of(trie);
  memset(&nodes[new_node], 0, sizeof(PhraseNodeC));
  nodes[new_node].value = value;
  nodes[new_node].parent = parent;
  nodes[new_node].depth = nodes[parent].depth + 1;
  nodes[new_node].keys = PHRASE_NO_KEY;
  flags_of(trie)[new_node] = 0;
  ++nodes[parent].n_children;
  flags_of(trie)[parent] |= HAS_CHILDREN;
  add_edge(trie, parent, value, new_node);
  ++trie->n_edges;
  ++trie->n_filtered;
  *node = new_node;
  return ENG_OK;
}

void eng_phrase_set_keys(PhraseTrieC *trie, int32_t node, int32_t keys) {
  nodes_of(trie)[node].keys = keys;
  if (keys == PHRASE_NO_KEY)
    flags_of(trie)[node] &= (uint8_t)~HAS_KEYS;
  else
    flags_of(trie)[node] |= HAS_KEYS;
  trie->is_linked = 0;
}

eng_status eng_phrase_insert(PhraseTrieC *trie, const eng_attr *values, size_t n, int32_t *node) {
  int32_t at = 0;
  trie->is_linked = 0;
  for (size_t i = 0; i < n; ++i) {
    int32_t next = follow(trie, at, values[i]);
    if (next == 0 && add_node(trie, at, values[i], &next) != ENG_OK) {
      eng_phrase_prune(trie, at);
      return ENG_NO_MEMORY;
    }
    at = next;
  }
  *node = at;
  return ENG_OK;
}

/* Empty a slot and move up the edges behind it that linear probing would no longer find. */
static void remove_edge(PhraseTrieC *trie, size_t hole) {
  PhraseEdgeC *edges = edges_of(trie);
  for (size_t i = (hole + 1) & trie->mask; edges[i].to != 0; i = (i + 1) & trie->mask) {
    const size_t home = hash_edge(edges[i].from, edges[i].value) & trie->mask;
    if (((i - home) & trie->mask) >= ((i - hole) & trie->mask)) {
      edges[hole] = edges[i];
      hole = i;
    }
  }
  edges[hole].to = 0;
  --trie->n_edges;
}

void eng_phrase_prune(PhraseTrieC *trie, int32_t node) {
  PhraseNodeC *nodes = nodes_of(trie);
  trie->is_linked = 0;
  while (node != 0 && nodes[node].keys == PHRASE_NO_KEY && nodes[node].n_children == 0) {
    const int32_t parent = nodes[node].parent;
    remove_edge(trie, slot_of(trie, parent, nodes[node].value));
    if (--nodes[parent].n_children == 0) flags_of(trie)[parent] &= (uint8_t)~HAS_CHILDREN;
    nodes[node].depth = 0;
    nodes[node].parent = trie->released;
    trie->released = node;
    node = parent;
  }
}

/* Fill fail and output, by ascending depth: linear in the length of the phrases. */
static eng_status link_nodes(PhraseTrieC *trie) {
  PhraseNodeC *nodes = nodes_of(trie);
  int32_t deepest = 0;
  for (int32_t node = 1; node < trie->n_nodes; ++node)
    if (nodes[node].depth > deepest) deepest = nodes[node].depth;
  const size_t n_counts = (size_t)deepest + 2;
  if (eng_scratch_reserve(&trie->order, n_counts + (size_t)trie->n_nodes, sizeof(int32_t)) != ENG_OK)
    return ENG_NO_MEMORY;
  int32_t *first = (int32_t *)trie->order.data; /* of each depth, in sorted */
  int32_t *sorted = first + n_counts;
  memset(first, 0, n_counts * sizeof(int32_t));
  for (int32_t node = 0; node < trie->n_nodes; ++node) ++first[nodes[node].depth + 1];
  for (size_t d = 1; d < n_counts; ++d) first[d] += first[d - 1];
  const int32_t n_shallow = first[1]; /* the root and released nodes */
  for (int32_t node = 0; node < trie->n_nodes; ++node) sorted[first[nodes[node].depth]++] = node;
  for (int32_t i = n_shallow; i < trie->n_nodes; ++i) {
    PhraseNodeC *node = &nodes[sorted[i]];
    node->fail = 0;
    if (node->parent != 0) {
      int32_t suffix = nodes[node->parent].fail;
      while ((node->fail = follow(trie, suffix, node->value)) == 0 && suffix != 0) suffix = nodes[suffix].fail;
    }
    node->output = nodes[node->fail].keys != PHRASE_NO_KEY ? node->fail : nodes[node->fail].output;
  }
  trie->is_linked = 1;
  trie->debt = 0;
  return ENG_OK;
}

static inline eng_status push(ScratchC *matches, size_t *n_matches, size_t start, size_t end, int32_t node) {
  if ((*n_matches + 1) * sizeof(PhraseMatchC) > matches->capacity &&
      eng_scratch_reserve(matches, *n_matches + 1, sizeof(PhraseMatchC)) != ENG_OK)
    return ENG_NO_MEMORY;
  PhraseMatchC *match = &((PhraseMatchC *)matches->data)[(*n_matches)++];
  match->start = (int32_t)start;
  match->end = (int32_t)end;
  match->node = node;
  return ENG_OK;
}

/* Sort matches behind number `done` by start; they are sorted by end. Counting sort, stable. */
static eng_status sort_by_start(PhraseTrieC *trie, PhraseMatchC *matches, size_t done, size_t n_matches, size_t n) {
  const size_t n_new = n_matches - done;
  if (n_new == 0) return ENG_OK;
  if (eng_scratch_reserve(&trie->unsorted, n_new, sizeof(PhraseMatchC)) != ENG_OK) return ENG_NO_MEMORY;
  if (eng_scratch_reserve(&trie->order, n + 1, sizeof(size_t)) != ENG_OK) return ENG_NO_MEMORY;
  PhraseMatchC *unsorted = (PhraseMatchC *)trie->unsorted.data;
  size_t *first = (size_t *)trie->order.data;
  memcpy(unsorted, matches + done, n_new * sizeof(PhraseMatchC));
  memset(first, 0, (n + 1) * sizeof(size_t));
  for (size_t i = 0; i < n_new; ++i) ++first[unsorted[i].start + 1];
  for (size_t i = 1; i <= n; ++i) first[i] += first[i - 1];
  for (size_t i = 0; i < n_new; ++i) matches[done + first[unsorted[i].start]++] = unsorted[i];
  return ENG_OK;
}

/* The automaton, over values[begin:n]. */
static eng_status find_linked(PhraseTrieC *trie, const eng_attr *values, size_t begin, size_t n, ScratchC *matches,
                              size_t *n_matches) {
  if (!trie->is_linked && link_nodes(trie) != ENG_OK) return ENG_NO_MEMORY;
  const PhraseNodeC *nodes = nodes_of(trie);
  const size_t done = *n_matches;
  int32_t at = 0;
  for (size_t i = begin; i < n; ++i) {
    int32_t next;
    while ((next = follow(trie, at, values[i])) == 0 && at != 0) at = nodes[at].fail;
    at = next;
    for (int32_t node = nodes[at].keys != PHRASE_NO_KEY ? at : nodes[at].output; node != 0; node = nodes[node].output)
      if (push(matches, n_matches, i + 1 - (size_t)nodes[node].depth, i + 1, node) != ENG_OK) return ENG_NO_MEMORY;
  }
  /* Of matches that end together the chain gives the longest first, so ends ascend for each start. */
  return sort_by_start(trie, (PhraseMatchC *)matches->data, done, *n_matches, n);
}

/* Ask for the memory that `follow` will look at. */
static inline void prefetch(const PhraseTrieC *trie, int32_t from, eng_attr value) {
  const size_t hash = hash_edge(from, value);
  ENG_PREFETCH((const uint64_t *)trie->filter.data + (hash & trie->filter_mask) / 64);
  ENG_PREFETCH(edges_of(trie) + (hash & trie->mask));
}

eng_status eng_phrase_find(PhraseTrieC *trie, const eng_attr *values, size_t n, ScratchC *matches, size_t *n_matches) {
  const uint8_t *flags = flags_of(trie);
  const size_t allowance = ALLOWANCE * n;
  size_t limit = allowance; /* of steps below the root */
  size_t steps = 0;
  *n_matches = 0;
  if (eng_scratch_reserve(&trie->order, n + AHEAD, sizeof(int32_t)) != ENG_OK) return ENG_NO_MEMORY;
  int32_t *first = (int32_t *)trie->order.data; /* of each token: the node that it leads to from the root */
  for (size_t i = 0; i < n && i < AHEAD; ++i) prefetch(trie, 0, values[i]);
  for (size_t i = 0; i < n; ++i) {
    if (i + AHEAD < n) prefetch(trie, 0, values[i + AHEAD]);
    first[i] = follow(trie, 0, values[i]);
  }
  /* Making the links costs about a step a node: until as much was lost without them, they are not worth it. */
  if (!trie->is_linked && (size_t)trie->n_nodes > trie->debt) limit += (size_t)trie->n_nodes - trie->debt;
  for (size_t start = 0; start < n; ++start) {
    if (start + AHEAD + 1 < n && first[start + AHEAD] != 0) prefetch(trie, first[start + AHEAD], values[start + AHEAD + 1]);
    int32_t at = first[start];
    if (at == 0) continue;
    if (steps > limit) return find_linked(trie, values, start, n, matches, n_matches);
    for (size_t i = start + 1;; ++i) {
      ++steps;
      if (flags[at] & HAS_KEYS && push(matches, n_matches, start, i, at) != ENG_OK) return ENG_NO_MEMORY;
      if (i == n || !(flags[at] & HAS_CHILDREN)) break;
      at = follow(trie, at, values[i]);
      if (at == 0) break;
    }
  }
  if (!trie->is_linked && steps > allowance) trie->debt += steps - allowance;
  return ENG_OK;
}
