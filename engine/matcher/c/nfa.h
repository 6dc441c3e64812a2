/* The machine that token patterns are compiled to, and one run of it over a document.
 *
 * A pattern is a row of nodes. A node asks for a class of tokens, and says how often: once, once but not of that class,
 * at most once, or any number of times. Which classes a token belongs to is found out before (signatures.h); a run only
 * compares numbers. A state is a node that waits for the next token, and the token at which the match began.
 *
 * The order in which matches are found is part of the contract. Every step goes over the states in order. A state that
 * may skip its node goes on in place with the nodes behind it; what it becomes by taking the token instead is put
 * behind all others, in order of creation. States that begin at this token come behind the older ones, by pattern. A
 * state that an older one equals, or becomes by skipping nodes, adds nothing but repetitions: it is dropped, so that a
 * step never has more states than nodes times tokens before it.
 *
 * Patterns with many states at once are looked after in another way (ahead.h). Of a key whose matches may overlap,
 * only states that will end in a match are kept, and starts whose states are alike are moved as one (gather.h); they
 * are counted out, in the order of states, only where a match ends. A key whose matches do not overlap is put off:
 * its states are dropped, and its matches are found behind the run, in time and memory that grow with the document
 * alone. So is one that has found many matches, with however few states. */
#ifndef ENGINE_MATCHER_NFA_H
#define ENGINE_MATCHER_NFA_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "engine/types.h"
#include "order.h"

enum { ENG_MATCH_ONCE = 0, ENG_MATCH_NOT = 1, ENG_MATCH_OPTIONAL = 2, ENG_MATCH_ANY_NUMBER = 3 };

typedef struct {
  int32_t class_id; /* -1: every token */
  int32_t pattern;  /* index of the pattern */
  int32_t lead;     /* first node of those that may be skipped to reach this one; the node itself for none */
  int32_t source;   /* index of the token in the pattern as people wrote it */
  uint8_t op;       /* ENG_MATCH_... */
  uint8_t is_last;  /* of its pattern */
  uint8_t can_end;  /* this node and all behind it may be skipped */
  uint8_t forks;    /* states of this pattern may meet: it has a node before its last that may be skipped */
} EngMatchNodeC;

typedef struct {
  int32_t first_node;
  int32_t n_nodes;
  int32_t key; /* index of the key */
  int32_t has_loop; /* a node takes any number of tokens: states may live as long as the document */
} EngMatchPatternC;

typedef struct {
  const EngMatchNodeC *nodes;
  const EngMatchPatternC *patterns;
  const uint8_t *repeats__k; /* (n_keys,) whether a key can find the same span twice */
  const uint8_t *greedy__k;  /* (n_keys,) whether a key wants matches that do not overlap */
  int32_t n_nodes;
  int32_t n_patterns;
  int32_t n_keys;
  int32_t n_classes;
  int32_t has_open; /* extension attributes decide about some classes */
} EngMatchMachineC;

/* What is known of all tokens with the same attributes. Ids ascend. */
typedef struct {
  int32_t n_classes;
  int32_t n_open;     /* classes behind the n_classes known ones that extension attributes decide */
  int32_t n_patterns; /* patterns that may begin at such a token */
  int32_t pad;
  const int32_t *classes; /* (n_classes + n_open,) */
  const int32_t *patterns;
} EngMatchSignatureC;

typedef struct {
  int32_t node;
  int32_t start; /* of a gathered run: number of the class */
  int32_t link;  /* with keep_trail: the last step of the path in `trail`; of a gathered run: a history; else -1 */
} EngMatchStateC;

typedef struct {
  int32_t key;
  int32_t start;
  int32_t end;
  int32_t link;
} EngMatchFoundC;

typedef struct {
  int32_t before; /* index in the trail, -1 at the beginning */
  int32_t source;
} EngMatchTrailC;

