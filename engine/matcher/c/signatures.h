/* Signatures of tokens by the values of the attributes that patterns ask for: a hash table with rows as keys. */
#ifndef ENGINE_MATCHER_SIGNATURES_H
#define ENGINE_MATCHER_SIGNATURES_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "nfa.h"

/* Zero-initialise, set n_columns; release `slots` with eng_scratch_free. Rows and signatures are borrowed. */
typedef struct {
  ScratchC slots;
  size_t n_slots; /* a power of two, or 0 */
  size_t n;
  size_t n_columns;
} EngSignatureTableC;

/* The signature stored for a row (n_columns,), NULL for none. */
const EngMatchSignatureC *eng_signatures_get(const EngSignatureTableC *table, const uint64_t *values);
/* Store a signature for a row that has none. The row must stay where it is. */
eng_status eng_signatures_add(EngSignatureTableC *table, const uint64_t *values, const EngMatchSignatureC *signature);

#endif
