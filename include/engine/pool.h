/* Work that is cut into parts, on several threads. How it is cut is the caller's choice and never depends on the number
 * of threads; which thread takes a part does not matter to the result, as parts write to different places. C11. */
#ifndef ENGINE_POOL_H
#define ENGINE_POOL_H

#include <stddef.h>

enum { ENG_POOL_MAX_THREADS = 64 };

/* One part of the work. worker: below the number of workers of the call; parts of one worker never run at once. */
typedef void (*EngPartFn)(void *call, size_t part, size_t worker);

/* Threads that work is done on, that of the caller included; 1 to start with. At most ENG_POOL_MAX_THREADS. */
void eng_pool_set_threads(size_t n_threads);
size_t eng_pool_threads(void);

/* fn(call, part, worker) for each part 0 .. n_parts - 1, by at most n_workers workers; returns when all is done. On one
 * thread, parts come in ascending order. When another thread is using the pool, the caller does all by itself. */
void eng_pool_run(EngPartFn fn, void *call, size_t n_parts, size_t n_workers);

/* In the child of a fork, where there are no threads yet. */
void eng_pool_after_fork(void);

#endif
