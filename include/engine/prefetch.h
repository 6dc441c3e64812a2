/* A hint that memory will be read soon; nothing where the compiler has none. C11, no Python.h. */
#ifndef ENGINE_PREFETCH_H
#define ENGINE_PREFETCH_H

#if defined(__GNUC__) || defined(__clang__)
#define eng_prefetch(address) __builtin_prefetch(address)
#else
#define eng_prefetch(address) ((void)(address))
#endif

#endif
