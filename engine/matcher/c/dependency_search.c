#include "dependency_search.h"

#include <string.h>

/* -- Trees ---------------------------------------------------------------------------------------------------------*/

/* Children of each token in group[start[t]:start[t + 1]], ascending; roots are in none. start (n + 1,). */
static void group_by_head(const EngDependencyTreeC *tree, const uint8_t *keep, int32_t *start, int32_t *group) {
  const int32_t n = tree->n;
  memset(start, 0, ((size_t)n + 1) * sizeof(int32_t));
  for (int32_t t = 0; t < n; ++t)
    if (tree->head[t] != t && (keep == NULL || keep[t])) ++start[tree->head[t]];
  int32_t sum = 0;
  for (int32_t t = 0; t <= n; ++t) {
    sum += start[t];
    start[t] = sum; /* the end of the group, which filling from behind moves to its start */
  }
  for (int32_t t = n - 1; t >= 0; --t)
    if (tree->head[t] != t && (keep == NULL || keep[t])) group[--start[tree->head[t]]] = t;
}

/* Fill rank, ranked, begin and end. root (n,): root of each token, itself in a ring; scratch (2n,). */
static void rank_tokens(EngDependencyTreeC *tree, const uint8_t *wanted, const int32_t *root, int32_t *scratch) {
  const int32_t n = tree->n;
  int32_t *size = scratch, *filled = scratch + n;
  int32_t total = 0;
  memset(scratch, 0, 2 * (size_t)n * sizeof(int32_t));
  for (int32_t t = 0; t < n; ++t) {
    ++size[root[t]];
    tree->begin[t] = -1;
  }
  for (int want = 1; want >= 0; --want) {
    for (int32_t t = 0; t < n; ++t) {
      if (wanted[t] != want || tree->begin[root[t]] >= 0) continue;
      tree->begin[root[t]] = total;
      total += size[root[t]];
    }
  }
  for (int32_t t = 0; t < n; ++t) {
    tree->rank[t] = tree->begin[root[t]] + filled[root[t]]++;
    tree->ranked[tree->rank[t]] = t;
  }
  for (int32_t t = 0; t < n; ++t) {
    tree->begin[t] = tree->begin[root[t]];
    tree->end[t] = tree->begin[t] + size[root[t]];
  }
}

eng_status eng_dependency_tree(EngDependencyTreeC *tree, const TokenC *tokens, const uint8_t *wanted, int32_t n) {
  const size_t size = (size_t)n;
  if (eng_scratch_reserve(&tree->memory, 13 * size + 1, sizeof(int32_t)) != ENG_OK) return ENG_NO_MEMORY;
  int32_t *memory = (int32_t *)tree->memory.data;
  tree->n = n;
  tree->head = memory;
  tree->rank = memory + size;
  tree->ranked = memory + 2 * size;
  tree->begin = memory + 3 * size;
  tree->end = memory + 4 * size;
  tree->place = memory + 5 * size;
  tree->place_end = memory + 6 * size;
  tree->at = memory + 7 * size;
  tree->self = memory + 8 * size;
  int32_t *root = memory + 9 * size;
  int32_t *stack = memory + 10 * size;
  int32_t *group = memory + 11 * size;
  int32_t *start = memory + 12 * size; /* (n + 1,) */
  for (int32_t t = 0; t < n; ++t) {
    tree->head[t] = t + tokens[t].head;
    if (tree->head[t] < 0 || tree->head[t] >= n) return ENG_BAD_INDEX;
    tree->self[t] = root[t] = t;
    tree->place[t] = tree->place_end[t] = tree->at[t] = -1;
  }
  group_by_head(tree, NULL, start, group);
  int32_t n_placed = 0;
  for (int32_t r = 0; r < n; ++r) {
    if (tree->head[r] != r) continue;
    int32_t depth = 0;
    stack[depth++] = r;
    while (depth > 0) {
      const int32_t t = stack[--depth];
      root[t] = r;
      tree->at[n_placed] = t;
      tree->place[t] = n_placed++;
      tree->place_end[t] = n_placed;
      for (int32_t i = start[t + 1] - 1; i >= start[t]; --i) stack[depth++] = group[i];
    }
  }
  for (int32_t i = n_placed - 1; i >= 0; --i) {
    const int32_t t = tree->at[i], head = tree->head[t];
    if (tree->place_end[t] > tree->place_end[head]) tree->place_end[head] = tree->place_end[t];
  }
  rank_tokens(tree, wanted, root, stack); /* and group */
  return ENG_OK;
}

void eng_dependency_tree_free(EngDependencyTreeC *tree) { eng_scratch_free(&tree->memory); }

/* -- Candidates of one node ----------------------------------------------------------------------------------------*/

