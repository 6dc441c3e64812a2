/* What lies ahead of a state: computed from the end of a document back to its beginning.
 *
 * A pattern such as [{"OP": "*"}, {"ORTH": "b"}] keeps a state for every token before it, and where no "b" comes all of
 * them are in vain. Once a pattern has many states, the nodes from which a match can be completed are written down for
 * every place of the document, and states at other nodes are dropped: what is left ends in a match. For keys that want
 * matches that do not overlap even that is too much. They need the longest match from each token only, which one pass
 * from the end gives for all tokens. */
#ifndef ENGINE_MATCHER_AHEAD_H
#define ENGINE_MATCHER_AHEAD_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "nfa.h"

/* Words of a row of the table of a pattern: a bit for each of its nodes. */
static inline size_t eng_ahead_words(const EngMatchPatternC *pattern) {
  return ((size_t)pattern->n_nodes + 63) / 64;
}

/* Whether a state of a node that waits for token i is worth keeping, as far as is known. The run has tables, or put off
 * keys. */
static inline int eng_ahead_has_future(const EngMatchRunC *run, const EngMatchPatternC *pattern, int32_t pattern_id,
                                       int32_t node, int32_t i) {
  if (((const uint8_t *)run->put_off.data)[pattern->key]) return 0;
  const ScratchC *table = (const ScratchC *)run->tables.data + pattern_id;
  if (table->data == NULL) return 1;
  size_t row = (size_t)(i - ((const int32_t *)run->first_row.data)[pattern_id]);
  size_t bit = (size_t)(node - pattern->first_node);
  return ((const uint64_t *)table->data)[row * eng_ahead_words(pattern) + bit / 64] >> (bit % 64) & 1;
}

/* table (n + 1 - from, words): bit q of row i - from: whether a state of node q of the pattern that waits for token i
 * may still end in a match. Open classes count as both held and not held. */
eng_status eng_ahead_table(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t from, int32_t n,
                           int32_t pattern, ScratchC *table);

/* The matches of a key that wants matches without overlap, in order of preference, written behind run->found: from the
 * first, or the longest first; equal ones from the left. Time is that of two passes over the document at most, and for the
 * longest that of sorting as many numbers as it has tokens. No token has open classes. */
eng_status eng_ahead_select(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n,
                            const int32_t *patterns, int32_t n_patterns, int longest);

/* The least end of a match of any of the patterns; n + 1 when there is none. No token has open classes. */
eng_status eng_ahead_first_end(EngMatchRunC *run, const EngMatchSignatureC *const *tokens, int32_t n,
                               const int32_t *patterns, int32_t n_patterns, int32_t *out);

#endif
