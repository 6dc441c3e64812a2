#include "order.h"

#include <string.h>

typedef struct {
  int32_t history;
  size_t n_path;
} UnreadC;

void eng_order_clear(EngOrderC *order, int32_t since) {
  order->n_histories = order->n_ends = order->n_matches = order->n_spans = 0;
  order->drop_at = 1024;
  order->since = since;
}

void eng_order_shrink(EngOrderC *order, size_t bytes) {
  ScratchC *all[] = {&order->histories, &order->ends,  &order->matches, &order->other,
                     &order->bounds,    &order->spans, &order->path,    &order->stack};
  for (size_t j = 0; j < sizeof(all) / sizeof(all[0]); ++j) {
    if (all[j]->capacity > bytes) eng_scratch_free(all[j]);
  }
}

void eng_order_free(EngOrderC *order) {
  eng_order_shrink(order, 0);
}

static eng_status add(EngOrderC *order, int32_t left, int32_t right, int32_t until, int32_t *out) {
  if (order->n_histories >= INT32_MAX) return ENG_NO_MEMORY;
  eng_status status = eng_scratch_reserve(&order->histories, order->n_histories + 1, sizeof(EngHistoryC));
  if (status != ENG_OK) return status;
  EngHistoryC *history = (EngHistoryC *)order->histories.data + order->n_histories;
  history->left = left;
  history->right = right;
  history->until = until;
  *out = (int32_t)order->n_histories++;
  return ENG_OK;
}

eng_status eng_order_begin(EngOrderC *order, int32_t start, int32_t *out) {
  return add(order, -1, start, -1, out);
}

eng_status eng_order_in_place(EngOrderC *order, int32_t history, int32_t i, int for_ever, int32_t *out) {
  const EngHistoryC *so_far = (const EngHistoryC *)order->histories.data + history;
  int32_t left = history, first = i;
  if (so_far->left >= 0 && so_far->until >= 0 && so_far->until == i - 1) {
    left = so_far->left;
    first = so_far->right;
  }
  return add(order, left, first, for_ever ? INT32_MAX : i, out);
}

eng_status eng_order_join(EngOrderC *order, int32_t left, int32_t right, int32_t *out) {
  return add(order, left, right, -1, out);
}

eng_status eng_order_end(EngOrderC *order, int32_t history, int32_t pattern, int32_t end, int also_longer) {
  eng_status status = eng_scratch_reserve(&order->ends, order->n_ends + 1, sizeof(EngOrderEndC));
  if (status != ENG_OK) return status;
  EngOrderEndC *noted = (EngOrderEndC *)order->ends.data + order->n_ends++;
  noted->history = history;
  noted->pattern = pattern;
  noted->end = end;
  noted->also_longer = also_longer;
  return ENG_OK;
}

/* A match for each state of the history of an end, with the spans of steps before step i at which it went on in
 * place. */
static eng_status tell_apart(EngOrderC *order, size_t end, int32_t i) {
  const EngHistoryC *histories = order->histories.data;
  int32_t at = ((const EngOrderEndC *)order->ends.data)[end].history;
  size_t n_path = 0, n_stack = 0, spans = 0, n_read = 0;
  int is_read = 0; /* the path as it is lies at `spans` */
  eng_status status;
  for (;;) {
    EngHistoryC history = histories[at];
    order->work += 1;
    if (history.left >= 0 && history.until < 0) {
      status = eng_scratch_reserve(&order->stack, n_stack + 1, sizeof(UnreadC));
      if (status != ENG_OK) return status;
      UnreadC *unread = (UnreadC *)order->stack.data + n_stack++;
      unread->history = history.right;
      unread->n_path = n_path;
      at = history.left;
      continue;
    }
    if (history.left >= 0) {
      EngOrderSpanC span = {history.right, history.until < i ? history.until : i - 1};
      if (span.first <= span.last) {
        status = eng_scratch_reserve(&order->path, n_path + 1, sizeof(EngOrderSpanC));
        if (status != ENG_OK) return status;
        ((EngOrderSpanC *)order->path.data)[n_path++] = span;
        is_read = 0;
      }
      at = history.left;
      continue;
    }
    if (!is_read || n_read != n_path) {
      status = eng_scratch_reserve(&order->spans, order->n_spans + n_path, sizeof(EngOrderSpanC));
      if (status != ENG_OK) return status;
      spans = order->n_spans;
      if (n_path != 0) {
        memcpy((EngOrderSpanC *)order->spans.data + spans, order->path.data, n_path * sizeof(EngOrderSpanC));
      }
      order->n_spans += n_path;
      n_read = n_path;
      is_read = 1;
    }
    status = eng_scratch_reserve(&order->matches, order->n_matches + 1, sizeof(EngOrderMatchC));
    if (status != ENG_OK) return status;
    EngOrderMatchC *match = (EngOrderMatchC *)order->matches.data + order->n_matches++;
    match->end = (int32_t)end;
    match->state = at;
    match->start = history.right;
    match->spans = spans;
    match->n_spans = (int32_t)n_path;
    if (n_stack == 0) return ENG_OK;
    const UnreadC *next = (const UnreadC *)order->stack.data + --n_stack;
    at = next->history;
    n_path = next->n_path;
  }
}

