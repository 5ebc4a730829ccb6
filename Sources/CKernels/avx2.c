// 256-bit kernels: eight comparisons at a time. Compiled for AVX2 by attribute, whatever the target's baseline.
#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

typedef __m256i v8;

AVX2 static inline v8 load(const int32_t *p) { return _mm256_loadu_si256((const v8 *)p); }
AVX2 static inline v8 all(int32_t value) { return _mm256_set1_epi32(value); }
AVX2 static inline v8 or(v8 a, v8 b) { return _mm256_or_si256(a, b); }

/// Lanes where a > b or c > d; either is a reason to refuse.
AVX2 static inline v8 refuses(v8 a, v8 b, v8 c, v8 d) {
    return or(_mm256_cmpgt_epi32(a, b), _mm256_cmpgt_epi32(c, d));
}
AVX2 static inline uint32_t bits(v8 lanes) { return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(lanes)); }

AVX2 static uint32_t node(const ck_query *query, const int32_t *children) {
    const ck_box *o = &query->outer, *i = &query->inner;
    uint32_t refused = 0;
    for (int half = 0; half < 2; ++half) {
        const int32_t *p = children + 8 * half;
        v8 low = load(p), high = load(p + 16);
        v8 outside = refuses(low, all(o->max_longitude), all(o->min_longitude), high);
        v8 border = refuses(all(i->min_longitude), low, high, all(i->max_longitude));
        low = load(p + 32), high = load(p + 48);
        outside = or(outside, refuses(low, all(o->max_latitude), all(o->min_latitude), high));
        border = or(border, refuses(all(i->min_latitude), low, high, all(i->max_latitude)));
        if (query->timed) {
            low = load(p + 64), high = load(p + 80);
            outside = or(outside, refuses(low, all(o->max_time), all(o->min_time), high));
            border = or(border, refuses(all(i->min_time), low, high, all(i->max_time)));
        }
        refused |= (bits(outside) | bits(border) << 16) << 8 * half;
    }
    return ~refused;
}

AVX2 static inline v8 outside(const ck_range *range, size_t at) {
    v8 values = load(range->column + at);
    return refuses(all(range->low), values, values, all(range->high));
}

AVX2 static uint64_t leaf(const ck_range *ranges, int32_t count, size_t first) {
    uint64_t refused = 0;
    for (int k = 0; k < 8; ++k) {
        size_t at = first + 8 * (size_t)k;
        v8 any = outside(ranges, at);
        for (int32_t r = 1; r < count; ++r) any = or(any, outside(ranges + r, at));
        refused |= (uint64_t)bits(any) << 8 * k;
    }
    return ~refused;
}

// Points, with the sides of the box in registers.
AVX2 static uint64_t points(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first) {
    const v8 west = all(box->min_longitude), east = all(box->max_longitude);
    const v8 south = all(box->min_latitude), north = all(box->max_latitude);
    uint64_t refused = 0;
    if (starts) {
        const v8 since = all(box->min_time), until = all(box->max_time);
        for (int k = 0; k < 8; ++k) {
            size_t at = first + 8 * (size_t)k;
            v8 x = load(longitudes + at), y = load(latitudes + at);
            v8 any = or(refuses(west, x, x, east), refuses(south, y, y, north));
            any = or(any, refuses(since, load(ends + at), load(starts + at), until));
            refused |= (uint64_t)bits(any) << 8 * k;
        }
    } else {
        for (int k = 0; k < 8; ++k) {
            size_t at = first + 8 * (size_t)k;
            v8 x = load(longitudes + at), y = load(latitudes + at);
            refused |= (uint64_t)bits(or(refuses(west, x, x, east), refuses(south, y, y, north))) << 8 * k;
        }
    }
    return ~refused;
}

/// For each set of four: the halves of its members, first ones first, as a permutation of eight 32-bit lanes.
#define LANE(k) 2 * (k), 2 * (k) + 1
static const int32_t packing[16][8] = {
    {0},
    {LANE(0)},
    {LANE(1)},
    {LANE(0), LANE(1)},
    {LANE(2)},
    {LANE(0), LANE(2)},
    {LANE(1), LANE(2)},
    {LANE(0), LANE(1), LANE(2)},
    {LANE(3)},
    {LANE(0), LANE(3)},
    {LANE(1), LANE(3)},
    {LANE(0), LANE(1), LANE(3)},
    {LANE(2), LANE(3)},
    {LANE(0), LANE(2), LANE(3)},
    {LANE(1), LANE(2), LANE(3)},
    {LANE(0), LANE(1), LANE(2), LANE(3)},
};

// Four identifiers at a time are packed and stored whole; what is too many is overwritten by the next four, or, after the
// last, ignored. Since no more than 4k are packed before the store number k, none reaches past 64.
AVX2 static size_t gather(const int64_t *ids, uint64_t mask, int64_t *out) {
    // A few are picked faster one by one.
    if (__builtin_popcountll(mask) < 12) return ck_portable_gather(ids, mask, out);
    size_t count = 0;
    for (int k = 0; k < 16; ++k) {
        unsigned four = mask >> 4 * k & 15;
        v8 packed = _mm256_permutevar8x32_epi32(load((const int32_t *)(ids + 4 * k)), load(packing[four]));
        _mm256_storeu_si256((v8 *)(out + count), packed);
        count += (size_t)__builtin_popcount(four);
    }
    return count;
}

AVX2 void ck_avx2_bounds(const int32_t *children, const ck_plane *plane, float *out) { bounds_loop(children, plane, out); }

AVX2 void ck_avx2_squares(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out) {
    squares_loop(longitudes, latitudes, first, plane, out);
}

AVX2 float ck_avx2_limit(const float *numbers, size_t count, size_t rank) { return limit_loop(numbers, count, rank); }

AVX2 uint64_t ck_avx2_within(const float *numbers, float limit) {
    uint64_t mask = 0;
    for (int k = 0; k < 8; ++k) {
        __m256 holds = _mm256_cmp_ps(_mm256_loadu_ps(numbers + 8 * k), _mm256_set1_ps(limit), _CMP_LE_OQ);
        mask |= (uint64_t)(uint32_t)_mm256_movemask_ps(holds) << 8 * k;
    }
    return mask;
}

static const ck_kernels table = {
    node, leaf, points, gather, ck_avx2_bounds, ck_avx2_squares, ck_avx2_limit, ck_avx2_within,
};
const ck_kernels *const ck_avx2_kernels = &table;
#else
const ck_kernels *const ck_avx2_kernels = NULL;
#endif
