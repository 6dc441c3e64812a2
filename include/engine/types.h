/* Scalar types shared by every room. C11, no Python.h. */
#ifndef ENGINE_TYPES_H
#define ENGINE_TYPES_H

#include <stddef.h>
#include <stdint.h>

typedef uint64_t eng_hash; /* id of a string: MurmurHash64A of its UTF-8 bytes, seed 1; reserved names 0..456 */
typedef uint64_t eng_attr; /* value of an attribute: a string id, a small integer, or a sign-extended negative */

#endif
