// Regions: Boost's R-tree gives what lies in a box, GEOS's prepared point location decides. Each region is prepared within the
// time measured, once as a whole and once part by part: islands far apart make a large box.
#include "common/boost_trees.hpp"
#include "common/conversation.hpp"
#include <geos/algorithm/locate/IndexedPointInAreaLocator.h>
#include <geos/geom/Coordinate.h>
#include <geos/geom/Envelope.h>
#include <geos/geom/Geometry.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/io/WKBReader.h>

using Area = geos::geom::Geometry;
using Locator = geos::algorithm::locate::IndexedPointInAreaLocator;

static std::vector<std::unique_ptr<Area>> read_areas(const std::string& path) {
    static const auto factory = geos::geom::GeometryFactory::create();
    geos::io::WKBReader reader(*factory);
    std::ifstream file(path, std::ios::binary);
    std::vector<std::unique_ptr<Area>> areas;
    uint32_t count = 0, length = 0;
    file.read(reinterpret_cast<char*>(&count), sizeof count);
    std::vector<unsigned char> bytes;
    for (uint32_t i = 0; i < count && file.read(reinterpret_cast<char*>(&length), sizeof length); ++i) {
        bytes.resize(length);
        file.read(reinterpret_cast<char*>(bytes.data()), length);
        areas.push_back(reader.read(bytes.data(), bytes.size()));
    }
    return areas;
}

static Window window(const Area& area) {
    const auto* e = area.getEnvelopeInternal();
    return {e->getMinX(), e->getMinY(), e->getMaxX(), e->getMaxY(), 0, 0, 0, 0};
}

// The parts of a region do not overlap, so that nothing is found twice but on a border of two.
template <class Candidates>
static void search(const Area& area, bool by_part, std::vector<int64_t>& out, Candidates candidates) {
    const size_t parts = by_part ? area.getNumGeometries() : 1;
    for (size_t i = 0; i < parts; ++i) {
        const Area& part = by_part ? *area.getGeometryN(i) : area;
        std::unique_ptr<Locator> locator;
        candidates(window(part), [&](const auto& value) {
            if (!locator) locator = std::make_unique<Locator>(part);
            const geos::geom::Coordinate point(bg::get<0>(value.first), bg::get<1>(value.first));
            if (locator->locate(&point) != geos::geom::Location::EXTERIOR) out.push_back(value.second);
        });
    }
}

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    Plane plane;
    SpaceTime both;
    Suites suites;
    for (const char* layer : {"countries", "detailed"})
        suites[std::string("regions ") + layer] = [&, layer](const Asked& asked) {
            const auto areas = read_areas(workload.folder + "/" + layer + ".areas");
            for (bool by_part : {false, true}) {
                const char* name = by_part ? "Boost + GEOS by part" : "Boost + GEOS";
                if (asked.area == "all times") {
                    if (!plane.tree) plane.build(records);
                    answer_ids(name, asked, areas.size(), [&](size_t i, std::vector<int64_t>& out) {
                        search(*areas[i], by_part, out, [&](const Window& w, auto take) {
                            plane.tree->query(bgi::intersects(box(w)), taking([&](const Value<2>& v) { take(v); }));
                        });
                    });
                } else {
                    if (!both.tree) both.build(records);
                    answer_ids(name, asked, areas.size(), [&](size_t i, std::vector<int64_t>& out) {
                        // 2014
                        search(*areas[i], by_part, out, [&](const Window& w, auto take) {
                            both.query(w, 1388534400, 1420070399, [&](const Value<3>& v) { take(v); });
                        });
                    });
                }
            }
        };
    return converse(suites);
}
