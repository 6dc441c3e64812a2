#include "levenshtein.h"

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/* Bits of the places of a code point in a row of at most 64. */
static uint64_t places(const uint32_t *a, size_t n, uint32_t c) {
  uint64_t bits = 0;
  for (size_t i = 0; i < n; ++i) bits |= (uint64_t)(a[i] == c) << i;
  return bits;
}

/* a is not empty and not longer than 64. `up` and `down` are the cells of a column that are one more, or one less, than
 * the cell above. */
static size_t by_bits(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b, size_t limit) {
  uint64_t up = ~UINT64_C(0), down = 0, last = UINT64_C(1) << (n_a - 1);
  size_t distance = n_a;
  for (size_t j = 0; j < n_b; ++j) {
    uint64_t equal = places(a, n_a, b[j]);
    uint64_t diagonal = (((equal & up) + up) ^ up) | equal | down;
    uint64_t right_up = down | ~(diagonal | up);
    uint64_t right_down = diagonal & up;
    if (right_up & last) distance += 1;
    if (right_down & last) distance -= 1;
    /* every column to come takes off one at most */
    if (distance > limit + (n_b - 1 - j)) return limit + 1;
    right_up = right_up << 1 | 1;
    right_down <<= 1;
    up = right_down | ~(diagonal | right_up);
    down = right_up & diagonal;
  }
  return distance > limit ? limit + 1 : distance;
}

eng_status eng_levenshtein(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b, size_t limit,
                           ScratchC *scratch, size_t *out) {
  while (n_a > 0 && n_b > 0 && a[0] == b[0]) ++a, ++b, --n_a, --n_b;
  while (n_a > 0 && n_b > 0 && a[n_a - 1] == b[n_b - 1]) --n_a, --n_b;
  if (n_a > n_b) {
    const uint32_t *row = a;
    size_t n = n_a;
    a = b, n_a = n_b;
    b = row, n_b = n;
  }
  limit = smaller(limit, n_b);
  if (n_b - n_a > limit) {
    *out = limit + 1;
    return ENG_OK;
  }
  if (n_a == 0) {
    *out = n_b;
    return ENG_OK;
  }
  if (n_a <= 64) {
    *out = by_bits(a, n_a, b, n_b, limit);
    return ENG_OK;
  }
  /* cell i: the distance of i code points of a and the j of b that were read; far from the diagonal: limit + 1 */
  eng_status status = eng_scratch_reserve(scratch, n_a + 1, sizeof(size_t));
  if (status != ENG_OK) return status;
  size_t *cells = scratch->data;
  for (size_t i = 0; i <= n_a; ++i) cells[i] = smaller(i, limit + 1);
  for (size_t j = 1; j <= n_b; ++j) {
    size_t first = j > limit ? j - limit : 1, last = smaller(n_a, j + limit), best = limit + 1;
    if (first > n_a) break; /* cannot be: n_b - n_a is within the limit */
    size_t diagonal = cells[first - 1];
    cells[first - 1] = first == 1 ? smaller(j, limit + 1) : limit + 1;
    if (first == 1) best = cells[0];
    for (size_t i = first; i <= last; ++i) {
      size_t cost = diagonal + (a[i - 1] != b[j - 1]);
      /* the last cell of the band was outside of it before */
      size_t above = i == j + limit ? limit + 1 : cells[i];
      diagonal = cells[i];
      cost = smaller(cost, smaller(above, cells[i - 1]) + 1);
      cells[i] = smaller(cost, limit + 1);
      best = smaller(best, cells[i]);
    }
    if (best > limit) {
      *out = limit + 1;
      return ENG_OK;
    }
  }
  *out = cells[n_a];
  return ENG_OK;
}
