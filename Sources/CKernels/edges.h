// The kernels of edges.c for one instruction set: TARGET and NAME say which.

TARGET static inline v8 NAME(load)(const double *numbers) {
    v8 loaded;
    memcpy(&loaded, numbers, sizeof loaded);
    return loaded;
}

/// A bit for each lane that holds.
TARGET static inline uint32_t NAME(bits)(m8 lanes) {
    b8 each = __builtin_convertvector(lanes, b8);
    uint8_t bits;
    memcpy(&bits, &each, sizeof bits);
    return bits;
}

TARGET static inline v8 NAME(magnitude)(v8 numbers) { return (v8)((m8)numbers & INT64_MAX); }

TARGET static inline sides NAME(sides)(v8 x, v8 y, v8 start_x, v8 start_y, v8 end_x, v8 end_y) {
    v8 left = (start_x - x) * (end_y - y), right = (end_x - x) * (start_y - y);
    // (3 + 16e)e with e = 2^-53, rounded up; what is added is far more than the products lose to underflow.
    return (sides){left - right, (NAME(magnitude)(left) + NAME(magnitude)(right)) * 3.3307e-16 + 1e-290};
}

/// Which edges a line east from a point crosses, and which of them leave doubt.
TARGET static inline crossings NAME(cross)(const ck_edges *edges, double x, double y) {
    v8 start_x = NAME(load)(edges->start_x), start_y = NAME(load)(edges->start_y);
    v8 end_x = NAME(load)(edges->end_x), end_y = NAME(load)(edges->end_y);
    m8 spans = (start_y <= y) & (end_y > y);
    sides side = NAME(sides)(x - (v8){0}, y - (v8){0}, start_x, start_y, end_x, end_y);
    crossings found = {
        NAME(bits)(spans & (side.sign > 0)), NAME(bits)(spans & (NAME(magnitude)(side.sign) <= side.bound))};
    // At the latitude of an upper end the point may lie on that or on a level edge.
    m8 level = end_y == y;
    if (NAME(bits)(level))
        found.doubtful |= NAME(bits)(level & ((start_x <= x) | (end_x <= x)) & ((start_x >= x) | (end_x >= x)));
    return found;
}

TARGET static ck_points_in NAME(points_in)(const ck_outline *outline, const double *xs, const double *ys, size_t count) {
    ck_points_in found = {0, 0};
    for (size_t k = 0; k < count; ++k) {
        const double x = xs[k], y = ys[k];
        // Numbers that are none are in no bounds.
        if (!holds(&outline->bounds, x, y)) continue;
        const size_t band = band_of(outline, y);
        const ck_edge_boxes *boxes = outline->boxes + outline->starts[band];
        const ck_edge_boxes *end = outline->boxes + outline->starts[band + 1];
        crossings all = {0, 0};
        for (; boxes != end; ++boxes) {
            v8 min_x = NAME(load)(boxes->min_x), max_x = NAME(load)(boxes->max_x);
            m8 beside = (NAME(load)(boxes->min_y) <= y) & (NAME(load)(boxes->max_y) >= y);
            // A path to the east is crossed an odd number of times where its ends lie on either side.
            m8 parted = (NAME(load)(boxes->first_y) > y) ^ (NAME(load)(boxes->last_y) > y);
            all.odd ^= NAME(bits)(beside & (min_x > x) & parted);
            uint32_t around = NAME(bits)(beside & (min_x <= x) & (max_x >= x));
            for (; around; around &= around - 1) {
                crossings some = NAME(cross)(outline->edges + boxes->block[__builtin_ctz(around)], x, y);
                all.odd ^= some.odd;
                all.doubtful |= some.doubtful;
            }
        }
        found.inside |= (uint64_t)(__builtin_popcount(all.odd) & 1) << k;
        found.doubtful |= (uint64_t)(all.doubtful != 0) << k;
    }
    return found;
}

/// Whether an edge may have a point in a rectangle.
TARGET static inline int NAME(meets)(const ck_edges *edges, const ck_rectangle *rectangle) {
    const double west = rectangle->min_longitude, south = rectangle->min_latitude;
    const double east = rectangle->max_longitude, north = rectangle->max_latitude;
    v8 start_x = NAME(load)(edges->start_x), start_y = NAME(load)(edges->start_y);
    v8 end_x = NAME(load)(edges->end_x), end_y = NAME(load)(edges->end_y);
    m8 near = (start_y <= north) & (end_y >= south) & ((start_x <= east) | (end_x <= east))
        & ((start_x >= west) | (end_x >= west));
    if (!NAME(bits)(near)) return 0;
    // The two corners farthest to the left and to the right of an edge's line; if they lie on one side, all do.
    m8 leans_east = end_x >= start_x;
    m8 all_south = (m8)(south - (v8){0}), all_north = (m8)(north - (v8){0});
    v8 at_west = (v8)((leans_east & all_north) | (~leans_east & all_south));
    v8 at_east = (v8)((leans_east & all_south) | (~leans_east & all_north));
    sides left = NAME(sides)(west - (v8){0}, at_west, start_x, start_y, end_x, end_y);
    sides right = NAME(sides)(east - (v8){0}, at_east, start_x, start_y, end_x, end_y);
    m8 apart = ((left.sign > left.bound) & (right.sign > right.bound))
        | ((-left.sign > left.bound) & (-right.sign > right.bound));
    return NAME(bits)(near & ~apart) != 0;
}

TARGET static int32_t NAME(near)(const ck_outline *outline, const ck_rectangle *rectangle) {
    const double west = rectangle->min_longitude, south = rectangle->min_latitude;
    const double east = rectangle->max_longitude, north = rectangle->max_latitude;
    const ck_edge_boxes *boxes = outline->boxes + outline->starts[band_of(outline, south)];
    const ck_edge_boxes *end = outline->boxes + outline->starts[band_of(outline, north) + 1];
    for (; boxes != end; ++boxes) {
        uint32_t around = NAME(bits)(
            (NAME(load)(boxes->min_x) <= east) & (NAME(load)(boxes->max_x) >= west)
            & (NAME(load)(boxes->min_y) <= north) & (NAME(load)(boxes->max_y) >= south));
        for (; around; around &= around - 1)
            if (NAME(meets)(outline->edges + boxes->block[__builtin_ctz(around)], rectangle)) return 1;
    }
    return 0;
}

static const ck_edge_kernels NAME(kernels) = {NAME(points_in), NAME(near)};

#undef TARGET
#undef NAME
