/* The kernels for AVX-512 (F, DQ, BW, VL). */
#include "targets.h"

#if defined(ENGINE_HAS_X86_KERNELS)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "engine/kernels.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#endif
#include "simd_avx512.h"
/* after the vector type */
#include "block_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
