/* The matches of a run, in the order in which they are found. A key that can find a span by several paths, or patterns,
 * finds it once. */
#ifndef ENGINE_MATCHER_FOUND_H
#define ENGINE_MATCHER_FOUND_H

#include "engine/status.h"
#include "nfa.h"

/* Add a match, unless it is empty, or its key has found the span before. */
eng_status eng_found_add(EngMatchRunC *run, int32_t pattern, int32_t start, int32_t end, int32_t link);

#endif
