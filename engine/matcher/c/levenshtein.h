/* Edit distance of two rows of code points: insertions, deletions and substitutions. */
#ifndef ENGINE_MATCHER_LEVENSHTEIN_H
#define ENGINE_MATCHER_LEVENSHTEIN_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "engine/types.h"

/* The distance of a (n_a,) and b (n_b,), or limit + 1 when it is larger than limit; limit is 0 or more.
 * Source: G. Myers, "A fast bit-vector algorithm for approximate string matching" (1999), in the form of
 * H. Hyyrö (2003) for distances; rows that do not fit into 64 bits are compared by dynamic programming along the
 * diagonal, no further from it than the limit. */
eng_status eng_levenshtein(const uint32_t *a, size_t n_a, const uint32_t *b, size_t n_b, size_t limit,
                           ScratchC *scratch, size_t *out);

#endif
