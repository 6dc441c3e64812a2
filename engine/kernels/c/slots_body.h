/* Gradients of the parser's feature rows. Included once an instruction set, by block_body.h, within its target region.
 *
 * The gradient of one slot is kept in blocks of ENG_SLOT_BLOCK units of one piece: (P * n_blocks, R, ENG_SLOT_BLOCK) for
 * R rows, so that both products that follow read it without strides. */

static void NAME(mark_pieces)(uint8_t *marks__spo, const uint8_t *which__so, size_t S, size_t O, size_t P) {
  for (size_t s = 0; s < S; ++s)
    for (size_t p = 0; p < P; ++p)
      for (size_t o = 0; o < O; ++o)
        marks__spo[(s * P + p) * O + o] = which__so[s * O + o] == (uint8_t)p ? 0 : DROPPED;
}

static inline void add_block(float *y, const float *d, const uint8_t *marks) {
#pragma GCC unroll 16
  for (size_t j = 0; j < ENG_SLOT_BLOCK; j += VL) vstore(y + j, vadd(vload(y + j), vdrop_marked(vload(d + j), marks + j)));
}

static void NAME(add_slot)(float *blocks, size_t R, float *pad, const float *d_hidden__so, const uint8_t *marks__spo,
                           const int32_t *row__s, const int32_t *order__s, size_t S, size_t first, size_t end,
                           const EngStepSizesC *n) {
  const size_t O = n->O, P = n->P, n_blocks = (O + ENG_SLOT_BLOCK - 1) / ENG_SLOT_BLOCK;
  const size_t n_whole = end * ENG_SLOT_BLOCK <= O ? end : end - 1;
  for (size_t i = 0; i < S; ++i) {
    const size_t s = (size_t)order__s[i];
    const int is_empty = row__s == NULL || row__s[s] < 0;
    const size_t next = n_blocks * (is_empty ? 1 : R) * ENG_SLOT_BLOCK; /* from one piece to the next */
    float *rows = is_empty ? pad : blocks + (size_t)row__s[s] * ENG_SLOT_BLOCK;
    const float *d = d_hidden__so + s * O;
    const uint8_t *marks = marks__spo + s * P * O;
    for (size_t block = first; block < n_whole; ++block)
      for (size_t p = 0; p < P; ++p)
        add_block(rows + p * next + block * (next / n_blocks), d + block * ENG_SLOT_BLOCK,
                  marks + p * O + block * ENG_SLOT_BLOCK);
    for (size_t o = n_whole * ENG_SLOT_BLOCK; n_whole < end && o < O; ++o)
      for (size_t p = 0; p < P; ++p)
        if (!(marks[p * O + o] & DROPPED)) rows[p * next + n_whole * (next / n_blocks) + o % ENG_SLOT_BLOCK] += d[o];
  }
}
