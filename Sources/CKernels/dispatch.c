// Chooses kernels at run time, so that one binary serves every machine of its architecture.
#include "internal.h"

#if defined(__x86_64__)
static const ck_kernels *supported(const ck_kernels *kernels, int present) { return present ? kernels : NULL; }
#endif

const ck_kernels *ck_kernels_for(ck_instructions instructions) {
    switch (instructions) {
    case ck_portable: return &ck_portable_kernels;
    case ck_neon: return ck_neon_kernels;
#if defined(__x86_64__)
    // The builtin asks the processor and whether the operating system saves the registers.
    case ck_avx2: return supported(ck_avx2_kernels, __builtin_cpu_supports("avx2"));
    case ck_avx512: return supported(ck_avx512_kernels, __builtin_cpu_supports("avx512f"));
#else
    case ck_avx2: return NULL;
    case ck_avx512: return NULL;
#endif
    }
    return NULL;
}