/* Whether one match comes before another, whose spans of steps are others. */
static int differs_before(const EngOrderC *order, const EngOrderMatchC *a, const EngOrderMatchC *b) {
  const EngOrderSpanC none = {-1, -1};
  const EngOrderSpanC *one = (const EngOrderSpanC *)order->spans.data + a->spans, *one_end = one + a->n_spans;
  const EngOrderSpanC *two = (const EngOrderSpanC *)order->spans.data + b->spans, *two_end = two + b->n_spans;
  EngOrderSpanC left = one < one_end ? *one : none, right = two < two_end ? *two : none;
  int32_t since = a->start > b->start ? a->start : b->start; /* the first step at which both are known to be there */
  if (since < order->since) since = order->since;
  for (;;) {
    if (left.last < since && right.last < since) return a->state < b->state;
    if (left.last != right.last) return left.last > right.last;
    int32_t first = left.first > right.first ? left.first : right.first; /* alike down to this step */
    if (left.first == first) {
      left = ++one < one_end ? *one : none;
    } else {
      left.last = first - 1;
    }
    if (right.first == first) {
      right = ++two < two_end ? *two : none;
    } else {
      right.last = first - 1;
    }
  }
}

static inline int comes_before(EngOrderC *order, const EngOrderMatchC *a, const EngOrderMatchC *b) {
  order->work += 1;
  if (a->spans == b->spans && a->n_spans == b->n_spans) return a->state < b->state;
  return differs_before(order, a, b);
}

/* Where the matches that are in order from `from` on, or in the opposite order, end; they are in order from then on. */
static size_t find_run(EngOrderC *order, size_t from) {
  EngOrderMatchC *matches = order->matches.data;
  size_t to = from + 1, n = order->n_matches;
  if (to == n) return to;
  if (!comes_before(order, &matches[to], &matches[from])) {
    while (to < n && !comes_before(order, &matches[to], &matches[to - 1])) to += 1;
    return to;
  }
  while (to < n && comes_before(order, &matches[to], &matches[to - 1])) to += 1;
  for (size_t low = from, high = to - 1; low < high; ++low, --high) {
    EngOrderMatchC swap = matches[low];
    matches[low] = matches[high];
    matches[high] = swap;
  }
  return to;
}

static void merge(EngOrderC *order, size_t left, size_t middle, size_t right) {
  const EngOrderMatchC *from = order->matches.data;
  EngOrderMatchC *to = (EngOrderMatchC *)order->other.data + left;
  for (size_t one = left, two = middle; one < middle || two < right;) {
    int is_two = one == middle || (two < right && comes_before(order, &from[two], &from[one]));
    *to++ = from[is_two ? two++ : one++];
  }
}

eng_status eng_order_sort(EngOrderC *order, int32_t i) {
  eng_status status;
  size_t n_bounds = 0;
  order->n_matches = order->n_spans = 0;
  for (size_t end = 0; end < order->n_ends; ++end) {
    if ((status = tell_apart(order, end, i)) != ENG_OK) return status;
  }
  size_t n = order->n_matches;
  for (size_t from = 0; from < n; ++n_bounds) {
    if ((status = eng_scratch_reserve(&order->bounds, n_bounds + 2, sizeof(size_t))) != ENG_OK) return status;
    size_t *bounds = order->bounds.data;
    bounds[n_bounds] = from;
    from = bounds[n_bounds + 1] = find_run(order, from);
  }
  if (n_bounds > 1 && (status = eng_scratch_reserve(&order->other, n, sizeof(EngOrderMatchC))) != ENG_OK) return status;
  while (n_bounds > 1) {
    size_t *bounds = order->bounds.data, n_merged = 0;
    for (size_t r = 0; r < n_bounds; r += 2) {
      size_t middle = bounds[r + 1], right = r + 1 < n_bounds ? bounds[r + 2] : middle, left = bounds[r];
      merge(order, left, middle, right);
      bounds[n_merged++] = left;
      bounds[n_merged] = right;
    }
    n_bounds = n_merged;
    ScratchC swap = order->matches;
    order->matches = order->other;
    order->other = swap;
  }
  return ENG_OK;
}

void eng_order_drop(EngOrderC *order, int32_t *places) {
  EngHistoryC *histories = order->histories.data;
  for (size_t h = order->n_histories; h-- > 0;) {
    if (!places[h] || histories[h].left < 0) continue;
    places[histories[h].left] = 1;
    if (histories[h].until < 0) places[histories[h].right] = 1;
  }
  size_t n = 0;
  for (size_t h = 0; h < order->n_histories; ++h) {
    if (!places[h]) continue;
    EngHistoryC history = histories[h];
    if (history.left >= 0) {
      history.left = places[history.left] - 1;
      if (history.until < 0) history.right = places[history.right] - 1;
    }
    histories[n++] = history;
    places[h] = (int32_t)n;
  }
  order->n_histories = n;
  order->drop_at = 2 * n + 1024;
}
