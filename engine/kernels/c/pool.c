/* A pool of threads for loops of independent parts (see engine/pool.h).
 *
 * Each worker has a range of the parts, the same for each call that is cut alike: what it writes stays in its core's
 * caches, which may lie far from those of the others. Who is done takes parts from the others' ranges. A worker that
 * wakes too late finds the call closed and sleeps again, so that nobody ever waits for a thread that has not begun.
 * Waiting is a spin, then a condition variable. */
#define _POSIX_C_SOURCE 200809L /* signal masks */
#include "engine/pool.h"

#if defined(_WIN32)

void eng_pool_set_threads(size_t n_threads) { (void)n_threads; }
size_t eng_pool_threads(void) { return 1; }
void eng_pool_run(EngPartFn fn, void *call, size_t n_parts, size_t n_workers) {
  (void)n_workers;
  for (size_t part = 0; part < n_parts; ++part) fn(call, part, 0);
}
void eng_pool_after_fork(void) {}

#else

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>

/* Turns of waiting before a thread goes to sleep. Waking one takes tens of microseconds: a worker waits about as long as
 * Python needs between two passes over a model's layers. */
#define SPINS 2000
#define WORKER_SPINS 5000

#if defined(__x86_64__) || defined(__i386__)
#define PAUSE() __builtin_ia32_pause()
#else
#define PAUSE() ((void)0)
#endif

static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER; /* held by the thread whose call runs */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;   /* of what follows, but for the atomic ones */
static pthread_cond_t has_work = PTHREAD_COND_INITIALIZER;
static pthread_cond_t is_done = PTHREAD_COND_INITIALIZER;
static size_t n_started;   /* threads beside the caller */
static size_t n_sleeping;
static int is_open;        /* workers may still join the call */
static EngPartFn call_fn;
static void *call_arg;
static size_t call_parts, call_workers;
static atomic_size_t n_threads = 1;
static struct {
  atomic_size_t next; /* part */
  char to_next_line[64 - sizeof(atomic_size_t)];
} ranges[ENG_POOL_MAX_THREADS];
static atomic_size_t n_busy;      /* workers that joined and are not finished */
static atomic_uint n_calls;       /* changes with each call */

static size_t begin_of(size_t range) { return range * call_parts / call_workers; }

static void work(size_t worker) {
  for (size_t i = 0; i < call_workers; ++i) {
    const size_t range = (worker + i) % call_workers, end = begin_of(range + 1);
    for (size_t part; (part = atomic_fetch_add(&ranges[range].next, 1)) < end;) call_fn(call_arg, part, worker);
  }
}

static void *serve(void *arg) {
  const size_t worker = (size_t)(uintptr_t)arg;
  unsigned seen = 0;
  for (;;) {
    for (int spin = 0; spin < WORKER_SPINS && atomic_load(&n_calls) == seen; ++spin) PAUSE();
    pthread_mutex_lock(&lock);
    while (atomic_load(&n_calls) == seen) {
      ++n_sleeping;
      pthread_cond_wait(&has_work, &lock);
      --n_sleeping;
    }
    seen = atomic_load(&n_calls);
    const int joins = is_open && worker < call_workers;
    if (joins) atomic_fetch_add(&n_busy, 1);
    pthread_mutex_unlock(&lock);
    if (!joins) continue;
    work(worker);
    pthread_mutex_lock(&lock);
    if (atomic_fetch_sub(&n_busy, 1) == 1) pthread_cond_signal(&is_done);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

/* Signals stay with the threads that the program started. */
static void start_threads(size_t n) {
  sigset_t all, before;
  pthread_attr_t detached;
  if (n_started >= n || pthread_attr_init(&detached) != 0) return;
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (n_started < n) {
    pthread_t thread;
    if (pthread_create(&thread, &detached, serve, (void *)(uintptr_t)(n_started + 1)) != 0) break;
    ++n_started;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&detached);
}

void eng_pool_set_threads(size_t n) {
  atomic_store(&n_threads, n < 1 ? 1 : n > ENG_POOL_MAX_THREADS ? ENG_POOL_MAX_THREADS : n);
}

size_t eng_pool_threads(void) { return atomic_load(&n_threads); }

void eng_pool_run(EngPartFn fn, void *call, size_t n_parts, size_t n_workers) {
  size_t n = atomic_load(&n_threads);
  if (n > n_workers) n = n_workers;
  if (n > n_parts) n = n_parts;
  if (n <= 1 || pthread_mutex_trylock(&in_use) != 0) {
    for (size_t part = 0; part < n_parts; ++part) fn(call, part, 0);
    return;
  }
  start_threads(n - 1);
  pthread_mutex_lock(&lock);
  call_fn = fn;
  call_arg = call;
  call_parts = n_parts;
  call_workers = n;
  for (size_t range = 0; range < n; ++range) atomic_store(&ranges[range].next, begin_of(range));
  is_open = 1;
  atomic_fetch_add(&n_calls, 1);
  if (n_sleeping > 0) pthread_cond_broadcast(&has_work);
  pthread_mutex_unlock(&lock);
  work(0);
  pthread_mutex_lock(&lock);
  is_open = 0;
  pthread_mutex_unlock(&lock);
  for (int spin = 0; spin < SPINS && atomic_load(&n_busy) > 0; ++spin) PAUSE();
  pthread_mutex_lock(&lock);
  while (atomic_load(&n_busy) > 0) pthread_cond_wait(&is_done, &lock);
  pthread_mutex_unlock(&lock);
  pthread_mutex_unlock(&in_use);
}

void eng_pool_after_fork(void) {
  pthread_mutex_init(&in_use, NULL);
  pthread_mutex_init(&lock, NULL);
  pthread_cond_init(&has_work, NULL);
  pthread_cond_init(&is_done, NULL);
  n_started = n_sleeping = 0;
  is_open = 0;
  atomic_store(&n_busy, 0);
}

#endif
