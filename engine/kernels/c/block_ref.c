/* The kernels on single values: the specification of the others, and what runs where nothing else does. */
#include "targets.h"

#include "engine/kernels.h"
#include "simd_ref.h"
/* after the vector type */
#include "block_body.h"
