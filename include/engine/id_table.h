/* From 64-bit ids to numbers: a hash table that only grows, for lookups that cost a few cycles. */
#ifndef ENGINE_ID_TABLE_H
#define ENGINE_ID_TABLE_H

#include "engine/scratch.h"

typedef struct {
  uint64_t id;
  int64_t number; /* below 0: the slot is free */
} EngIdSlotC;

/* Zero-initialise; release `slots` with eng_scratch_free. */
typedef struct {
  ScratchC slots; /* EngIdSlotC */
  size_t n_slots; /* a power of two, more than half of it free; or 0 */
  size_t n;
} EngIdTableC;

/* Small ids follow each other, large ones are hashes: the product spreads both, and its upper half is well mixed. */
static inline size_t eng_id_table_first(uint64_t id) { return (size_t)((id * UINT64_C(0x9e3779b97f4a7c15)) >> 32); }

/* The number of an id, -1 where it has none. */
static inline int64_t eng_id_table_get(const EngIdTableC *table, uint64_t id) {
  if (table->n_slots == 0) return -1;
  const EngIdSlotC *slots = (const EngIdSlotC *)table->slots.data;
  size_t mask = table->n_slots - 1, at = eng_id_table_first(id) & mask;
  while (slots[at].number >= 0) {
    if (slots[at].id == id) return slots[at].number;
    at = (at + 1) & mask;
  }
  return -1;
}

static inline void eng_id_table_put(EngIdTableC *table, uint64_t id, int64_t number) {
  EngIdSlotC *slots = (EngIdSlotC *)table->slots.data;
  size_t mask = table->n_slots - 1, at = eng_id_table_first(id) & mask;
  while (slots[at].number >= 0 && slots[at].id != id) at = (at + 1) & mask;
  if (slots[at].number < 0) table->n += 1;
  slots[at].id = id;
  slots[at].number = number;
}

/* Forget all ids; the memory stays. */
static inline void eng_id_table_clear(EngIdTableC *table) {
  EngIdSlotC *slots = (EngIdSlotC *)table->slots.data;
  for (size_t i = 0; i < table->n_slots; ++i) slots[i].number = -1;
  table->n = 0;
}

/* Give an id a number, which is 0 at least. Nothing has changed where there is no memory. */
static inline eng_status eng_id_table_set(EngIdTableC *table, uint64_t id, int64_t number) {
  if (2 * (table->n + 1) > table->n_slots) {
    EngIdTableC grown = {{NULL, 0}, table->n_slots == 0 ? 16 : 2 * table->n_slots, 0};
    eng_status status = eng_scratch_reserve(&grown.slots, grown.n_slots, sizeof(EngIdSlotC));
    if (status != ENG_OK) return status;
    eng_id_table_clear(&grown);
    const EngIdSlotC *from = (const EngIdSlotC *)table->slots.data;
    for (size_t i = 0; i < table->n_slots; ++i)
      if (from[i].number >= 0) eng_id_table_put(&grown, from[i].id, from[i].number);
    eng_scratch_free(&table->slots);
    *table = grown;
  }
  eng_id_table_put(table, id, number);
  return ENG_OK;
}

#endif
