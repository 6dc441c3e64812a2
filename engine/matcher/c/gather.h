/* Starts that are moved together.
 *
 * Two starts of a pattern are of one class when they have states at the same nodes, and these states are neighbours of
 * each other in the order of states, node by node. Whatever the text is from then on, they stay so: from then on one
 * state stands for both, with the starts in its rope, in order. All states of a class have the same starts, if not in
 * the same order, so that a state of a class is repeated where the class is at an earlier node. A pattern with loops,
 * however many, soon has a few classes: behind the last token at which a loop was entered or left all starts are alike.
 *
 * The states of a class are told by their `start`, which is one of its starts. */
#ifndef ENGINE_MATCHER_GATHER_H
#define ENGINE_MATCHER_GATHER_H

#include "engine/status.h"
#include "nfa.h"

/* Make one class of those that can be one, in patterns that are looked after; and say at how many states to try again.
 * No two states are of one class and at one node. */
eng_status eng_gather(EngMatchRunC *run);

#endif
