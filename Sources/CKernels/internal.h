#pragma once

#include "CKernels.h"

// One table a file; a table is NULL where the compiler's target has no such instructions.
extern const ck_kernels ck_portable_kernels;
extern const ck_kernels *const ck_avx2_kernels;
extern const ck_kernels *const ck_avx512_kernels;
extern const ck_kernels *const ck_neon_kernels;
