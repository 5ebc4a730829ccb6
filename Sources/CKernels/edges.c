// Edges of outlines, eight at a time: one text for every instruction set, in vectors of eight numbers that the compiler cuts
// to what the machine has.
#include "internal.h"

// No vector is handed to another file, so that it does not matter how.
#pragma GCC diagnostic ignored "-Wpsabi"
// A product that is not rounded before it is subtracted would make answers differ between machines.
#pragma STDC FP_CONTRACT OFF

typedef double v8 __attribute__((vector_size(64)));
typedef int64_t m8 __attribute__((vector_size(64)));
typedef _Bool b8 __attribute__((ext_vector_type(8)));

/// On which side of edges points lie: the sign is right where the magnitude exceeds the bound. By the first stage of orient2d of
/// J. R. Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete & Computational
/// Geometry 18, 1997.
typedef struct { v8 sign, bound; } sides;

/// A bit for each of eight edges, or of several eights together.
typedef struct { uint32_t odd, doubtful; } crossings;

LOOP int holds(const ck_rectangle *r, double x, double y) {
    return (r->min_longitude <= x) & (x <= r->max_longitude) & (r->min_latitude <= y) & (y <= r->max_latitude);
}

/// The band of a latitude that is a number.
LOOP size_t band_of(const ck_outline *outline, double latitude) {
    double band = (latitude - outline->bounds.min_latitude) * outline->scale;
    // Not a number where no degree has a band of its own and the latitude is infinite.
    band = band > 0 ? band : 0;
    return (size_t)(int32_t)(band < outline->last ? band : outline->last);
}

#define TARGET
#define NAME(function) portable_##function
#include "edges.h"

#if defined(__x86_64__)
#define TARGET __attribute__((target("avx2")))
#define NAME(function) avx2_##function
#include "edges.h"

#define TARGET __attribute__((target("avx512f")))
#define NAME(function) avx512_##function
#include "edges.h"
#endif

ck_points_in ck_portable_points_in(const ck_outline *outline, const double *x, const double *y, size_t count) {
    return portable_points_in(outline, x, y, count);
}

int32_t ck_portable_near(const ck_outline *outline, const ck_rectangle *rectangle) {
    return portable_near(outline, rectangle);
}

const ck_edge_kernels *ck_edge_kernels_for(ck_instructions instructions) {
    if (!ck_kernels_for(instructions)) return NULL;
    switch (instructions) {
#if defined(__x86_64__)
    case ck_avx2: return &avx2_kernels;
    case ck_avx512: return &avx512_kernels;
#endif
    default: return &portable_kernels;
    }
}
