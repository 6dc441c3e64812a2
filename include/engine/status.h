/* What a C kernel returns. Kernels never print, abort or allocate. */
#ifndef ENGINE_STATUS_H
#define ENGINE_STATUS_H

typedef enum {
  ENG_OK = 0,
  ENG_BAD_INDEX = 1,   /* an index lies outside its array */
  ENG_BAD_SIZE = 2,    /* a size is negative, or sizes do not fit together */
  ENG_UNSUPPORTED = 3, /* this variant cannot do what was asked */
  ENG_BAD_STATE = 4,   /* "cannot happen": the caller raises InternalError */
  ENG_NO_MEMORY = 5    /* scratch could not grow: the caller raises MemoryError */
} eng_status;

#endif
