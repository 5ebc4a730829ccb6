// tidwall's rtree.c under change. It is in no registry: its two files are taken from the folder that RTREE_C names.
#include "common/changes.hpp"
extern "C" {
#include <rtree.h>
}

struct Tree {
    rtree* tree = rtree_new();
    void insert(const Record& r) {
        const double at[2] = {r.longitude, r.latitude};
        rtree_insert(tree, at, at, reinterpret_cast<void*>(r.id));
    }
    void remove(const Record& r) {
        const double at[2] = {r.longitude, r.latitude};
        rtree_delete(tree, at, at, reinterpret_cast<void*>(r.id));
    }
    void ids(const Window& w, std::vector<int64_t>& out) {
        const double low[2] = {w.west, w.south}, high[2] = {w.east, w.north};
        rtree_search(tree, low, high, [](const double*, const double*, const void* data, void* user) {
            static_cast<std::vector<int64_t>*>(user)->push_back(reinterpret_cast<int64_t>(data));
            return true;
        }, &out);
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto fresh = workload.fresh();
    const auto windows = workload.windows();
    Tree tree;
    for (auto& r : workload.records()) tree.insert(r);
    Suites suites;
    suites["changes"] = [&](const Asked& asked) { answer_changes("rtree.c", asked, fresh, windows, tree); };
    return converse(suites);
}
