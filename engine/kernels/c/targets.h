/* Which instruction sets beyond the ABI baseline this compiler can be told to use in parts of a file. */
#ifndef ENGINE_TARGETS_H
#define ENGINE_TARGETS_H

#if defined(__GNUC__) && (defined(__x86_64__) || defined(__i386__))
#define ENGINE_HAS_X86_KERNELS 1
#endif

#endif
