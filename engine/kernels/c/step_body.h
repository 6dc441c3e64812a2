/* Arithmetic of one step of a batch of parser states. Included once an instruction set, by block_*.c, within its target
 * region. Sums are made in the order of the slots, so that all instruction sets give the same bits. */

/* Hidden units o..o + VL of one state: the sums of its rows, and the best of the pieces. */
static inline vf best_piece(const float *const *rows, size_t n_rows, size_t o, size_t O, size_t P, vf *which) {
  vf best = vset1(0.0f);
  *which = vset1(0.0f);
  for (size_t p = 0; p < P; ++p) {
    vf sum = vload(rows[0] + p * O + o);
    for (size_t r = 1; r < n_rows; ++r) sum = vadd(sum, vload(rows[r] + p * O + o));
    if (p == 0) {
      best = sum;
      continue;
    }
    *which = vselect_gt(sum, best, vset1((float)p), *which);
    best = vselect_gt(sum, best, sum, best);
  }
  return best;
}

static inline void hidden_row(float *hidden__o, uint8_t *which__o, const float *const *rows, size_t n_rows,
                              const EngStepSizesC *n) {
  const size_t O = n->O, Ov = O / VL * VL;
  vf which;
  for (size_t o = 0; o < Ov; o += VL) {
    const vf best = n->P == 2 ? best_piece(rows, n_rows, o, O, 2, &which) : best_piece(rows, n_rows, o, O, n->P, &which);
    vstore(hidden__o + o, best);
    if (which__o != NULL) vstore_marked(which__o + o, which, 0);
  }
  for (size_t o = Ov; o < O; ++o) {
    float best = 0.0f;
    uint8_t piece = 0;
    for (size_t p = 0; p < n->P; ++p) {
      float sum = rows[0][p * O + o];
      for (size_t r = 1; r < n_rows; ++r) sum += rows[r][p * O + o];
      if (p == 0 || sum > best) {
        best = sum;
        piece = (uint8_t)p;
      }
    }
    hidden__o[o] = best;
    if (which__o != NULL) which__o[o] = piece;
  }
}

static void NAME(step_hidden)(float *hidden__ao, uint8_t *which__ao, const float *table, const float *pad__fpo,
                              const float *bias__po, const int32_t *ids__af, size_t A, const EngStepSizesC *n,
                              int relu) {
  const size_t F = n->F;
  for (size_t a = 0; a < A; ++a) {
    const int32_t *ids = ids__af + a * F;
    const float *rows[ENG_STEP_MAX_SLOTS + 1];
    float *hidden = hidden__ao + a * n->O;
    uint8_t *which = which__ao == NULL ? NULL : which__ao + a * n->O;
    for (size_t f = 0; f < F; ++f)
      rows[f] = ids[f] < 0 ? pad__fpo + f * n->O * n->P : table + (size_t)ids[f] * n->token_stride + f * n->slot_stride;
    rows[F] = bias__po;
    hidden_row(hidden, which, rows, F + 1, n);
    if (!relu) continue;
    for (size_t o = 0; o < n->O; ++o)
      if (!(hidden[o] > 0.0f)) {
        hidden[o] = 0.0f;
        if (which != NULL) which[o] = ENG_STEP_CUT;
      }
  }
}

/* The greatest of K values; not-a-numbers may be passed over. */
static inline float greatest(const float *x, size_t K) {
  const size_t Kv = K / VL * VL;
  float lanes[VL], best = x[0];
  if (Kv > 0) {
    vf top = vload(x);
    for (size_t k = VL; k < Kv; k += VL) top = vselect_gt(vload(x + k), top, vload(x + k), top);
    vstore(lanes, top);
    best = lanes[0];
    for (size_t i = 1; i < VL; ++i) best = lanes[i] > best ? lanes[i] : best;
  }
  for (size_t k = Kv; k < K; ++k) best = x[k] > best ? x[k] : best;
  return best;
}

static void NAME(step_pick)(int32_t *class__a, const float *scores__ak, const uint8_t *valid__ak, size_t A, size_t K) {
  for (size_t a = 0; a < A; ++a) {
    const float *scores = scores__ak + a * K;
    const uint8_t *valid = valid__ak + a * K;
    int32_t best = -1;
    /* Mostly the best class of all is valid. */
    const float top = K > 0 ? greatest(scores, K) : 0.0f;
    for (size_t k = 0; k < K && best < 0; ++k)
      if (scores[k] == top && valid[k]) best = (int32_t)k;
    for (size_t k = 0; best < 0 && k < K; ++k)
      if (valid[k]) {
        best = (int32_t)k;
        for (size_t j = k + 1; j < K; ++j)
          if (valid[j] && scores[j] > scores[best]) best = (int32_t)j;
      }
    class__a[a] = best;
  }
}
