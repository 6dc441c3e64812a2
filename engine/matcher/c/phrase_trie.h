/* A set of phrases, each a row of attribute values, and the search for all of them in a document.
 *
 * The phrases make a trie whose edges lie in one hash table. A search restarts at every token, which is fastest on
 * natural text, where few paths are longer than a token or two. A text on which the restarts cost more than a constant
 * per token is finished with the failure links of an automaton, which are made when such a text first asks for them:
 * so time is linear in tokens plus matches for any phrases and any text.
 * Source of the links: Aho and Corasick 1975, "Efficient string matching"; outputs are chained, not copied. */
#ifndef ENGINE_PHRASE_TRIE_H
#define ENGINE_PHRASE_TRIE_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "engine/types.h"

enum { PHRASE_NO_KEY = -1 };

typedef struct {
  eng_attr value;
  int32_t from; /* node */
  int32_t to;   /* node; 0: the slot is empty, since no edge leads to the root */
} PhraseEdgeC;

typedef struct {
  eng_attr value;     /* of the edge that leads here */
  int32_t parent;     /* node; in a released node the next released one */
  int32_t n_children;
  int32_t depth;      /* tokens from the root */
  int32_t keys;       /* whose phrase ends here: for the owner of the trie to number; PHRASE_NO_KEY when none does */
  int32_t fail;       /* node of the longest proper suffix that is a path */
  int32_t output;     /* nearest node along `fail` where a phrase ends; 0 when there is none */
} PhraseNodeC;

typedef struct {
  int32_t start; /* token */
  int32_t end;   /* token, exclusive */
  int32_t node;
} PhraseMatchC;

/* Zero-initialise it, then eng_phrase_clear. */
typedef struct {
  ScratchC edges;     /* PhraseEdgeC[mask + 1], linear probing, at most half full */
  ScratchC filter;    /* bits [filter_mask + 1]; the bit of an edge's hash is set, bits of removed ones may be */
  ScratchC nodes;     /* PhraseNodeC[n_nodes]; 0 is the root */
  ScratchC flags;     /* uint8_t[n_nodes]: whether a node has keys, and children, for the search */
  ScratchC order;     /* scratch of linking and sorting */
  ScratchC unsorted;  /* PhraseMatchC scratch of sorting */
  size_t mask;        /* a power of two - 1 */
  size_t filter_mask; /* a power of two - 1 */
  size_t n_edges;
  size_t n_filtered;  /* edges whose bit was set in `filter` */
  int32_t n_nodes;    /* released ones included */
  int32_t released;   /* first released node; 0 when there is none */
  int is_linked;      /* fail and output are up to date */
  size_t debt;        /* steps beyond the allowance since the links were last up to date */
} PhraseTrieC;

/* Empty it, keeping its memory. */
eng_status eng_phrase_clear(PhraseTrieC *trie);
void eng_phrase_free(PhraseTrieC *trie);
/* Add a path of n > 0 values; *node is where it ends. ENG_NO_MEMORY leaves a valid trie. */
eng_status eng_phrase_insert(PhraseTrieC *trie, const eng_attr *values, size_t n, int32_t *node);
/* Number the keys whose phrase ends at a node; PHRASE_NO_KEY for none. */
void eng_phrase_set_keys(PhraseTrieC *trie, int32_t node, int32_t keys);
/* Release a node without keys, and its parents, as far as no phrase needs them. */
void eng_phrase_prune(PhraseTrieC *trie, int32_t node);
/* All phrases in values (n,), ordered by start, then end: PhraseMatchC[*n_matches] in `matches`. */
eng_status eng_phrase_find(PhraseTrieC *trie, const eng_attr *values, size_t n, ScratchC *matches, size_t *n_matches);

#endif