/* The candidates of a node, by what its relation asks for. */
typedef struct {
  int32_t op;
  const uint8_t *keep; /* (n,) whether a token is a candidate */
  int32_t *list;       /* (n,) candidates: by rank; by head; or in preorder */
  int32_t *upto;       /* (n + 1,) how many of `list` lie before a rank, a group or a place; or the nearest ancestor
                          that is a candidate, -1 for none */
  int32_t *known;      /* (n,) number of ancestors or descendants listed; -1 where they are not yet */
  size_t *listed;      /* (n,) where they begin in the lists */
} IndexC;

/* Tokens that a token is related to: items, or the lists from `offset` on when items is NULL. */
typedef struct {
  const int32_t *items;
  size_t offset;
  int32_t count;
  int32_t next;
} FrameC;

static void count_before(const int32_t *order, const uint8_t *keep, int32_t n, int32_t *list, int32_t *upto) {
  int32_t count = 0;
  for (int32_t i = 0; i < n; ++i) {
    upto[i] = count;
    const int32_t t = order[i];
    if (t >= 0 && keep[t]) list[count++] = t;
  }
  upto[n] = count;
}

static void make_index(IndexC *index, const EngDependencyTreeC *tree) {
  const int32_t n = tree->n;
  switch (index->op) {
    case ENG_DEP_BEHIND:
    case ENG_DEP_BEFORE: count_before(tree->ranked, index->keep, n, index->list, index->upto); break;
    case ENG_DEP_CHILD:
    case ENG_DEP_CHILD_BEHIND:
    case ENG_DEP_CHILD_BEFORE:
    case ENG_DEP_SIBLING_BEHIND:
    case ENG_DEP_SIBLING_BEFORE: group_by_head(tree, index->keep, index->upto, index->list); break;
    case ENG_DEP_DESCENDANT:
      count_before(tree->at, index->keep, n, index->list, index->upto);
      for (int32_t t = 0; t < n; ++t) index->known[t] = -1;
      break;
    case ENG_DEP_ANCESTOR:
      for (int32_t t = 0; t < n; ++t) index->known[t] = index->upto[t] = -1;
      for (int32_t i = 0; i < n && tree->at[i] >= 0; ++i) {
        const int32_t t = tree->at[i], head = tree->head[t];
        if (head != t) index->upto[t] = index->keep[head] ? head : index->upto[head];
      }
      break;
    default: break;
  }
}

/* The one token that a relation leads to; -1 when there is none. */
static int32_t single(int32_t op, const EngDependencyTreeC *tree, int32_t t) {
  const int32_t head = tree->head[t];
  const int is_next = op == ENG_DEP_NEXT || op == ENG_DEP_NEXT_SIBLING || op == ENG_DEP_NEXT_CHILD;
  const int32_t beside = is_next ? t + 1 : t - 1;
  switch (op) {
    case ENG_DEP_HEAD: return head != t ? head : -1;
    case ENG_DEP_NEXT_HEAD: return head == t + 1 ? head : -1;
    case ENG_DEP_PREVIOUS_HEAD: return head == t - 1 ? head : -1;
    case ENG_DEP_HEAD_BEHIND: return head > t ? head : -1;
    case ENG_DEP_HEAD_BEFORE: return head < t ? head : -1;
    default: break;
  }
  if (beside < 0 || beside >= tree->n) return -1;
  if (op == ENG_DEP_NEXT || op == ENG_DEP_PREVIOUS) return tree->begin[beside] == tree->begin[t] ? beside : -1;
  if (tree->head[beside] == beside) return -1;
  const int is_child = op == ENG_DEP_NEXT_CHILD || op == ENG_DEP_PREVIOUS_CHILD;
  return tree->head[beside] == (is_child ? t : head) ? beside : -1;
}

/* How many of items (count,), ascending, are at most t. */
static int32_t count_upto(const int32_t *items, int32_t count, int32_t t) {
  int32_t low = 0;
  while (low < count) {
    const int32_t middle = low + (count - low) / 2;
    if (items[middle] <= t)
      low = middle + 1;
    else
      count = middle;
  }
  return low;
}

