/* Vectors of sixteen lanes, AVX-512F. */
#define ISA_NAME avx512
#define VL 16
#define MR 8 /* 8 x 3 accumulators of 32 registers */
#define NV 3
typedef __m512 vf;
static inline vf vload(const float *p) { return _mm512_loadu_ps(p); }
static inline void vstore(float *p, vf x) { _mm512_storeu_ps(p, x); }
/* The first n lanes, of 1 .. 15. */
static inline void vstore_part(float *p, vf x, size_t n) { _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), x); }
static inline vf vset1(float x) { return _mm512_set1_ps(x); }
static inline vf vadd(vf a, vf b) { return _mm512_add_ps(a, b); }
static inline vf vsub(vf a, vf b) { return _mm512_sub_ps(a, b); }
static inline vf vmul(vf a, vf b) { return _mm512_mul_ps(a, b); }
static inline vf vfma(vf a, vf b, vf c) { return _mm512_fmadd_ps(a, b, c); }
static inline float vsum(vf a) { return _mm512_reduce_add_ps(a); }
static inline float vfirst(vf a) { return _mm512_cvtss_f32(a); }
static inline vf vselect_gt(vf a, vf b, vf x, vf y) {
  return _mm512_mask_blend_ps(_mm512_cmp_ps_mask(a, b, _CMP_GT_OQ), y, x);
}
static inline vf vdrop(vf x, uint32_t bits) { return _mm512_mask_mov_ps(x, (__mmask16)bits, _mm512_setzero_ps()); }
static inline vf vdrop_marked(vf x, const uint8_t *marks) {
  return _mm512_mask_mov_ps(x, _mm_movepi8_mask(_mm_loadu_si128((const __m128i *)marks)), _mm512_setzero_ps());
}
static inline void vstore_marked(uint8_t *out, vf x, uint32_t bits) {
  const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(x));
  const __m128i marks = _mm_mask_mov_epi8(_mm_setzero_si128(), (__mmask16)bits, _mm_set1_epi8((char)0x80));
  _mm_storeu_si128((__m128i *)out, _mm_or_si128(bytes, marks));
}
#define ACC 18 /* accumulators in the backward products */
#define ACC_LESS 12
/* out (4, 4) = transpose of in (4, 4). */
static inline void transpose4(float *out, size_t out_stride, const float *in, size_t in_stride) {
  __m128 a = _mm_loadu_ps(in), b = _mm_loadu_ps(in + in_stride);
  __m128 c = _mm_loadu_ps(in + 2 * in_stride), d = _mm_loadu_ps(in + 3 * in_stride);
  _MM_TRANSPOSE4_PS(a, b, c, d);
  _mm_storeu_ps(out, a);
  _mm_storeu_ps(out + out_stride, b);
  _mm_storeu_ps(out + 2 * out_stride, c);
  _mm_storeu_ps(out + 3 * out_stride, d);
}
