/* Vectors of one lane: the body of each kernel read with these is its scalar specification. */
#define ISA_NAME ref
#define VL 1
#define MR 4 /* rows of a tile of the product */
#define NV 4 /* vectors across a tile */
typedef float vf;
static inline vf vload(const float *p) { return *p; }
static inline void vstore(float *p, vf x) { *p = x; }
static inline void vstore_part(float *p, vf x, size_t n) { (void)p, (void)x, (void)n; } /* n < VL never is */
static inline vf vset1(float x) { return x; }
static inline vf vadd(vf a, vf b) { return a + b; }
static inline vf vsub(vf a, vf b) { return a - b; }
static inline vf vmul(vf a, vf b) { return a * b; }
static inline vf vfma(vf a, vf b, vf c) { return a * b + c; }
static inline float vsum(vf a) { return a; }
static inline float vfirst(vf a) { return a; }
/* a > b ? x : y */
static inline vf vselect_gt(vf a, vf b, vf x, vf y) { return a > b ? x : y; }
/* The lowest VL bits say which lanes to set to zero. */
static inline vf vdrop(vf x, uint32_t bits) { return bits & 1 ? 0.0f : x; }
/* Bit 7 of VL bytes says which lanes to set to zero. */
static inline vf vdrop_marked(vf x, const uint8_t *marks) { return *marks & 0x80 ? 0.0f : x; }
/* VL bytes: the lanes as integers 0..127, bit 7 from the lowest VL bits. */
static inline void vstore_marked(uint8_t *out, vf x, uint32_t bits) { *out = (uint8_t)((int)x | (bits & 1) << 7); }
#define ACC 8 /* accumulators in the backward products */
#define ACC_LESS 6
/* out (4, 4) = transpose of in (4, 4). */
static inline void transpose4(float *out, size_t out_stride, const float *in, size_t in_stride) {
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) out[j * out_stride + i] = in[i * in_stride + j];
}
