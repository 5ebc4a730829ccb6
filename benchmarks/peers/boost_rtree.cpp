// Boost.Geometry's R-tree, bulk loaded: in two dimensions for space, in three for space and time.
#include "workload.hpp"
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <memory>

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

template <size_t D> using Point = bg::model::point<double, D, bg::cs::cartesian>;
template <size_t D> using Value = std::pair<Point<D>, int64_t>;
template <size_t D> using Tree = bgi::rtree<Value<D>, bgi::rstar<16>>;

struct Plane {
    using P = Point<2>;
    std::unique_ptr<Tree<2>> tree;
    void build(const std::vector<Record>& records) {
        std::vector<Value<2>> values;
        values.reserve(records.size());
        for (auto& r : records) values.push_back({P(r.longitude, r.latitude), r.id});
        tree = std::make_unique<Tree<2>>(values.begin(), values.end());
    }
    static bg::model::box<P> box(const Window& w) { return {P(w.west, w.south), P(w.east, w.north)}; }
    size_t count(const Window& w) {
        size_t hits = 0;
        tree->query(bgi::intersects(box(w)), boost::make_function_output_iterator([&](const Value<2>&) { ++hits; }));
        return hits;
    }
    void ids(const Window& w, std::vector<int64_t>& out) {
        tree->query(bgi::intersects(box(w)), boost::make_function_output_iterator([&](const Value<2>& v) { out.push_back(v.second); }));
    }
};

struct SpaceTime {
    using P = Point<3>;
    std::unique_ptr<Tree<3>> tree;
    // Boost weighs dimensions alike when it packs: 29 years are made as long as the world is wide.
    static constexpr double scale = 360.0 / 915e6;
    static P point(double x, double y, double seconds) { return P(x, y, seconds * scale); }
    void build(const std::vector<Record>& records) {
        std::vector<Value<3>> values;
        values.reserve(records.size());
        for (auto& r : records) values.push_back({point(r.longitude, r.latitude, double(r.time)), r.id});
        tree = std::make_unique<Tree<3>>(values.begin(), values.end());
    }
    void timed(const Window& w, int64_t start, int64_t end, std::vector<int64_t>& out) {
        bg::model::box<P> box(point(w.west, w.south, double(start)), point(w.east, w.north, double(end)));
        tree->query(bgi::intersects(box), boost::make_function_output_iterator([&](const Value<3>& v) { out.push_back(v.second); }));
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    Workload workload(arguments);
    {
        Plane plane;
        size_t before = heap_bytes();
        report("Boost 2-D", workload, "build", "-", workload.records.size(), [&] { plane.build(workload.records); return workload.records.size(); });
        report_bytes("Boost 2-D", workload, heap_bytes() - before);
        ask_windows("Boost 2-D", workload, plane);
        for (unsigned k : {10u, 100u})
            report("Boost 2-D", workload, "nearest planar", std::to_string(k), workload.centres.size(), [&] {
                double sum = 0;
                for (auto& c : workload.centres) {
                    Point<2> centre(c.longitude, c.latitude);
                    plane.tree->query(bgi::nearest(centre, k), boost::make_function_output_iterator([&](const Value<2>& v) { sum += bg::distance(centre, v.first); }));
                }
                return sum;
            });
    }
    {
        SpaceTime both;
        size_t before = heap_bytes();
        report("Boost 3-D", workload, "build", "-", workload.records.size(), [&] { both.build(workload.records); return workload.records.size(); });
        report_bytes("Boost 3-D", workload, heap_bytes() - before);
        ask_windows("Boost 3-D", workload, both);
    }
}