/* What a token is related to; not for ancestors and descendants. */
static FrameC related(const IndexC *index, const EngDependencyTreeC *tree, int32_t t) {
  FrameC out = {NULL, 0, 0, 0};
  const int32_t *upto = index->upto;
  int32_t begin, end, split;
  switch (index->op) {
    case ENG_DEP_BEHIND:
      begin = upto[tree->rank[t] + 1];
      end = upto[tree->end[t]];
      break;
    case ENG_DEP_BEFORE:
      begin = upto[tree->begin[t]];
      end = upto[tree->rank[t]];
      break;
    case ENG_DEP_CHILD:
    case ENG_DEP_CHILD_BEHIND:
    case ENG_DEP_CHILD_BEFORE:
    case ENG_DEP_SIBLING_BEHIND:
    case ENG_DEP_SIBLING_BEFORE: {
      const int is_sibling = index->op == ENG_DEP_SIBLING_BEHIND || index->op == ENG_DEP_SIBLING_BEFORE;
      const int32_t head = is_sibling ? tree->head[t] : t;
      begin = upto[head];
      end = upto[head + 1];
      if (index->op == ENG_DEP_CHILD) break;
      split = begin + count_upto(index->list + begin, end - begin, t);
      if (index->op == ENG_DEP_CHILD_BEHIND || index->op == ENG_DEP_SIBLING_BEHIND) {
        begin = split;
      } else {
        end = split;
        if (end > begin && index->list[end - 1] == t) --end; /* is no sibling of itself */
      }
      break;
    }
    default: {
      const int32_t other = single(index->op, tree, t);
      if (other >= 0 && index->keep[other]) {
        out.items = tree->self + other;
        out.count = 1;
      }
      return out;
    }
  }
  out.items = index->list + begin;
  out.count = end > begin ? end - begin : 0;
  return out;
}

static int is_related(const IndexC *index, const EngDependencyTreeC *tree, int32_t t) {
  if (index->op == ENG_DEP_ANCESTOR) return index->upto[t] >= 0;
  if (index->op == ENG_DEP_DESCENDANT)
    return tree->place[t] >= 0 && index->upto[tree->place_end[t]] > index->upto[tree->place[t] + 1];
  return related(index, tree, t).count > 0;
}

static void sift(int32_t *heap, int32_t n, int32_t i) {
  for (int32_t child; (child = 2 * i + 1) < n; i = child) {
    if (child + 1 < n && heap[child + 1] > heap[child]) ++child;
    if (heap[i] >= heap[child]) return;
    const int32_t other = heap[i];
    heap[i] = heap[child];
    heap[child] = other;
  }
}

/* Ascending. Subtrees of projective trees are mostly so already; otherwise a heap sort. */
static void sort_tokens(int32_t *tokens, int32_t n) {
  int32_t i = 1;
  while (i < n && tokens[i - 1] < tokens[i]) ++i;
  if (i >= n) return;
  for (i = n / 2 - 1; i >= 0; --i) sift(tokens, n, i);
  for (i = n - 1; i > 0; --i) {
    const int32_t largest = tokens[0];
    tokens[0] = tokens[i];
    tokens[i] = largest;
    sift(tokens, i, 0);
  }
}

/* List the ancestors or descendants of a token that are candidates, unless that was done before. */
static eng_status list_related(EngDependencySearchC *search, IndexC *index, const EngDependencyTreeC *tree, int32_t t) {
  if (index->known[t] >= 0) return ENG_OK;
  int32_t count = 0;
  if (index->op == ENG_DEP_ANCESTOR) {
    for (int32_t other = index->upto[t]; other >= 0; other = index->upto[other]) ++count;
  } else if (tree->place[t] >= 0) {
    count = index->upto[tree->place_end[t]] - index->upto[tree->place[t] + 1];
  }
  if (eng_scratch_reserve(&search->lists, search->n_listed + (size_t)count, sizeof(int32_t)) != ENG_OK)
    return ENG_NO_MEMORY;
  index->known[t] = count;
  index->listed[t] = search->n_listed;
  if (count == 0) return ENG_OK;
  int32_t *list = (int32_t *)search->lists.data + search->n_listed;
  if (index->op == ENG_DEP_ANCESTOR) {
    int32_t i = count; /* the farthest first: often ascending */
    for (int32_t other = index->upto[t]; other >= 0; other = index->upto[other]) list[--i] = other;
  } else {
    memcpy(list, index->list + index->upto[tree->place[t] + 1], (size_t)count * sizeof(int32_t));
  }
  sort_tokens(list, count);
  search->n_listed += (size_t)count;
  return ENG_OK;
}

static eng_status open_frame(EngDependencySearchC *search, IndexC *index, const EngDependencyTreeC *tree, int32_t t,
                             FrameC *frame) {
  if (index->op != ENG_DEP_ANCESTOR && index->op != ENG_DEP_DESCENDANT) {
    *frame = related(index, tree, t);
    return ENG_OK;
  }
  const eng_status status = list_related(search, index, tree, t);
  if (status != ENG_OK) return status;
  frame->items = NULL;
  frame->offset = index->listed[t];
  frame->count = index->known[t];
  frame->next = 0;
  return ENG_OK;
}

/* -- Patterns ------------------------------------------------------------------------------------------------------*/

