/* A run in which starts are moved together.
 *
 * Two starts of a pattern are of one class when they have states at the same nodes, in the same order. Whatever the
 * text is from then on, they stay so: from then on one state stands for both, with a history of both (order.h), and
 * where a match ends they are counted out, in order among all others. A pattern with loops, however many, soon has a
 * few classes: behind the last token at which a loop was entered or left all starts are alike.
 *
 * While a run is gathered, `states` holds class by class, each with its states in their order; classes are in no
 * order. `start` numbers the class, and `link` is a history. Patterns without loops, whose starts do not live long,
 * and those of greedy keys, whose ends are more than the matches that come of them, have a class for every start. */
#ifndef ENGINE_MATCHER_GATHER_H
#define ENGINE_MATCHER_GATHER_H

#include "engine/status.h"
#include "nfa.h"

/* From token i on, starts are moved together, until there is no state left. */
eng_status eng_gather_begin(EngMatchRunC *run, int32_t i);
/* As eng_match_step. */
eng_status eng_gather_step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns);
/* As eng_match_end. */
eng_status eng_gather_end(EngMatchRunC *run);

#endif
