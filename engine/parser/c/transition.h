/* States of the two transition systems, and the operations on them. Rules: COMPAT section 6. C11, no Python.h.
 *
 * A state belongs to one document and holds pointers into one block of the batch. Token indices are local to the
 * document, -1 is "none". Axes: A active states, F feature slots, K classes, T tokens of the document. */
#ifndef ENGINE_PARSER_TRANSITION_H
#define ENGINE_PARSER_TRANSITION_H

#include "engine/status.h"
#include "engine/types.h"

/* Moves of arc-eager, numbered as in the `moves` file. */
enum { ENG_TREE_SHIFT, ENG_TREE_REDUCE, ENG_TREE_LEFT, ENG_TREE_RIGHT, ENG_TREE_BREAK, ENG_TREE_N_MOVES };
/* Moves of BILUO. Missing has no class: it says that the gold tag is unknown. */
enum { ENG_ENT_MISSING, ENG_ENT_BEGIN, ENG_ENT_IN, ENG_ENT_LAST, ENG_ENT_UNIT, ENG_ENT_OUT, ENG_ENT_N_MOVES };
enum { ENG_MAX_MOVES = 8 };

#define ENG_COST_INVALID 9000.0f

/* Neighbouring classes with the same move. */
typedef struct {
  int32_t begin, end; /* classes; end exclusive */
  int32_t move;
} ClassRunC;

typedef struct {
  int32_t K;
  int32_t n_runs;
  const ClassRunC *runs;
  const int32_t *move__k;
  const eng_hash *label__k;     /* 0: no label */
  const int32_t *same_label__km; /* (K, ENG_MAX_MOVES) class of each move with the label of class k; -1 */
  const int32_t *unlabelled__m; /* (ENG_MAX_MOVES,) class of the move with the empty label; -1 */
  const int32_t *adjacent__m;   /* (ENG_MAX_MOVES,) class that only joins neighbours (label "subtok"); -1 */
} ClassesC;

/* Annotation that was on the document before; borrowed. */
typedef struct {
  int32_t n;
  int32_t offset;            /* global id of token 0 */
  const int32_t *sent_start; /* 1 start, -1 not a start, 0 unknown */
  const int32_t *ent_iob;    /* 0 missing, 1 I, 2 O, 3 B; NULL: all missing */
  const eng_hash *ent_type;
  const uint8_t *is_space;
} PresetsC;

/* A gold tree over the document's tokens. */
typedef struct {
  const int32_t *head;       /* itself for a root; 0 where unknown (the peer's oracle reads it so: a quirk to keep) */
  const int32_t *arc;        /* head, but -1 for roots and unknown heads */
  const uint8_t *is_known;
  const int32_t *sent_start; /* 1, -1, 0 unknown */
  const int32_t *kids;       /* tokens with an arc, grouped by head, ascending */
  const int32_t *kids_begin; /* (n + 1,) */
  const int32_t *gold_class; /* class of the arc that attaches the token: L where the head lies right; -1 none */
} GoldTreeC;

typedef struct {
  int32_t start, end;
  eng_hash label;
} SpanKeyC;

typedef struct {
  const int32_t *move;   /* ENG_ENT_*; ENG_ENT_MISSING: unknown */
  const eng_hash *label;
  const SpanKeyC *wrong; /* spans known to be no entities */
  int32_t n_wrong;
} GoldEntsC;

enum { ENG_TOKEN_ON_STACK = 1, ENG_TOKEN_GONE = 2, ENG_TOKEN_START = 4, ENG_TOKEN_UNSHIFTABLE = 8 };