/* Zero-initialise; release with eng_match_run_free. */
typedef struct {
  const EngMatchMachineC *machine;
  ScratchC states; /* EngMatchStateC */
  ScratchC late;   /* EngMatchStateC: made by this step, to be put behind the others */
  ScratchC found;  /* EngMatchFoundC, in order */
  ScratchC trail;  /* EngMatchTrailC, only with keep_trail */
  ScratchC marks;  /* uint32_t (n_classes,): classes of the token that is read have the mark `mark` */
  ScratchC state_set;
  ScratchC found_set;
  size_t n_states;
  size_t n_late;
  size_t n_found;
  size_t n_trail;
  size_t n_found_set; /* entries of found_set */
  uint32_t mark;
  uint32_t set_mark;
  int keep_trail; /* remember the path of each match */
  const EngMatchSignatureC *const *tokens; /* of the document */
  int32_t n_tokens;
  size_t look_at;     /* number of states, of all patterns, above which those with many are looked after */
  size_t look_again;  /* least value of look_at */
  int32_t many;       /* states of one pattern */
  size_t n_greedy;    /* matches of greedy keys in `found` */
  size_t greedy_at;   /* number of these above which keys with many of them are put off */
  size_t greedy_least; /* least value of greedy_at; as many of one key are many */
  ScratchC counts;    /* int32_t: states of a pattern (n_patterns,), or matches of a key (n_keys,) */
  ScratchC tables;    /* ScratchC (n_patterns,): tables of ahead.h, without memory where there is none */
  ScratchC first_row; /* int32_t (n_patterns,): token of the first row of a table */
  size_t gather_at;   /* number of states above which starts are gathered, once patterns are looked after */
  int is_gathered;    /* starts are moved together, as gather.h says */
  ScratchC next;      /* EngMatchStateC: of gather.c, as all up to `order` */
  size_t n_next;
  ScratchC classes;
  int32_t n_classes;
  uint32_t class_mark;
  ScratchC places;    /* int32_t (n_histories,) */
  EngOrderC order;    /* of states */
  ScratchC put_off;   /* uint8_t (n_keys,): keys that are put off */
  size_t work; /* states moved over a token, matches met, those dropped included; steps to put these in order; nodes
                * looked at by eng_ahead_select */
  size_t n_tables;    /* 0: neither tables nor keys put off */
  int is_closed;      /* no token has open classes */
  int wants_closed;   /* a key should be put off, for which no token may have open classes */
} EngMatchRunC;

/* tokens (n,): the document; borrowed until the next call. look_at, many: numbers of states above which patterns are
 * looked after. They change the time of a run, and what it finds only in one way: the first matches of two greedy keys
 * that were put off before them may be taken for each other's successors when they end at the same token. */
eng_status eng_match_run_init(EngMatchRunC *run, const EngMatchMachineC *machine,
                              const EngMatchSignatureC *const *tokens, int32_t n, size_t look_at, int32_t many);
void eng_match_run_free(EngMatchRunC *run);

/* Make the classes of a token known to the run. Its open classes count as not held. */
void eng_match_read(EngMatchRunC *run, const EngMatchSignatureC *token);
/* Whether the next step, beginning the given patterns, may ask for a class. */
int eng_match_asks(const EngMatchRunC *run, const int32_t *patterns, int32_t n_patterns, int32_t class_id);
/* Move all states over token i, which was read, and begin the given patterns at it (ascending). */
eng_status eng_match_step(EngMatchRunC *run, int32_t i, const int32_t *patterns, int32_t n_patterns);
/* The document ends: states that need nothing further match. */
eng_status eng_match_end(EngMatchRunC *run);
/* The whole of the document. */
eng_status eng_match_document(EngMatchRunC *run);
/* Whether a key is put off: what was found of it is no result, eng_ahead_select gives that. */
int eng_match_is_put_off(const EngMatchRunC *run, int32_t key);
/* sources (end - start,): for each token of a match, the index of the token in the pattern that took it; of the path
 * that the match was first found by. patterns: all of the key of the match. The run is initialised here. */
eng_status eng_match_path(EngMatchRunC *run, const EngMatchMachineC *machine, const EngMatchSignatureC *const *tokens,
                          int32_t n, const EngMatchFoundC *match, const int32_t *patterns, int32_t n_patterns,
                          int32_t *sources);

#endif