/* Bytes of the index of one node, rounded up to whole size_t. */
static size_t index_size(size_t n) {
  const size_t size = (3 * n + 1) * sizeof(int32_t);
  return (size + sizeof(size_t) - 1) / sizeof(size_t) + n;
}

/* Rows of all matches; frames[0] holds the candidates of the first node. */
static eng_status enumerate(EngDependencySearchC *search, const EngDependencyTreeC *tree,
                            const EngDependencyNodeC *nodes, int32_t k, IndexC *indices, FrameC *frames,
                            int32_t *chosen, ScratchC *rows, size_t *n_rows) {
  int32_t level = 0;
  while (level >= 0) {
    FrameC *frame = &frames[level];
    if (frame->next == frame->count) {
      --level;
      continue;
    }
    const int32_t *items = frame->items != NULL ? frame->items : (const int32_t *)search->lists.data + frame->offset;
    chosen[level] = items[frame->next++];
    if (level + 1 == k) {
      if (eng_scratch_reserve(rows, (*n_rows + 1) * (size_t)k, sizeof(int32_t)) != ENG_OK) return ENG_NO_MEMORY;
      memcpy((int32_t *)rows->data + *n_rows * (size_t)k, chosen, (size_t)k * sizeof(int32_t));
      ++*n_rows;
      continue;
    }
    ++level;
    const eng_status status = open_frame(search, &indices[level], tree, chosen[nodes[level].left], &frames[level]);
    if (status != ENG_OK) return status;
  }
  return ENG_OK;
}

eng_status eng_dependency_find(EngDependencySearchC *search, const EngDependencyTreeC *tree,
                               const EngDependencyNodeC *nodes, int32_t k, const int32_t *tokens,
                               const int32_t *begins, ScratchC *rows, size_t *n_rows) {
  const size_t n = (size_t)tree->n, n_nodes = (size_t)k;
  *n_rows = 0;
  for (int32_t j = 0; j < k; ++j)
    if (begins[j] == begins[j + 1]) return ENG_OK;
  if (eng_scratch_reserve(&search->flags, n_nodes, n) != ENG_OK) return ENG_NO_MEMORY;
  if (n_nodes > SIZE_MAX / sizeof(size_t) / index_size(n)) return ENG_NO_MEMORY;
  if (eng_scratch_reserve(&search->indices, n_nodes * index_size(n), sizeof(size_t)) != ENG_OK) return ENG_NO_MEMORY;
  if (eng_scratch_reserve(&search->frames, n_nodes, sizeof(IndexC) + sizeof(FrameC) + sizeof(int32_t)) != ENG_OK)
    return ENG_NO_MEMORY;
  IndexC *indices = (IndexC *)search->frames.data;
  FrameC *frames = (FrameC *)(indices + k);
  int32_t *chosen = (int32_t *)(frames + k);
  uint8_t *flags = (uint8_t *)search->flags.data;
  search->n_listed = 0;
  memset(flags, 0, n_nodes * n);
  for (int32_t j = 0; j < k; ++j)
    for (int32_t i = begins[j]; i < begins[j + 1]; ++i) flags[(size_t)j * n + (size_t)tokens[i]] = 1;
  for (int32_t j = k - 1; j > 0; --j) {
    size_t *memory = (size_t *)search->indices.data + (size_t)j * index_size(n);
    IndexC *index = &indices[j];
    index->op = nodes[j].op;
    index->keep = flags + (size_t)j * n;
    index->listed = memory;
    index->list = (int32_t *)(memory + n);
    index->upto = index->list + n;
    index->known = index->upto + n + 1;
    make_index(index, tree);
    uint8_t *keep = flags + (size_t)nodes[j].left * n;
    int32_t n_kept = 0;
    for (int32_t i = begins[nodes[j].left]; i < begins[nodes[j].left + 1]; ++i) {
      const int32_t t = tokens[i];
      keep[t] = (uint8_t)(keep[t] && is_related(index, tree, t));
      n_kept += keep[t];
    }
    if (n_kept == 0) return ENG_OK;
  }
  int32_t *firsts = (int32_t *)search->indices.data; /* the first node has no index */
  frames[0].items = firsts;
  frames[0].offset = 0;
  frames[0].count = 0;
  frames[0].next = 0;
  for (size_t i = 0; i < n; ++i)
    if (flags[tree->ranked[i]]) firsts[frames[0].count++] = tree->ranked[i];
  return enumerate(search, tree, nodes, k, indices, frames, chosen, rows, n_rows);
}

void eng_dependency_search_free(EngDependencySearchC *search) {
  eng_scratch_free(&search->flags);
  eng_scratch_free(&search->indices);
  eng_scratch_free(&search->lists);
  eng_scratch_free(&search->frames);
}