typedef struct {
  const PresetsC *doc;
  const GoldTreeC *tree;   /* NULL: no gold */
  const GoldEntsC *ents;   /* NULL: no gold */
  int32_t front;           /* first token that never left the buffer */
  int32_t n_stack;
  int32_t n_again;         /* tokens put back in front of the buffer */
  int32_t limit;           /* first buffer token that is a sentence start; n when there is none */
  int32_t n_crossing;      /* gold arcs between the stack and the buffer before `limit`; kept when there is gold */
  int32_t open_start;      /* first token of the open entity, -1 when none is open */
  int32_t open_class;      /* the class that opened it */
  int32_t n_spans;         /* finished entities; label 0: a token that must not be in an entity */
  /* (n,) each; the tree arrays are NULL for BILUO, the span arrays for arc-eager */
  int32_t *stack;
  int32_t *again;
  int32_t *head;           /* -1: no arc yet */
  int32_t *label_class;    /* class that made the arc */
  int32_t *left_last;      /* child to the left that was added last */
  int32_t *right_last;
  int32_t *added_before;   /* next child in the list of the token's head */
  uint8_t *flags;
  int32_t *span_start;
  int32_t *span_end;       /* exclusive */
  int32_t *span_class;
} StateC;

/* What a transition system does. A step works on the active states in order. */
typedef struct {
  int32_t n_int_arrays;   /* int32 (n,) arrays of a state */
  void (*start)(StateC *state, int32_t *ints, uint8_t *flags);
  int (*is_final)(const StateC *state);
  eng_status (*features)(const StateC *states, const int32_t *active__a, int32_t A, int32_t *ids__af, int32_t F);
  void (*valid)(const StateC *state, const ClassesC *classes, uint8_t *valid__k);
  void (*costs)(const StateC *state, const ClassesC *classes, float *costs__k);
  void (*apply)(StateC *state, const ClassesC *classes, int32_t k);
  float good_cost;        /* the oracle takes the first class that costs no more, else the cheapest one */
} SystemC;

const SystemC *eng_tree_system(void);
const SystemC *eng_ents_system(void);

/* Copy the content of a state into another one over the same document. */
void eng_state_copy(StateC *to, const StateC *from, int32_t n_int_arrays);

/* Empty the stack, end the buffer. */
void eng_state_end(StateC *state);

/* Class the oracle takes, -1 when none is valid. costs__k (K) scratch; must hold the costs. */
int32_t eng_oracle_class(const SystemC *system, const ClassesC *classes, const float *costs__k);

/* Feature slots; -1 for a missing one. F 1, 2, 3, 6, 8 or 13, else ENG_UNSUPPORTED. */
eng_status eng_features(const StateC *states, const int32_t *active__a, int32_t A, int32_t *ids__af, int32_t F);

/* S(i), B(i): i-th token from the top of the stack, from the front of the buffer. */
static inline int32_t eng_stack(const StateC *state, int32_t i) {
  return i < state->n_stack ? state->stack[state->n_stack - 1 - i] : -1;
}

static inline int32_t eng_buffer(const StateC *state, int32_t i) {
  if (i < state->n_again) return state->again[state->n_again - 1 - i];
  int32_t token = state->front + (i - state->n_again);
  return token < state->doc->n ? token : -1;
}

static inline int32_t eng_buffer_length(const StateC *state) {
  return state->n_again + state->doc->n - state->front;
}

static inline int eng_is_start(const StateC *state, int32_t token) {
  return token >= 0 && (state->flags[token] & ENG_TOKEN_START) != 0;
}

/* Resolve labels `x||y`: the token moves to the first token with label y below its head, its label becomes x.
 * heads, labels (n) in and out. decorated (n) 0 or 1; base = x and wanted = y where decorated. scratch__3n (3 n). */
void eng_tree_deprojectivize(int32_t *heads, eng_hash *labels, const uint8_t *decorated, const eng_hash *base,
                             const eng_hash *wanted, const uint8_t *is_space, int32_t n, int32_t *scratch__3n);

/* Lift the shortest non-projective arc (the leftmost of equals) until there is none; lifted[i] 1 where the head
 * changed. The heads must have no cycle. */
void eng_tree_projectivize(int32_t *heads, uint8_t *lifted, int32_t n);

#endif
