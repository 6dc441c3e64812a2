/* Memory that grows inside sections without the GIL. The one place that calls realloc. */
#ifndef ENGINE_SCRATCH_H
#define ENGINE_SCRATCH_H

#include <stdlib.h>

#include "engine/status.h"
#include "engine/types.h"

/* An array that only grows. Zero-initialise it; release it with eng_scratch_free. */
typedef struct {
  void *data;
  size_t capacity; /* bytes */
} ScratchC;

/* Make room for n items of `size` bytes; keeps what is there. Never shrinks. */
static inline eng_status eng_scratch_reserve(ScratchC *scratch, size_t n, size_t size) {
  if (size != 0 && n > SIZE_MAX / 2 / size) return ENG_NO_MEMORY;
  size_t needed = n * size;
  if (needed <= scratch->capacity) return ENG_OK;
  size_t capacity = scratch->capacity + scratch->capacity / 2;
  if (capacity < needed) capacity = needed;
  if (capacity < 64) capacity = 64;
  void *data = realloc(scratch->data, capacity);
  if (data == NULL) return ENG_NO_MEMORY;
  scratch->data = data;
  scratch->capacity = capacity;
  return ENG_OK;
}

static inline void eng_scratch_free(ScratchC *scratch) {
  free(scratch->data);
  scratch->data = NULL;
  scratch->capacity = 0;
}

#endif
