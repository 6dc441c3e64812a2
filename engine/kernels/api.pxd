"""The C kernels, for cimport. `kernels()` is the table chosen at import."""
from libc.stdint cimport int32_t, uint8_t, uint32_t, uint64_t


cdef extern from "engine/kernels.h":
    ctypedef struct EngBlockSizesC:
        size_t M    # rows
        size_t K    # inputs of a row
        size_t O    # outputs
        size_t P    # pieces

    ctypedef struct EngBlockWeightsC:
        const float* packed__kn
        const float* bias__n
        const float* gain__o
        const float* shift__o

    ctypedef struct EngBlockTapeC:
        float* xhat__mo
        float* rstd__m
        uint8_t* which__mo

    ctypedef struct EngAdamC:
        float gradient_scale
        float beta1
        float beta2
        float eps
        float rate      # learning rate, bias correction included
        float decay     # learning rate times weight decay
        float average_rate

    enum:
        ENG_STEP_MAX_SLOTS
        ENG_STEP_CUT

    ctypedef struct EngStepSizesC:
        size_t T    # tokens of the batch
        size_t F    # feature slots
        size_t O    # hidden units
        size_t P    # maxout pieces
        size_t K    # classes
        size_t token_stride
        size_t slot_stride

    enum:
        ENG_SLOT_BLOCK

    ctypedef struct EngProductC:
        float* out
        const float* a
        const float* b
        size_t M
        size_t N
        size_t K
        size_t out_row
        size_t a_row
        size_t a_step
        size_t a_run
        size_t a_next
        size_t b_row
        int adds

    ctypedef struct EngWindowSizesC:
        size_t G    # groups of three rows, or rows
        size_t I    # inputs
        size_t O    # outputs
        size_t P    # pieces

    ctypedef struct EngKernelsC:
        const char* name
        size_t packed_width(size_t O, size_t P) noexcept nogil
        size_t forward_scratch(const EngBlockSizesC* n) noexcept nogil
        void pack(float* packed__kn, float* bias__n, const float* W__opk, const float* b__op, size_t O, size_t P,
                  size_t K) noexcept nogil
        void forward(float* out__mo, const float* x, size_t in_stride, const float* residual__mo,
                     const EngBlockWeightsC* weights, const EngBlockTapeC* tape, float drop, uint64_t seed,
                     float* scratch, const EngBlockSizesC* n) noexcept nogil
        void linear(float* out__mo, const float* x, size_t in_stride, const EngBlockWeightsC* weights, float* scratch,
                    const EngBlockSizesC* n) noexcept nogil
        void backward_norm(float* d_best__mo, float* d_gain__o, float* d_shift__o, const float* d_out__mo,
                           const float* gain__o, const EngBlockTapeC* tape, float drop,
                           const EngBlockSizesC* n) noexcept nogil
        void backward_weights(float* dW__opk, float* db__op, const float* d_best__mo, const uint8_t* which__mo,
                              const float* x, size_t in_stride, uint8_t* lists, size_t o_begin, size_t o_end,
                              const EngBlockSizesC* n) noexcept nogil
        size_t grad_lists(const EngBlockSizesC* n) noexcept nogil
        void backward_input(float* d_in, size_t in_stride, const float* d_best__mo, const uint8_t* which__mo,
                            const float* W__opk, const EngBlockSizesC* n) noexcept nogil
        void gather_add(float* out, size_t out_stride, const float* table, const int32_t* ids__u4, size_t U,
                        size_t O) noexcept nogil
        void scatter_add(float* d_table, const int32_t* ids__u4, const float* d_out, size_t d_stride, size_t U,
                         size_t O) noexcept nogil
        void add_rows(float* rows__uo, const int32_t* ids__m, const float* values__mo, size_t M, size_t O) noexcept nogil
        double squared_norm(const float* x, size_t n) noexcept nogil
        void adam(float* w, float* g, float* m, float* v, float* average, size_t n, const EngAdamC* step) noexcept nogil
        void dropout(float* rows__mo, size_t M, size_t O, float drop, uint64_t seed) noexcept nogil
        void step_hidden(float* hidden__ao, uint8_t* which__ao, const float* table, const float* pad__fpo,
                         const float* bias__po, const int32_t* ids__af, size_t A, const EngStepSizesC* n,
                         int relu) noexcept nogil
        void step_pick(int32_t* class__a, const float* scores__ak, const uint8_t* valid__ak, size_t A,
                       size_t K) noexcept nogil
        size_t window_packed(const EngWindowSizesC* n) noexcept nogil
        size_t window_bias(const EngWindowSizesC* n) noexcept nogil
        size_t window_scratch(const EngWindowSizesC* n) noexcept nogil
        void window_pack(float* packed, float* bias__n, const float* W__opk, const float* b__op,
                         const EngWindowSizesC* n) noexcept nogil
        void window_forward(float* out, const float* x, const int32_t* groups, const EngBlockWeightsC* weights,
                            float* scratch, const EngWindowSizesC* n) noexcept nogil
        void window_first(float* out, const float* mixed__uo, const float* parts__u3po, const int32_t* ids__m3,
                          const int32_t* rows__m, const EngBlockWeightsC* weights, const EngWindowSizesC* n) noexcept nogil
        void product(const EngProductC* job) noexcept nogil
        void sum_rows(float* out, const float* x, size_t M, size_t N) noexcept nogil
        void softmax(float* rows__mk, size_t M, size_t K) noexcept nogil
        double step_loss(float* d_scores__ak, const float* scores__ak, const float* costs__ak, size_t A, size_t K,
                         float* gold__k) noexcept nogil
        void mark_pieces(uint8_t* marks__spo, const uint8_t* which__so, size_t S, size_t O, size_t P) noexcept nogil
        void add_slot(float* blocks, size_t R, float* pad, const float* d_hidden__so, const uint8_t* marks__spo,
                      const int32_t* row__s, const int32_t* order__s, size_t S, size_t first, size_t end,
                      const EngStepSizesC* n) noexcept nogil

    const EngKernelsC* eng_kernels_select(const char* name) noexcept nogil
    const EngKernelsC* eng_kernels_at(size_t i) noexcept nogil
    void eng_hash_rows(int32_t* ids__t4, const uint64_t* keys, size_t keys_stride, size_t T, uint32_t seed,
                       uint32_t n_rows) noexcept nogil
    uint64_t eng_parameter_sum(const float* x, size_t n) noexcept nogil
    void eng_dropout_mask(float* mask__mo, size_t M, size_t O, float drop, uint64_t seed) noexcept nogil


cdef extern from "engine/pool.h":
    enum:
        ENG_POOL_MAX_THREADS
    ctypedef void (*EngPartFn)(void* call, size_t part, size_t worker) noexcept nogil


cdef const EngKernelsC* kernels() noexcept nogil
cdef void hash_rows(int32_t* ids__t4, const uint64_t* keys, size_t keys_stride, size_t T, uint32_t seed,
                    uint32_t n_rows) noexcept nogil

# The threads for loops of independent parts; see engine/pool.h.
cdef size_t pool_threads() noexcept nogil
cdef void run_parts(EngPartFn fn, void* call, size_t n_parts, size_t n_workers) noexcept nogil


# Vectors of 64 bytes that cross a cache line cost two accesses: the backward pass is a third faster on aligned rows.
cdef enum:
    ALIGNMENT = 64
