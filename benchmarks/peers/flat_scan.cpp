// No index at all: columns, and a comparison of every record. What a small set needs.
#include "common/windows.hpp"

struct Columns {
    std::vector<double> x, y;
    std::vector<int64_t> t, id;
    size_t count(const Window& w) const {
        size_t hits = 0;
        for (size_t i = 0; i < x.size(); ++i) hits += (x[i] >= w.west) & (x[i] <= w.east) & (y[i] >= w.south) & (y[i] <= w.north);
        return hits;
    }
    void ids(const Window& w, std::vector<int64_t>& out) const {
        for (size_t i = 0; i < x.size(); ++i)
            if ((x[i] >= w.west) & (x[i] <= w.east) & (y[i] >= w.south) & (y[i] <= w.north)) out.push_back(id[i]);
    }
    void timed(const Window& w, int64_t start, int64_t end, std::vector<int64_t>& out) const {
        for (size_t i = 0; i < x.size(); ++i)
            if ((x[i] >= w.west) & (x[i] <= w.east) & (y[i] >= w.south) & (y[i] <= w.north) & (t[i] >= start) & (t[i] <= end)) out.push_back(id[i]);
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto windows = workload.windows();
    Columns columns;
    for (auto& r : workload.records()) {
        columns.x.push_back(r.longitude); columns.y.push_back(r.latitude);
        columns.t.push_back(r.time); columns.id.push_back(r.id);
    }
    Suites suites;
    add_windows("flat scan", suites, windows, [&]() -> Columns& { return columns; });
    return converse(suites);
}
