#pragma once

#include "CKernels.h"
#include "loops.h"

// One table a file; a table is NULL where the compiler's target has no such instructions.
extern const ck_kernels ck_portable_kernels;
extern const ck_kernels *const ck_avx2_kernels;
extern const ck_kernels *const ck_avx512_kernels;
extern const ck_kernels *const ck_neon_kernels;

#if defined(__x86_64__)
// Where there is AVX-512 there is AVX2, which does for these.
void ck_avx2_bounds(const int32_t *children, const ck_plane *plane, float *out);
void ck_avx2_squares(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out);
float ck_avx2_limit(const float *numbers, size_t count, size_t rank);
uint64_t ck_avx2_within(const float *numbers, float limit);
#endif
