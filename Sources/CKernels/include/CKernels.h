#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A closed box of grid steps: longitude, latitude, time.
typedef struct {
    int32_t min_longitude, max_longitude;
    int32_t min_latitude, max_latitude;
    int32_t min_time, max_time;
} ck_box;

/// A closed range asked of one column of 32-bit integers.
typedef struct {
    const int32_t *column;
    int32_t low, high;
} ck_range;

/// The most columns that a leaf can be asked about: both ends of longitude, latitude and time.
enum { ck_max_ranges = 6 };

/// A query window on the grid of one tree part.
///
/// What lies outside `outer` cannot match; what lies inside `inner` must. The two differ by at most one grid step.
typedef struct {
    ck_box outer, inner;
    ck_range outer_ranges[ck_max_ranges], inner_ranges[ck_max_ranges];
    int32_t range_count;
    /// Not 0 when the window asks about time.
    int32_t timed;
} ck_query;

/// Compares the 16 children of a node with the window.
///
/// `children` holds six rows of 16: the minima and maxima of longitude, latitude and time, in the order of `ck_box`.
/// Bits 0–15 of the answer tell the children that intersect `outer`, bits 16–31 those that lie inside `inner`.
typedef uint32_t (*ck_node_kernel)(const ck_query *query, const int32_t *children);

/// Compares the 64 entries from position `first` on; bit i of the answer tells whether every range holds entry i.
///
/// `count` is 2 through `ck_max_ranges`. Each column must be readable from `first` to `first + 63`.
typedef uint64_t (*ck_leaf_kernel)(const ck_range *ranges, int32_t count, size_t first);

/// Compares 64 points from position `first` on with a box; bit i of the answer tells whether point i lies in it.
///
/// Of the times, `starts` is at most the box's maximum and `ends` at least its minimum. They are one column for instants and
/// two for spans, the last moments as `starts` where whole spans are to lie in the box. They are NULL where the time does not
/// matter. Each column must be readable from `first` to `first + 63`.
typedef uint64_t (*ck_points_kernel)(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first);

/// Writes the identifiers whose bits are set in `mask` to `out`, in order; returns how many.
///
/// `ids` must be readable and `out` writable for 64 numbers, whatever the mask.
typedef size_t (*ck_gather_kernel)(const int64_t *ids, uint64_t mask, int64_t *out);

/// A plane: a place, in steps, and how long a step of each axis is.
typedef struct {
    int32_t longitude, latitude;
    float longitude_scale, latitude_scale;
} ck_plane;

/// Writes numbers that the squares of the distances in a plane, from its place to the boxes of a node's 16 children, are not
/// less than.
///
/// The place may lie up to a step above the plane's steps, and what a box holds up to a step above its own.
typedef void (*ck_bounds_kernel)(const int32_t *children, const ck_plane *plane, float *out);

/// Writes the squares of the distances in a plane from its place to the 64 entries from `first` on.
///
/// In single precision: good for finding out which entries are near, not for deciding anything.
typedef void (*ck_squares_kernel)(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out);

/// A number that `rank` of `count` numbers, or an eighth and one more, are not greater than.
///
/// No number is negative, `count` is a multiple of 64, and so many are finite.
typedef float (*ck_limit_kernel)(const float *numbers, size_t count, size_t rank);

/// Bit i of the answer tells whether number i of 64 is at most `limit`.
typedef uint64_t (*ck_within_kernel)(const float *numbers, float limit);

/// The instruction sets that kernels are written for.
typedef enum { ck_portable = 0, ck_avx2 = 1, ck_avx512 = 2, ck_neon = 3 } ck_instructions;

/// The kernels of one instruction set.
typedef struct {
    ck_node_kernel node;
    ck_leaf_kernel leaf;
    ck_points_kernel points;
    ck_gather_kernel gather;
    ck_bounds_kernel bounds;
    ck_squares_kernel squares;
    ck_limit_kernel limit;
    ck_within_kernel within;
} ck_kernels;

