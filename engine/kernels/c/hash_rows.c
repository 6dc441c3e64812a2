/* Rows of a hash table of embeddings. Source: Appleby's MurmurHash3, x64-128, specialised to inputs of 8 bytes. */
#include "engine/kernels.h"

static inline uint64_t rotate(uint64_t x, int r) { return (x << r) | (x >> (64 - r)); }

static inline uint64_t finish(uint64_t k) {
  k ^= k >> 33;
  k *= 0xff51afd7ed558ccdu;
  k ^= k >> 33;
  k *= 0xc4ceb9fe1a85ec53u;
  return k ^ (k >> 33);
}

void eng_hash_rows(int32_t *ids__t4, const uint64_t *keys, size_t keys_stride, size_t T, uint32_t seed,
                   uint32_t n_rows) {
  for (size_t t = 0; t < T; ++t) {
    uint64_t h1 = seed, h2 = seed;
    h1 ^= rotate(keys[t * keys_stride] * 0x87c37b91114253d5u, 31) * 0x4cf5ad432745937fu;
    h1 ^= 8;
    h2 ^= 8;
    h1 += h2;
    h2 += h1;
    h1 = finish(h1);
    h2 = finish(h2);
    h1 += h2;
    h2 += h1;
    ids__t4[t * 4 + 0] = (int32_t)((uint32_t)h1 % n_rows);
    ids__t4[t * 4 + 1] = (int32_t)((uint32_t)(h1 >> 32) % n_rows);
    ids__t4[t * 4 + 2] = (int32_t)((uint32_t)h2 % n_rows);
    ids__t4[t * 4 + 3] = (int32_t)((uint32_t)(h2 >> 32) % n_rows);
  }
}
