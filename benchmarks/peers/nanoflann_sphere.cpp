// Nearest on the sphere: nanoflann's k-d tree over unit vectors, whose chords are as long as the arcs are in order.
#include "common/conversation.hpp"
#include "common/workload.hpp"
#include <cmath>
#include <memory>
#include <nanoflann.hpp>

struct Vectors {
    std::vector<double> xyz;
    static void vector(double longitude, double latitude, double* out) {
        const double radians = M_PI / 180, level = std::cos(latitude * radians);
        out[0] = level * std::cos(longitude * radians);
        out[1] = level * std::sin(longitude * radians);
        out[2] = std::sin(latitude * radians);
    }
    // What nanoflann asks of its data.
    size_t kdtree_get_point_count() const { return xyz.size() / 3; }
    double kdtree_get_pt(size_t index, size_t dimension) const { return xyz[index * 3 + dimension]; }
    template <class Box> bool kdtree_get_bbox(Box&) const { return false; }
};

using Tree = nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<double, Vectors>, Vectors, 3, uint32_t>;
static const double mean_radius = 6371008.7714150598;

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto centres = workload.centres();
    Vectors vectors;
    std::unique_ptr<Tree> tree;
    auto load = [&] {
        vectors.xyz.resize(records.size() * 3);
        for (size_t i = 0; i < records.size(); ++i) Vectors::vector(records[i].longitude, records[i].latitude, &vectors.xyz[i * 3]);
        tree = std::make_unique<Tree>(3, vectors, nanoflann::KDTreeSingleIndexAdaptorParams(16));
        tree->buildIndex();
    };
    Suites suites;
    suites["build"] = [&](const Asked& asked) {
        answer_build("nanoflann", asked, records.size(), load, [&] { tree.reset(); std::vector<double>().swap(vectors.xyz); });
    };
    suites["nearest sphere"] = [&](const Asked& asked) {
        if (!tree) load();
        const size_t k = std::stoul(asked.area);
        std::vector<uint32_t> indexes(k);
        std::vector<double> squares(k);
        answer_nearest("nanoflann", asked, centres.size(), [&](size_t i, std::vector<Neighbour>& near) {
            double centre[3];
            Vectors::vector(centres[i].longitude, centres[i].latitude, centre);
            const size_t found = tree->knnSearch(centre, k, indexes.data(), squares.data());
            for (size_t j = 0; j < found; ++j)
                near.push_back({2 * mean_radius * std::asin(std::min(1.0, std::sqrt(squares[j]) / 2)), records[indexes[j]].id});
        });
    };
    return converse(suites);
}
