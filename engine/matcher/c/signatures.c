#include "signatures.h"

#include <string.h>

typedef struct {
  uint64_t hash;
  const uint64_t *values; /* NULL: the slot is free */
  const EngMatchSignatureC *signature;
} SlotC;

static inline uint64_t hash_row(const uint64_t *values, size_t n) {
  uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);
  for (size_t c = 0; c < n; ++c) {
    hash = (hash ^ values[c]) * UINT64_C(0xff51afd7ed558ccd);
    hash ^= hash >> 32;
  }
  return hash;
}

static SlotC *find(const EngSignatureTableC *table, const uint64_t *values, uint64_t hash) {
  SlotC *slots = table->slots.data;
  size_t mask = table->n_slots - 1, at = (size_t)hash & mask;
  while (slots[at].values != NULL) {
    if (slots[at].hash == hash && memcmp(slots[at].values, values, table->n_columns * sizeof(uint64_t)) == 0) break;
    at = (at + 1) & mask;
  }
  return &slots[at];
}

const EngMatchSignatureC *eng_signatures_get(const EngSignatureTableC *table, const uint64_t *values) {
  if (table->n_slots == 0) return NULL;
  const SlotC *slot = find(table, values, hash_row(values, table->n_columns));
  return slot->values == NULL ? NULL : slot->signature;
}

eng_status eng_signatures_add(EngSignatureTableC *table, const uint64_t *values, const EngMatchSignatureC *signature) {
  if (2 * (table->n + 1) > table->n_slots) {
    ScratchC old = table->slots;
    size_t n_old = table->n_slots, n_slots = n_old == 0 ? 256 : 2 * n_old;
    ScratchC grown = {NULL, 0};
    eng_status status = eng_scratch_reserve(&grown, n_slots, sizeof(SlotC));
    if (status != ENG_OK) return status;
    memset(grown.data, 0, n_slots * sizeof(SlotC));
    table->slots = grown;
    table->n_slots = n_slots;
    const SlotC *from = old.data;
    for (size_t j = 0; j < n_old; ++j) {
      if (from[j].values != NULL) *find(table, from[j].values, from[j].hash) = from[j];
    }
    eng_scratch_free(&old);
  }
  uint64_t hash = hash_row(values, table->n_columns);
  SlotC *slot = find(table, values, hash);
  slot->hash = hash;
  slot->values = values;
  slot->signature = signature;
  table->n += 1;
  return ENG_OK;
}
