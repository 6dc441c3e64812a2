/* The order of states, from what became of them so far.
 *
 * A step puts what it takes late behind what goes on in place, and keeps the order within both. So of two states the
 * one that went on in place at the last step at which only one of them did comes first; where there was no such step
 * since both have been there, the older one, and of two that began with the same token that of the pattern in front. A
 * state goes on in place no more often than its pattern has nodes: from a node it comes to the next one, but for a loop
 * at the end of a pattern, which it does not leave, and goes on in place ever after. A few spans of steps therefore say
 * where a state stands among all others, and nothing has to be moved to keep states in order.
 *
 * These spans are the history of a state. Histories share what they have in common: states that will go on alike are
 * one state with a joined history. They are told apart, and put in order, only where a match ends. */
#ifndef ENGINE_MATCHER_ORDER_H
#define ENGINE_MATCHER_ORDER_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "engine/types.h"

/* A history by its number; those that it is made of have smaller numbers. Histories of one state each ascend in the
 * order in which the states came to be. */
typedef struct {
  int32_t left;  /* the history until then; -1 for a state that came to be */
  int32_t right; /* of a state that came to be: the token at which its match began; of joined ones: the other history;
                  * else the first step of those at which it went on in place */
  int32_t until; /* the last of these steps, INT32_MAX for ever after; -1 when joined */
} EngHistoryC;

/* A match that ends, of each state of a history. */
typedef struct {
  int32_t history;
  int32_t pattern;
  int32_t end;
  int32_t also_longer; /* followed by the match that ends a token later */
} EngOrderEndC;

/* A match that ends, of one state. */
typedef struct {
  size_t spans; /* index in `spans` */
  int32_t n_spans;
  int32_t end;   /* index in `ends` */
  int32_t state; /* number of the history of the state that came to be */
  int32_t start;
} EngOrderMatchC;

typedef struct {
  int32_t first;
  int32_t last;
} EngOrderSpanC;

/* Zero-initialise; release with eng_order_free. */
typedef struct {
  ScratchC histories; /* EngHistoryC */
  ScratchC ends;      /* EngOrderEndC: of this step */
  ScratchC matches;   /* EngOrderMatchC: the ends told apart, in order after eng_order_sort */
  ScratchC other;     /* EngOrderMatchC: room to sort */
  ScratchC bounds;    /* size_t: of what is sorted so far */
  ScratchC spans;     /* EngOrderSpanC: the latest first, for each match */
  ScratchC path;      /* EngOrderSpanC: of the history that is read */
  ScratchC stack;     /* of histories still to be read */
  size_t n_histories;
  size_t n_ends;
  size_t n_matches;
  size_t n_spans;
  size_t drop_at; /* number of histories above which those that nobody holds should be dropped */
  size_t work;    /* histories read, and comparisons */
  int32_t since;  /* the first step that is known of */
} EngOrderC;

/* Forget everything; the first step that will be known of is `since`. */
void eng_order_clear(EngOrderC *order, int32_t since);
/* Release what takes more than `bytes` bytes. */
void eng_order_shrink(EngOrderC *order, size_t bytes);
void eng_order_free(EngOrderC *order);

/* The history of a state that came to be behind all others. */
eng_status eng_order_begin(EngOrderC *order, int32_t start, int32_t *out);
/* A history that went on in place at step i, and for ever after if it is to be so. */
eng_status eng_order_in_place(EngOrderC *order, int32_t history, int32_t i, int for_ever, int32_t *out);
eng_status eng_order_join(EngOrderC *order, int32_t left, int32_t right, int32_t *out);
/* Note a match, for eng_order_sort. */
eng_status eng_order_end(EngOrderC *order, int32_t history, int32_t pattern, int32_t end, int also_longer);
/* The matches noted since the last call, of every state, in the order of the states before step i. Time grows with
 * their number and its logarithm, at most; histories mostly are joined in order, or against it, and then with their
 * number. */
eng_status eng_order_sort(EngOrderC *order, int32_t i);
/* Keep the histories with a mark only. places (n_histories,): 1 for a mark, else 0; overwritten by the number that a
 * history has from then on, and 1. */
void eng_order_drop(EngOrderC *order, int32_t *places);

#endif
