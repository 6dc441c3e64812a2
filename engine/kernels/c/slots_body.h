/* Gradients of the parser's feature rows. Included once an instruction set, by block_body.h, within its target region.
 *
 * The gradient of one slot is kept in blocks of ENG_SLOT_BLOCK units of one piece: (P * n_blocks, R, ENG_SLOT_BLOCK) for
 * R rows, so that both products that follow read it without strides. */

ENG_VECTORIZED
static void NAME(add_slot)(float *blocks, size_t R, float *pad, const float *d_hidden__so, const uint8_t *which__so,
                           const int32_t *row__s, const int32_t *order__s, size_t S, size_t first, size_t end,
                           const EngStepSizesC *n) {
  const size_t O = n->O, n_blocks = (O + ENG_SLOT_BLOCK - 1) / ENG_SLOT_BLOCK;
  for (size_t i = 0; i < S; ++i) {
    const size_t s = (size_t)order__s[i];
    const int is_empty = row__s == NULL || row__s[s] < 0;
    const size_t n_rows = is_empty ? 1 : R;
    float *rows = is_empty ? pad : blocks + (size_t)row__s[s] * ENG_SLOT_BLOCK;
    for (size_t block = first; block < end; ++block) {
      const size_t o = block * ENG_SLOT_BLOCK;
      const float *d = d_hidden__so + s * O + o;
      const uint8_t *which = which__so + s * O + o;
      for (size_t p = 0; p < n->P; ++p) {
        float *y = rows + (p * n_blocks + block) * n_rows * ENG_SLOT_BLOCK;
        if (o + ENG_SLOT_BLOCK <= O)
          for (size_t j = 0; j < ENG_SLOT_BLOCK; ++j) y[j] += which[j] == (uint8_t)p ? d[j] : 0.0f;
        else
          for (size_t j = 0; o + j < O; ++j) y[j] += which[j] == (uint8_t)p ? d[j] : 0.0f;
      }
    }
  }
}
