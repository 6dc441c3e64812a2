/* What a token makes of one state. */
#ifndef ENGINE_MATCHER_STEP_H
#define ENGINE_MATCHER_STEP_H

#include "engine/status.h"
#include "nfa.h"

/* Whether a match ends: before the token, behind it, or both. */
enum { ENG_ENDS_NOT = 0, ENG_ENDS_BEFORE = 1, ENG_ENDS_BEHIND = 2, ENG_ENDS_BOTH = 3 };

typedef struct {
  int32_t kept;     /* the node that the state comes to in place; -1 for none */
  int32_t taken_by; /* the node that takes the token on the way there, or to a match that ends behind it; -1 for none */
  int32_t late;     /* the node that it comes to late; -1 for none */
  int32_t late_by;  /* the node that takes the token on the way there; -1 for none */
  int32_t ends;     /* ENG_ENDS_... */
} EngMatchMoveC;

/* Whether a node takes the token that was read. */
static inline int eng_match_takes(const EngMatchRunC *run, const EngMatchNodeC *node) {
  int hit = node->class_id < 0 || ((const uint32_t *)run->marks.data)[node->class_id] == run->mark;
  return node->op == ENG_MATCH_NOT ? !hit : hit;
}

/* Move a state at a node over the token that was read. */
static inline EngMatchMoveC eng_match_move(const EngMatchRunC *run, int32_t at) {
  const EngMatchNodeC *nodes = run->machine->nodes;
  EngMatchMoveC move = {-1, -1, -1, -1, ENG_ENDS_NOT};
  for (;; ++at) {
    const EngMatchNodeC *node = &nodes[at];
    int hit = eng_match_takes(run, node);
    if (node->op < ENG_MATCH_OPTIONAL) {
      if (!hit) return move;
      move.taken_by = at;
      if (node->is_last) {
        move.ends = ENG_ENDS_BEHIND;
      } else {
        move.kept = at + 1;
      }
      return move;
    }
    if (node->is_last) {
      move.ends = ENG_ENDS_BEFORE;
      if (!hit) return move;
      move.taken_by = at;
      if (node->op == ENG_MATCH_ANY_NUMBER) {
        move.kept = at;
      } else {
        move.ends = ENG_ENDS_BOTH;
      }
      return move;
    }
    /* what comes late for a node further on is what this becomes by skipping */
    if (hit && move.late < 0) {
      move.late = node->op == ENG_MATCH_ANY_NUMBER ? at : at + 1;
      move.late_by = at;
    }
  }
}

/* Drop every state that one before it equals, or becomes by skipping nodes; *n is the number of states, and then of
 * those that are left. Only states with the same `start` are compared. */
eng_status eng_match_drop_repeated(EngMatchRunC *run, EngMatchStateC *states, size_t *n);

#endif
