// Boost.Geometry's R-tree, bulk loaded: in two dimensions for space, in three for space and time.
#pragma once
#include "workload.hpp"
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <memory>

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

template <size_t D> using Point = bg::model::point<double, D, bg::cs::cartesian>;
template <size_t D> using Value = std::pair<Point<D>, int64_t>;

// Boost weighs dimensions alike when it packs: 29 years are made as long as the world is wide.
static constexpr double degrees_a_second = 360.0 / 915e6;

inline Point<2> place(double longitude, double latitude) { return Point<2>(longitude, latitude); }
inline Point<3> place(double longitude, double latitude, double seconds) {
    return Point<3>(longitude, latitude, seconds * degrees_a_second);
}
inline bg::model::box<Point<2>> box(const Window& w) { return {place(w.west, w.south), place(w.east, w.north)}; }

template <class Take> auto taking(Take take) { return boost::make_function_output_iterator(take); }

struct Plane {
    std::unique_ptr<bgi::rtree<Value<2>, bgi::rstar<16>>> tree;
    void build(const std::vector<Record>& records) {
        std::vector<Value<2>> values;
        values.reserve(records.size());
        for (auto& r : records) values.push_back({place(r.longitude, r.latitude), r.id});
        tree = std::make_unique<bgi::rtree<Value<2>, bgi::rstar<16>>>(values.begin(), values.end());
    }
    size_t count(const Window& w) const {
        size_t hits = 0;
        tree->query(bgi::intersects(box(w)), taking([&](const Value<2>&) { ++hits; }));
        return hits;
    }
    void ids(const Window& w, std::vector<int64_t>& out) const {
        tree->query(bgi::intersects(box(w)), taking([&](const Value<2>& v) { out.push_back(v.second); }));
    }
};

struct SpaceTime {
    std::unique_ptr<bgi::rtree<Value<3>, bgi::rstar<16>>> tree;
    void build(const std::vector<Record>& records) {
        std::vector<Value<3>> values;
        values.reserve(records.size());
        for (auto& r : records) values.push_back({place(r.longitude, r.latitude, double(r.time)), r.id});
        tree = std::make_unique<bgi::rtree<Value<3>, bgi::rstar<16>>>(values.begin(), values.end());
    }
    // The last second counts.
    template <class Take> void query(const Window& w, int64_t start, int64_t end, Take take) const {
        bg::model::box<Point<3>> box(place(w.west, w.south, double(start)), place(w.east, w.north, double(end)));
        tree->query(bgi::intersects(box), taking(take));
    }
    void timed(const Window& w, int64_t start, int64_t end, std::vector<int64_t>& out) const {
        query(w, start, end, [&](const Value<3>& v) { out.push_back(v.second); });
    }
};
