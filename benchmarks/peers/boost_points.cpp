// Dated points: windows in space by a tree in two dimensions, windows in space and time by one in three, nearest in the plane.
#include "common/boost_trees.hpp"
#include "common/windows.hpp"

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto windows = workload.windows();
    const auto centres = workload.centres();
    Plane plane;
    SpaceTime both;
    auto of_plane = [&]() -> Plane& { if (!plane.tree) plane.build(records); return plane; };
    auto of_both = [&]() -> SpaceTime& { if (!both.tree) both.build(records); return both; };

    Suites suites;
    add_windows("Boost 2-D", suites, windows, of_plane);
    add_windows("Boost 3-D", suites, windows, of_both);
    suites["build"] = [&](const Asked& asked) {
        answer_build("Boost 2-D", asked, records.size(), [&] { plane.build(records); }, [&] { plane.tree.reset(); });
        answer_build("Boost 3-D", asked, records.size(), [&] { both.build(records); }, [&] { both.tree.reset(); });
    };
    suites["nearest planar"] = [&](const Asked& asked) {
        auto& tree = *of_plane().tree;
        const auto k = unsigned(std::stoul(asked.area));
        answer_nearest("Boost 2-D", asked, centres.size(), [&](size_t i, std::vector<Neighbour>& found) {
            const auto centre = place(centres[i].longitude, centres[i].latitude);
            tree.query(bgi::nearest(centre, k), taking([&](const Value<2>& v) { found.push_back({bg::distance(centre, v.first), v.second}); }));
        });
    };
    return converse(suites);
}
