// GEOS's STRtree through its C API, as most geospatial programs use it.
#define GEOS_USE_ONLY_R_API
#include "common/windows.hpp"
#include <geos_c.h>

struct Tree {
    GEOSContextHandle_t context = GEOS_init_r();
    GEOSSTRtree* tree = nullptr;
    std::vector<GEOSGeometry*> points;
    void drop() {
        if (!tree) return;
        GEOSSTRtree_destroy_r(context, tree);
        for (auto point : points) GEOSGeom_destroy_r(context, point);
        points.clear();
        tree = nullptr;
    }
    void build(const std::vector<Record>& all) {
        tree = GEOSSTRtree_create_r(context, 10);
        points.reserve(all.size());
        for (auto& r : all) {
            points.push_back(GEOSGeom_createPointFromXY_r(context, r.longitude, r.latitude));
            GEOSSTRtree_insert_r(context, tree, points.back(), const_cast<Record*>(&r));
        }
        // The tree is built when it is first asked.
        std::vector<int64_t> out;
        ids(Window{0, 0, 0, 0, 0, 0, 0, 0}, out);
    }
    void ids(const Window& w, std::vector<int64_t>& out) {
        auto sequence = GEOSCoordSeq_create_r(context, 2, 2);
        GEOSCoordSeq_setXY_r(context, sequence, 0, w.west, w.south);
        GEOSCoordSeq_setXY_r(context, sequence, 1, w.east, w.north);
        auto diagonal = GEOSGeom_createLineString_r(context, sequence);
        GEOSSTRtree_query_r(context, tree, diagonal, [](void* item, void* user) {
            static_cast<std::vector<int64_t>*>(user)->push_back(static_cast<Record*>(item)->id);
        }, &out);
        GEOSGeom_destroy_r(context, diagonal);
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto windows = workload.windows();
    Tree tree;
    Suites suites;
    add_windows("GEOS STRtree", suites, windows, [&]() -> Tree& { if (!tree.tree) tree.build(records); return tree; });
    suites["build"] = [&](const Asked& asked) {
        answer_build("GEOS STRtree", asked, records.size(), [&] { tree.build(records); }, [&] { tree.drop(); });
    };
    return converse(suites);
}
