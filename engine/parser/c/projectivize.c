/* Lifting of non-projective arcs and its inverse. Source: Nivre and Nilsson 2005, "Pseudo-projective dependency
 * parsing", the "head" encoding; order of the lifts as in COMPAT section 6. */
#include "transition.h"

#include <string.h>

/* The token's arc crosses another: some token strictly inside does not descend from the head. */
static int is_nonprojective(const int32_t *heads, int32_t token, int32_t n) {
  const int32_t head = heads[token];
  if (head == token) return 0;
  const int32_t first = head < token ? head : token, last = head < token ? token : head;
  for (int32_t i = first + 1; i < last; i++) {
    int32_t up = i;
    for (int32_t steps = 0; up != head && steps <= n; steps++) {
      if (heads[up] == up) return 1;
      up = heads[up];
    }
    if (up != head) return 1; /* a cycle never reaches the head */
  }
  return 0;
}

void eng_tree_projectivize(int32_t *heads, uint8_t *lifted, int32_t n) {
  memset(lifted, 0, (size_t)n);
  for (;;) {
    int32_t shortest = -1, length = 0;
    for (int32_t i = 0; i < n; i++) {
      const int32_t distance = heads[i] > i ? heads[i] - i : i - heads[i];
      if (distance < 2 || (shortest >= 0 && distance >= length)) continue;
      if (!is_nonprojective(heads, i, n)) continue;
      shortest = i;
      length = distance;
    }
    if (shortest < 0) return;
    const int32_t head = heads[shortest];
    heads[shortest] = heads[head] == head ? shortest : heads[head];
    lifted[shortest] = 1;
  }
}

/* First and last token of each subtree. */
static void find_edges(const int32_t *heads, int32_t *left, int32_t *right, int32_t n) {
  for (int32_t i = 0; i < n; i++) left[i] = right[i] = i;
  for (int changed = 1; changed;) {
    changed = 0;
    for (int32_t i = 0; i < n; i++) {
      const int32_t head = heads[i];
      if (left[i] < left[head]) {
        left[head] = left[i];
        changed = 1;
      }
      if (right[i] > right[head]) {
        right[head] = right[i];
        changed = 1;
      }
    }
  }
}

void eng_tree_deprojectivize(int32_t *heads, eng_hash *labels, const uint8_t *decorated, const eng_hash *base,
                             const eng_hash *wanted, const uint8_t *is_space, int32_t n, int32_t *scratch__3n) {
  int32_t *queue = scratch__3n, *left = scratch__3n + n, *right = scratch__3n + 2 * (ptrdiff_t)n;
  /* Quirk to keep: a token that was moved is found below its new head only inside the span that the head's subtree had
   * before anything was moved. */
  find_edges(heads, left, right, n);
  for (int32_t token = 0; token < n; token++) {
    if (!decorated[token]) continue;
    labels[token] = base[token];
    int32_t n_queue = 0, found = -1;
    queue[n_queue++] = heads[token];
    for (int32_t q = 0; q < n_queue && found < 0; q++) {
      const int32_t head = queue[q];
      for (int32_t i = left[head]; i <= right[head] && n_queue < n; i++) {
        if (i == token || heads[i] != head || i == head || is_space[i]) continue;
        if (labels[i] == wanted[token]) {
          found = i;
          break;
        }
        queue[n_queue++] = i;
      }
    }
    if (found >= 0) heads[token] = found;
  }
}
