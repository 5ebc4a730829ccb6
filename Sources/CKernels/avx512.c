// 512-bit kernels: a node's 16 children in one register. Compiled for AVX-512F by attribute.
#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f")))

AVX512 static inline __m512i load(const int32_t *p) { return _mm512_loadu_si512(p); }

/// Lanes where low ≤ a and b ≤ high, out of those in `mask`.
AVX512 static inline __mmask16 within(__mmask16 mask, int32_t low, __m512i a, __m512i b, int32_t high) {
    mask = _mm512_mask_cmple_epi32_mask(mask, _mm512_set1_epi32(low), a);
    return _mm512_mask_cmple_epi32_mask(mask, b, _mm512_set1_epi32(high));
}

AVX512 static uint32_t node(const ck_query *query, const int32_t *children) {
    const ck_box *o = &query->outer, *i = &query->inner;
    __m512i low = load(children), high = load(children + 16);
    __mmask16 meets = within(0xffff, o->min_longitude, high, low, o->max_longitude);
    __mmask16 inside = within(0xffff, i->min_longitude, low, high, i->max_longitude);
    low = load(children + 32), high = load(children + 48);
    meets = within(meets, o->min_latitude, high, low, o->max_latitude);
    inside = within(inside, i->min_latitude, low, high, i->max_latitude);
    if (query->timed) {
        low = load(children + 64), high = load(children + 80);
        meets = within(meets, o->min_time, high, low, o->max_time);
        inside = within(inside, i->min_time, low, high, i->max_time);
    }
    return (uint32_t)meets | (uint32_t)inside << 16;
}

AVX512 static uint64_t leaf(const ck_range *ranges, int32_t count, size_t first) {
    uint64_t mask = 0;
    for (int k = 0; k < 4; ++k) {
        size_t at = first + 16 * (size_t)k;
        __mmask16 holds = 0xffff;
        for (int32_t r = 0; r < count; ++r) {
            __m512i values = load(ranges[r].column + at);
            holds = within(holds, ranges[r].low, values, values, ranges[r].high);
        }
        mask |= (uint64_t)holds << 16 * k;
    }
    return mask;
}

AVX512 static uint64_t points(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first) {
    uint64_t mask = 0;
    for (int k = 0; k < 4; ++k) {
        size_t at = first + 16 * (size_t)k;
        __m512i x = load(longitudes + at), y = load(latitudes + at);
        __mmask16 holds = within(0xffff, box->min_longitude, x, x, box->max_longitude);
        holds = within(holds, box->min_latitude, y, y, box->max_latitude);
        if (starts) holds = within(holds, box->min_time, load(ends + at), load(starts + at), box->max_time);
        mask |= (uint64_t)holds << 16 * k;
    }
    return mask;
}

AVX512 static size_t gather(const int64_t *ids, uint64_t mask, int64_t *out) {
    size_t count = 0;
    for (int k = 0; k < 8; ++k) {
        __mmask8 eight = (__mmask8)(mask >> 8 * k);
        _mm512_mask_compressstoreu_epi64(out + count, eight, _mm512_loadu_si512(ids + 8 * k));
        count += (size_t)__builtin_popcount(eight);
    }
    return count;
}

static const ck_kernels table = {
    node, leaf, points, gather, ck_avx2_bounds, ck_avx2_squares, ck_avx2_limit, ck_avx2_within,
};
const ck_kernels *const ck_avx512_kernels = &table;
#else
const ck_kernels *const ck_avx512_kernels = NULL;
#endif
