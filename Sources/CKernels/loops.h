#pragma once

// Plain loops that a compiler turns into the vector instructions of whatever function they are put into.
#include <string.h>

#include "CKernels.h"

#define LOOP static inline __attribute__((always_inline))

/// Twice this is at most the distance from `at` to `low` or `high`, less a step for each of the two values: halves are
/// rounded by at most one step together, and 3 more are taken off, and no difference of halves overflows.
LOOP int32_t half_gap(int32_t low, int32_t high, int32_t at) {
    int32_t below = (low >> 1) - (at >> 1), above = (at >> 1) - (high >> 1);
    int32_t gap = below > above ? below : above;
    return (gap > 2 ? gap : 2) - 2;
}

LOOP void bounds_loop(const int32_t *children, const ck_plane *plane, float *out) {
    const ck_plane p = *plane;
    // Eight roundings to 24 bits add less than a millionth.
    const float x_scale = 2 * p.longitude_scale, y_scale = 2 * p.latitude_scale, shrink = 1 - 1e-6f;
    for (int k = 0; k < 16; ++k) {
        float x = (float)half_gap(children[k], children[k + 16], p.longitude) * x_scale;
        float y = (float)half_gap(children[k + 32], children[k + 48], p.latitude) * y_scale;
        out[k] = (x * x + y * y) * shrink;
    }
}

LOOP void squares_loop(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out) {
    const ck_plane p = *plane;
    for (int k = 0; k < 64; ++k) {
        // A difference of more than half the range of the numbers, 214 degrees, wraps, and makes what is far look near.
        float x = (float)(int32_t)((uint32_t)longitudes[first + k] - (uint32_t)p.longitude) * p.longitude_scale;
        float y = (float)(int32_t)((uint32_t)latitudes[first + k] - (uint32_t)p.latitude) * p.latitude_scale;
        out[k] = x * x + y * y;
    }
}

LOOP int32_t float_bits(float number) {
    int32_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

LOOP float bits_float(int32_t bits) {
    float number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/// Bisects between 0 and the largest finite number: counting is faster than sorting. First by value, which is soon near where
/// numbers lie evenly; then by bits, which order numbers that are not negative, and come to an end wherever they lie.
LOOP float limit_loop(const float *numbers, size_t count, size_t rank) {
    const int32_t finite = 0x7f7fffff;
    int32_t low = 0, high = 0;
    for (size_t start = 0; start < count; start += 64) {
        for (int k = 0; k < 64; ++k) {
            int32_t bits = float_bits(numbers[start + k]);
            bits = bits > finite ? 0 : bits;
            high = bits > high ? bits : high;
        }
    }
    for (int step = 0; low < high; ++step) {
        int32_t middle = low + (high - low) / 2;
        if (step < 8) {
            int32_t by_value = float_bits(bits_float(low) + (bits_float(high) - bits_float(low)) * 0.5f);
            middle = by_value < high ? by_value : middle;
        }
        size_t within = 0;
        for (size_t start = 0; start < count; start += 64) {
            int32_t some = 0;
            for (int k = 0; k < 64; ++k) some += float_bits(numbers[start + k]) <= middle;
            within += (size_t)some;
        }
        if (within < rank) {
            low = middle + 1;
        } else {
            high = middle;
            if (within <= rank + rank / 8 + 1) break;
        }
    }
    return bits_float(high);
}

/// A points kernel made of the leaf kernel of the same instructions.
LOOP uint64_t points_by_ranges(
    ck_leaf_kernel leaf, const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts,
    const int32_t *ends, size_t first) {
    const ck_range ranges[4] = {
        {longitudes, box->min_longitude, box->max_longitude},
        {latitudes, box->min_latitude, box->max_latitude},
        {starts, INT32_MIN, box->max_time},
        {ends, box->min_time, INT32_MAX},
    };
    return leaf(ranges, starts ? 4 : 2, first);
}
