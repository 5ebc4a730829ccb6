// The reference that every other instruction set is tested against: plain loops that a compiler may vectorise.
#include "internal.h"

uint32_t ck_portable_node(const ck_query *query, const int32_t *children) {
    const int32_t *min_x = children, *max_x = children + 16, *min_y = children + 32, *max_y = children + 48;
    const int32_t *min_t = children + 64, *max_t = children + 80;
    const ck_box o = query->outer, i = query->inner;
    uint32_t meets = 0, inside = 0;
    for (int k = 0; k < 16; ++k) {
        uint32_t m = (min_x[k] <= o.max_longitude) & (max_x[k] >= o.min_longitude) & (min_y[k] <= o.max_latitude)
            & (max_y[k] >= o.min_latitude);
        uint32_t c = (min_x[k] >= i.min_longitude) & (max_x[k] <= i.max_longitude) & (min_y[k] >= i.min_latitude)
            & (max_y[k] <= i.max_latitude);
        if (query->timed) {
            m &= (min_t[k] <= o.max_time) & (max_t[k] >= o.min_time);
            c &= (min_t[k] >= i.min_time) & (max_t[k] <= i.max_time);
        }
        meets |= m << k;
        inside |= c << k;
    }
    return meets | inside << 16;
}

uint64_t ck_portable_leaf(const ck_range *ranges, int32_t count, size_t first) {
    uint64_t mask = ~(uint64_t)0;
    for (int32_t r = 0; r < count; ++r) {
        const int32_t *column = ranges[r].column + first;
        const int32_t low = ranges[r].low, high = ranges[r].high;
        uint64_t holds = 0;
        for (int k = 0; k < 64; ++k) holds |= (uint64_t)((column[k] >= low) & (column[k] <= high)) << k;
        mask &= holds;
    }
    return mask;
}

uint64_t ck_portable_points(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first) {
    return points_by_ranges(ck_portable_leaf, box, longitudes, latitudes, starts, ends, first);
}

size_t ck_portable_gather(const int64_t *ids, uint64_t mask, int64_t *out) {
    size_t count = 0;
    while (mask) {
        out[count++] = ids[__builtin_ctzll(mask)];
        mask &= mask - 1;
    }
    return count;
}

void ck_portable_bounds(const int32_t *children, const ck_plane *plane, float *out) { bounds_loop(children, plane, out); }

void ck_portable_squares(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out) {
    squares_loop(longitudes, latitudes, first, plane, out);
}

float ck_portable_limit(const float *numbers, size_t count, size_t rank) { return limit_loop(numbers, count, rank); }

uint64_t ck_portable_within(const float *numbers, float limit) {
    uint64_t mask = 0;
    for (int k = 0; k < 64; ++k) mask |= (uint64_t)(numbers[k] <= limit) << k;
    return mask;
}

const ck_kernels ck_portable_kernels = {
    ck_portable_node, ck_portable_leaf, ck_portable_points, ck_portable_gather, ck_portable_bounds, ck_portable_squares,
    ck_portable_limit, ck_portable_within,
};
