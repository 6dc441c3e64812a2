/* The kernels that this machine can run, best first. __builtin_cpu_supports asks CPUID and, for the wide registers,
 * whether the operating system saves them (XGETBV). */
#if defined(__linux__)
#define _GNU_SOURCE /* syscall */
#endif
#include "targets.h"

#include <string.h>
#if defined(ENGINE_HAS_AMX_KERNELS)
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "engine/kernels.h"

#if defined(ENGINE_HAS_AMX_KERNELS)
/* Whether the processor has bfloat16 tiles and Linux lets this process use them: their registers are large, and have
 * to be asked for (Documentation/arch/x86/xstate.rst of the kernel). The permission holds for all threads. */
static int may_use_tiles(void) {
  static int answer = -1;
  enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
  unsigned a, b, c, d;
  if (answer >= 0) return answer;
  int has = __get_cpuid_count(7, 0, &a, &b, &c, &d) && (d >> 22 & 1) && (d >> 24 & 1);
  has = has && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a >> 5 & 1); /* AVX512_BF16 */
  return answer = has && syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}
#endif

const EngKernelsC *eng_kernels_at(size_t i) {
  const EngKernelsC *found[4];
  size_t n = 0;
#if defined(ENGINE_HAS_X86_KERNELS)
  __builtin_cpu_init();
  const int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const int has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#if defined(ENGINE_HAS_AMX_KERNELS)
  if (has_avx512 && may_use_tiles()) found[n++] = &eng_kernels_amx;
#endif
  if (has_avx512) found[n++] = &eng_kernels_avx512;
  if (has_avx2) found[n++] = &eng_kernels_avx2;
#endif
  found[n++] = &eng_kernels_ref;
  return i < n ? found[i] : NULL;
}

const EngKernelsC *eng_kernels_select(const char *name) {
  const EngKernelsC *kernels;
  for (size_t i = 0; (kernels = eng_kernels_at(i)) != NULL; ++i)
    if (name[0] == '\0' || strcmp(name, kernels->name) == 0) return kernels;
  return NULL;
}

const EngKernelsC *eng_kernels_select_exact(const char *name) {
  const EngKernelsC *kernels = eng_kernels_select(name);
  if (kernels == NULL || kernels->is_float32) return kernels;
  for (size_t i = 0; (kernels = eng_kernels_at(i)) != NULL && !kernels->is_float32;) ++i;
  return kernels;
}
