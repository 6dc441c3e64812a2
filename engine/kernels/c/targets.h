/* Which instruction sets beyond the ABI baseline this compiler can be told to use in parts of a file. */
#ifndef ENGINE_TARGETS_H
#define ENGINE_TARGETS_H

#if defined(__GNUC__) && (defined(__x86_64__) || defined(__i386__))
#define ENGINE_HAS_X86_KERNELS 1
#endif

/* Tile registers need a compiler that knows them, and an operating system that hands them out. */
#if defined(__linux__) && defined(__x86_64__)
#if (defined(__clang__) && __clang_major__ >= 13) || (!defined(__clang__) && defined(__GNUC__) && __GNUC__ >= 11)
#define ENGINE_HAS_AMX_KERNELS 1
#endif
#endif

#endif