/// The kernels that every machine has.
uint32_t ck_portable_node(const ck_query *query, const int32_t *children);
uint64_t ck_portable_leaf(const ck_range *ranges, int32_t count, size_t first);
uint64_t ck_portable_points(
    const ck_box *box, const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends,
    size_t first);
size_t ck_portable_gather(const int64_t *ids, uint64_t mask, int64_t *out);
void ck_portable_bounds(const int32_t *children, const ck_plane *plane, float *out);
void ck_portable_squares(
    const int32_t *longitudes, const int32_t *latitudes, size_t first, const ck_plane *plane, float *out);
float ck_portable_limit(const float *numbers, size_t count, size_t rank);
uint64_t ck_portable_within(const float *numbers, float limit);

/// The kernels for `instructions`, or NULL where this machine has none.
const ck_kernels *ck_kernels_for(ck_instructions instructions);

/// Asks the memory for the 64 entries from `first` on, in each column and in `ids`, but for those that are NULL.
///
/// A hint: what it costs and whether it helps, it never changes an answer.
static inline void ck_prefetch(
    const int32_t *longitudes, const int32_t *latitudes, const int32_t *starts, const int32_t *ends, const int64_t *ids,
    size_t first) {
    // A line of memory is 64 bytes nearly everywhere, and a wider one does no harm.
    for (size_t k = 0; k < 64; k += 16) {
        __builtin_prefetch(longitudes + first + k);
        __builtin_prefetch(latitudes + first + k);
        if (starts) __builtin_prefetch(starts + first + k);
        if (ends && ends != starts) __builtin_prefetch(ends + first + k);
    }
    if (ids)
        for (size_t k = 0; k < 64; k += 8) __builtin_prefetch(ids + first + k);
}

/// A closed rectangle of degrees.
typedef struct {
    double min_longitude, min_latitude, max_longitude, max_latitude;
} ck_rectangle;

/// Up to eight edges that follow one another along a ring, each from its lower end to its upper; numbers that are none fill it up.
typedef struct {
    double start_x[8], start_y[8], end_x[8], end_y[8];
} ck_edges;

/// The boxes around eight blocks of edges, the latitudes at which their paths begin and end, and their numbers.
///
/// Numbers that are none stand for no block.
typedef struct {
    double min_x[8], max_x[8], min_y[8], max_y[8];
    double first_y[8], last_y[8];
    int64_t block[8];
} ck_edge_boxes;

/// The edges of an outline, in blocks, and the boxes around those in bands of latitude.
///
/// A block stands in the bands of all latitudes that it has, that of a latitude being `(latitude - min_latitude) * scale` rounded
/// down, at least 0 and at most `last`. The boxes of band b are those from `starts[b]` up to `starts[b + 1]`.
typedef struct {
    ck_rectangle bounds;
    double scale, last;
    const int32_t *starts;
    const ck_edge_boxes *boxes;
    const ck_edges *edges;
} ck_outline;

/// A bit for each of up to 64 points that lies inside, and for each of which that is not certain.
typedef struct {
    uint64_t inside, doubtful;
} ck_points_in;

/// Tells which of `count` points, at most 64, lie inside an outline; those that may lie on it are doubtful.
typedef ck_points_in (*ck_points_in_kernel)(const ck_outline *outline, const double *x, const double *y, size_t count);

/// Tells whether an edge may have a point in a rectangle whose sides are numbers; 0 is certain.
typedef int32_t (*ck_near_kernel)(const ck_outline *outline, const ck_rectangle *rectangle);

/// The kernels for edges of one instruction set.
typedef struct {
    ck_points_in_kernel points_in;
    ck_near_kernel near;
} ck_edge_kernels;

ck_points_in ck_portable_points_in(const ck_outline *outline, const double *x, const double *y, size_t count);
int32_t ck_portable_near(const ck_outline *outline, const ck_rectangle *rectangle);

/// The kernels for edges for `instructions`, or NULL where this machine has none.
const ck_edge_kernels *ck_edge_kernels_for(ck_instructions instructions);

/// A 64-bit checksum of `length` bytes; docs/formats/index.md defines it.
uint64_t ck_checksum(const void *bytes, size_t length);

#ifdef __cplusplus
}
#endif
