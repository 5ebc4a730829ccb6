// Incidents that last: boxes in three dimensions that are flat in space.
#include "common/boost_trees.hpp"
#include "common/windows.hpp"

using Box = bg::model::box<Point<3>>;
using Entry = std::pair<Box, int64_t>;

struct Lasting {
    std::unique_ptr<bgi::rtree<Entry, bgi::rstar<16>>> tree;
    void build(const std::vector<Record>& records, const std::vector<Interval>& intervals) {
        std::vector<Entry> values;
        values.reserve(records.size());
        for (size_t i = 0; i < records.size(); ++i) {
            auto& r = records[i];
            // Half-open spans of whole seconds are closed ones that end a second sooner; an instant stays one.
            const double start = double(intervals[i].start), last = double(std::max(intervals[i].start, intervals[i].end - 1));
            values.push_back({Box(place(r.longitude, r.latitude, start), place(r.longitude, r.latitude, last)), r.id});
        }
        tree = std::make_unique<bgi::rtree<Entry, bgi::rstar<16>>>(values.begin(), values.end());
    }
    void query(const Window& w, double start, double end, std::vector<int64_t>& out) const {
        const Box box(place(w.west, w.south, start), place(w.east, w.north, end - 1));
        tree->query(bgi::intersects(box), taking([&](const Entry& v) { out.push_back(v.second); }));
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto intervals = workload.intervals();
    const auto windows = workload.windows();
    Lasting lasting;
    auto ready = [&]() -> Lasting& { if (!lasting.tree) lasting.build(records, intervals); return lasting; };

    Suites suites;
    suites["intervals build"] = [&](const Asked& asked) {
        answer_build("Boost 3-D", asked, records.size(), [&] { lasting.build(records, intervals); }, [&] { lasting.tree.reset(); });
    };
    suites["intervals 30 days"] = [&](const Asked& asked) {
        auto& tree = ready();
        const Window* first = &windows[first_window(asked.area)];
        answer_ids("Boost 3-D", asked, 1000, [&](size_t i, std::vector<int64_t>& out) { tree.query(first[i], first[i].month_start, first[i].month_end, out); });
    };
    suites["intervals 1 year"] = [&](const Asked& asked) {
        auto& tree = ready();
        const Window* first = &windows[first_window(asked.area)];
        answer_ids("Boost 3-D", asked, 1000, [&](size_t i, std::vector<int64_t>& out) { tree.query(first[i], first[i].year_start, first[i].year_end, out); });
    };
    return converse(suites);
}
