// 128-bit kernels for 64-bit ARM, where NEON is always present.
#include "internal.h"

#if defined(__aarch64__)
#include <arm_neon.h>

/// Lanes (all ones or all zeros) where low ≤ a and b ≤ high.
static inline uint32x4_t within(int32_t low, int32x4_t a, int32x4_t b, int32_t high) {
    return vandq_u32(vcgeq_s32(a, vdupq_n_s32(low)), vcleq_s32(b, vdupq_n_s32(high)));
}

static inline uint32_t bits(uint32x4_t lanes) {
    static const uint32_t weights[4] = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(lanes, vld1q_u32(weights)));
}

static uint32_t node(const ck_query *query, const int32_t *children) {
    const ck_box *o = &query->outer, *i = &query->inner;
    uint32_t answer = 0;
    for (int quarter = 0; quarter < 4; ++quarter) {
        const int32_t *p = children + 4 * quarter;
        int32x4_t low = vld1q_s32(p), high = vld1q_s32(p + 16);
        uint32x4_t meets = within(o->min_longitude, high, low, o->max_longitude);
        uint32x4_t inside = within(i->min_longitude, low, high, i->max_longitude);
        low = vld1q_s32(p + 32), high = vld1q_s32(p + 48);
        meets = vandq_u32(meets, within(o->min_latitude, high, low, o->max_latitude));
        inside = vandq_u32(inside, within(i->min_latitude, low, high, i->max_latitude));
        if (query->timed) {
            low = vld1q_s32(p + 64), high = vld1q_s32(p + 80);
            meets = vandq_u32(meets, within(o->min_time, high, low, o->max_time));
            inside = vandq_u32(inside, within(i->min_time, low, high, i->max_time));
        }
        answer |= (bits(meets) | bits(inside) << 16) << 4 * quarter;
    }
    return answer;
}

static uint64_t leaf(const ck_range *ranges, int32_t count, size_t first) {
    uint64_t mask = 0;
    for (int k = 0; k < 16; ++k) {
        size_t at = first + 4 * (size_t)k;
        uint32x4_t holds = vdupq_n_u32(~0u);
        for (int32_t r = 0; r < count; ++r) {
            int32x4_t values = vld1q_s32(ranges[r].column + at);
            holds = vandq_u32(holds, within(ranges[r].low, values, values, ranges[r].high));
        }
        mask |= (uint64_t)bits(holds) << 4 * k;
    }
    return mask;
}

static uint64_t points(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first) {
    return points_by_ranges(leaf, box, longitudes, latitudes, starts, ends, first);
}

// The portable loops are compiled to NEON anyway.
static const ck_kernels table = {
    node, leaf, points, ck_portable_gather, ck_portable_bounds, ck_portable_squares, ck_portable_limit, ck_portable_within,
};
const ck_kernels *const ck_neon_kernels = &table;
#else
const ck_kernels *const ck_neon_kernels = NULL;
#endif
