/* The records that a document and a vocabulary are made of. C11, no Python.h. */
#ifndef ENGINE_TOKEN_H
#define ENGINE_TOKEN_H

#include "engine/types.h"

typedef struct {
  uint64_t flags;  /* bit = id of the flag (IS_ALPHA 1 ... IS_CURRENCY 18, FLAG19 ...) */
  eng_hash lang;   /* id of the language code */
  uint64_t id;     /* row in the vector table, 2^64-1 when there is none */
  int32_t length;  /* code points */
  eng_hash orth;   /* the text */
  eng_hash lower;
  eng_hash norm;
  eng_hash shape;
  eng_hash prefix; /* first code point */
  eng_hash suffix; /* last three code points, or fewer */
} LexemeC;

typedef struct {
  const LexemeC *lex;  /* borrowed from the Vocab */
  eng_hash norm;       /* 0: the lexeme's */
  eng_hash lemma;      /* 0: unset */
  eng_hash tag;        /* 0: unset */
  eng_hash morph;      /* id of the FEATS string; 0 unset, 456 ("_") no features */
  eng_hash dep;        /* 0: unset */
  eng_hash ent_type;   /* 0: none */
  eng_hash ent_kb_id;
  eng_hash ent_id;
  int32_t idx;         /* offset of the first code point in Doc.text */
  int32_t pos;         /* universal part of speech, symbol id 84..103; 0 unset */
  int32_t head;        /* relative: head index - own index */
  int32_t sent_start;  /* 1 start, -1 not a start, 0 unknown */
  int32_t ent_iob;     /* 0 missing, 1 I, 2 O, 3 B */
  int32_t l_kids;      /* number of left children */
  int32_t r_kids;      /* number of right children */
  int32_t l_edge;      /* absolute index of the leftmost token of the subtree */
  int32_t r_edge;      /* absolute index of the rightmost token of the subtree */
  int32_t spacy;       /* 1 when a space follows */
} TokenC;

#endif
