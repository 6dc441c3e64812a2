/* The kernels for AVX2 and FMA. */
#include "targets.h"

#if defined(ENGINE_HAS_X86_KERNELS)
#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "engine/kernels.h"

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,fma")
#endif
#include "simd_avx2.h"
/* after the vector type */
#include "block_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
