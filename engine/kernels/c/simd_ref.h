/* Vectors of one lane: the body of each kernel read with these is its scalar specification. */
#define ISA_NAME ref
#define VL 1
#define MR 4 /* rows of a tile of the product */
#define NV 4 /* vectors across a tile */
typedef float vf;
static inline vf vload(const float *p) { return *p; }
static inline void vstore(float *p, vf x) { *p = x; }
static inline vf vset1(float x) { return x; }
static inline vf vadd(vf a, vf b) { return a + b; }
static inline vf vsub(vf a, vf b) { return a - b; }
static inline vf vmul(vf a, vf b) { return a * b; }
static inline vf vfma(vf a, vf b, vf c) { return a * b + c; }
static inline float vsum(vf a) { return a; }
/* a > b ? x : y */
static inline vf vselect_gt(vf a, vf b, vf x, vf y) { return a > b ? x : y; }
