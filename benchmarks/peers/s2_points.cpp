// S2: points in a table ordered by cell. Windows are covered by cells, and what these hold is checked against the exact degrees.
#include "common/windows.hpp"
#include <cmath>
#include <memory>
#include <s2/s2closest_point_query.h>
#include <s2/s2latlng_rect.h>
#include <s2/s2point_index.h>
#include <s2/s2region_coverer.h>

static const double mean_radius = 6371008.7714150598;
static S2Point point(double longitude, double latitude) { return S2LatLng::FromDegrees(latitude, longitude).ToPoint(); }

struct Points {
    std::unique_ptr<S2PointIndex<uint32_t>> index;
    const std::vector<Record>* records = nullptr;
    void build(const std::vector<Record>& all) {
        records = &all;
        index = std::make_unique<S2PointIndex<uint32_t>>();
        for (uint32_t i = 0; i < all.size(); ++i) index->Add(point(all[i].longitude, all[i].latitude), i);
    }
    void ids(const Window& w, std::vector<int64_t>& out) {
        // A point on the border of the window may lie a rounding beside that of the covering.
        const double margin = 1e-9;
        S2LatLngRect rectangle(S2LatLng::FromDegrees(std::max(w.south - margin, -90.0), std::max(w.west - margin, -180.0)),
                               S2LatLng::FromDegrees(std::min(w.north + margin, 90.0), std::min(w.east + margin, 180.0)));
        S2RegionCoverer::Options options;
        options.set_max_cells(16);
        S2RegionCoverer coverer(options);
        S2PointIndex<uint32_t>::Iterator iterator(index.get());
        for (S2CellId cell : coverer.GetCovering(rectangle))
            for (iterator.Seek(cell.range_min()); !iterator.done() && iterator.id() <= cell.range_max(); iterator.Next()) {
                auto& r = (*records)[iterator.data()];
                if (r.longitude >= w.west && r.longitude <= w.east && r.latitude >= w.south && r.latitude <= w.north) out.push_back(r.id);
            }
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto windows = workload.windows();
    const auto centres = workload.centres();
    Points points;
    auto ready = [&]() -> Points& { if (!points.index) points.build(records); return points; };
    Suites suites;
    add_windows("S2", suites, windows, ready);
    suites["build"] = [&](const Asked& asked) {
        answer_build("S2", asked, records.size(), [&] { points.build(records); }, [&] { points.index.reset(); });
    };
    suites["nearest sphere"] = [&](const Asked& asked) {
        ready();
        S2ClosestPointQuery<uint32_t> query(points.index.get());
        query.mutable_options()->set_max_results(std::stoi(asked.area));
        answer_nearest("S2", asked, centres.size(), [&](size_t i, std::vector<Neighbour>& near) {
            S2ClosestPointQuery<uint32_t>::PointTarget target(point(centres[i].longitude, centres[i].latitude));
            for (auto& found : query.FindClosestPoints(&target))
                near.push_back({found.distance().ToAngle().radians() * mean_radius, records[found.data()].id});
        });
    };
    return converse(suites);
}
