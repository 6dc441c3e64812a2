/* The search for patterns of related tokens in the trees of a document.
 *
 * A pattern is a list of nodes, each but the first related to one before it, so that its relations form a tree. Two
 * passes make the search free of dead ends. From the last node to the first, candidates are struck out that no
 * candidate of a later node is related to; after that every choice of tokens for the first nodes can be completed, and
 * enumerating costs no more than the matches. Each relation is answered from an index over the candidates, which is
 * made in linear time; ancestors and descendants of a token are listed once and kept.
 * Source of the passes: Yannakakis 1981, "Algorithms for acyclic database schemes". */
#ifndef ENGINE_DEPENDENCY_SEARCH_H
#define ENGINE_DEPENDENCY_SEARCH_H

#include "engine/scratch.h"
#include "engine/status.h"
#include "engine/token.h"

/* What the token of a node is to the token of the node that it names as its left one. */
typedef enum {
  ENG_DEP_HEAD,            /* <    head */
  ENG_DEP_CHILD,           /* >    child */
  ENG_DEP_ANCESTOR,        /* <<   head, or head of such a one */
  ENG_DEP_DESCENDANT,      /* >>   child, or child of such a one */
  ENG_DEP_NEXT,            /* .    next token of the same tree */
  ENG_DEP_BEHIND,          /* .*   any token behind, of the same tree */
  ENG_DEP_PREVIOUS,        /* ;    the token before it, of the same tree */
  ENG_DEP_BEFORE,          /* ;*   any token before it, of the same tree */
  ENG_DEP_NEXT_SIBLING,    /* $+   next token, and child of the same head */
  ENG_DEP_PREVIOUS_SIBLING,/* $- */
  ENG_DEP_SIBLING_BEHIND,  /* $++  any token behind that is a child of the same head */
  ENG_DEP_SIBLING_BEFORE,  /* $-- */
  ENG_DEP_NEXT_CHILD,      /* >+   next token, and child */
  ENG_DEP_PREVIOUS_CHILD,  /* >- */
  ENG_DEP_CHILD_BEHIND,    /* >++  child to the right */
  ENG_DEP_CHILD_BEFORE,    /* >-- */
  ENG_DEP_NEXT_HEAD,       /* <+   next token, and head */
  ENG_DEP_PREVIOUS_HEAD,   /* <- */
  ENG_DEP_HEAD_BEHIND,     /* <++  head to the right */
  ENG_DEP_HEAD_BEFORE      /* <-- */
} EngDependencyOp;

typedef struct {
  int32_t left; /* number of the node before it that it is related to; -1 for the first */
  int32_t op;   /* EngDependencyOp */
} EngDependencyNodeC;

/* What the search asks of a document. Zero-initialise it. A root counts as its own head, but not as its own child.
 * Tokens whose heads form a ring have no ancestors and descendants, and are each a tree.
 * The rank of a token is its place in the order of trees, by their first wanted tokens, then of tokens: where trees do
 * not interleave, it is the place of the index. */
typedef struct {
  int32_t n;
  ScratchC memory;
  int32_t *head;      /* (n,) index */
  int32_t *rank;      /* (n,) */
  int32_t *ranked;    /* (n,) the tokens by rank */
  int32_t *begin;     /* (n,) first rank of its tree */
  int32_t *end;       /* (n,) rank behind its tree */
  int32_t *place;     /* (n,) in preorder; -1 in a ring */
  int32_t *place_end; /* (n,) place behind its last descendant */
  int32_t *at;        /* (n,) the tokens in preorder; -1 behind the last */
  int32_t *self;      /* (n,) 0, 1, 2 ... */
} EngDependencyTreeC;

/* Memory of searches. Zero-initialise it. */
typedef struct {
  ScratchC flags;
  ScratchC indices;
  ScratchC lists; /* int32_t, ancestors and descendants */
  size_t n_listed;
  ScratchC frames;
} EngDependencySearchC;

/* wanted (n,): 1 for tokens that are a candidate of any node, else 0. */
eng_status eng_dependency_tree(EngDependencyTreeC *tree, const TokenC *tokens, const uint8_t *wanted, int32_t n);
void eng_dependency_tree_free(EngDependencyTreeC *tree);
void eng_dependency_search_free(EngDependencySearchC *search);

/* Matches of the pattern nodes (k,), as rows (*n_rows, k) of token indices: tree by tree, in lexicographic order. The
 * candidates of node j are tokens[begins[j]:begins[j + 1]], ascending. */
eng_status eng_dependency_find(EngDependencySearchC *search, const EngDependencyTreeC *tree,
                               const EngDependencyNodeC *nodes, int32_t k, const int32_t *tokens,
                               const int32_t *begins, ScratchC *rows, size_t *n_rows);

#endif
