/* The kernels that this machine can run, best first. __builtin_cpu_supports asks CPUID and, for the wide registers,
 * whether the operating system saves them (XGETBV). */
#include "targets.h"

#include <string.h>

#include "engine/kernels.h"

const EngKernelsC *eng_kernels_at(size_t i) {
  const EngKernelsC *found[3];
  size_t n = 0;
#if defined(ENGINE_HAS_X86_KERNELS)
  __builtin_cpu_init();
  const int has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const int has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                         __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
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
