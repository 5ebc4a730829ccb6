// Only the re-entrant API of GEOS: every call names its context handle.
#ifndef INCIDENTS_CGEOS_SHIM_H
#define INCIDENTS_CGEOS_SHIM_H

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#if GEOS_VERSION_MAJOR < 3 || (GEOS_VERSION_MAJOR == 3 && GEOS_VERSION_MINOR < 11)
#error "GEOS 3.11 or later is needed (Debian: libgeos-dev, Homebrew: geos)"
#endif

// Whether a prepared geometry and the point (x, y) have a point in common: 0, 1, or 2 for an exception.
// GEOS 3.12 asks without making a geometry of the point.
static inline char CGEOSPreparedIntersectsXY(
    GEOSContextHandle_t context, const GEOSPreparedGeometry *prepared, double x, double y) {
#if GEOS_VERSION_MAJOR > 3 || GEOS_VERSION_MINOR >= 12
    return GEOSPreparedIntersectsXY_r(context, prepared, x, y);
#else
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(context, x, y);
    if (!point) return 2;
    char answer = GEOSPreparedIntersects_r(context, prepared, point);
    GEOSGeom_destroy_r(context, point);
    return answer;
#endif
}

// Whether the point (x, y) lies within a prepared geometry, its boundary excluded: 0, 1, or 2 for an exception.
static inline char CGEOSPreparedContainsXY(
    GEOSContextHandle_t context, const GEOSPreparedGeometry *prepared, double x, double y) {
#if GEOS_VERSION_MAJOR > 3 || GEOS_VERSION_MINOR >= 12
    return GEOSPreparedContainsXY_r(context, prepared, x, y);
#else
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(context, x, y);
    if (!point) return 2;
    char answer = GEOSPreparedContains_r(context, prepared, point);
    GEOSGeom_destroy_r(context, point);
    return answer;
#endif
}

#endif
