// Boost's R-tree under change, in two ways of splitting a full node: by R* and by the quadratic rule, which inserts sooner.
#include "common/boost_trees.hpp"
#include "common/changes.hpp"

template <class Split> struct Changing {
    bgi::rtree<Value<2>, Split> tree;
    explicit Changing(const std::vector<Record>& records) {
        std::vector<Value<2>> values;
        values.reserve(records.size());
        for (auto& r : records) values.push_back(value(r));
        tree = bgi::rtree<Value<2>, Split>(values.begin(), values.end());
    }
    static Value<2> value(const Record& r) { return {place(r.longitude, r.latitude), r.id}; }
    void insert(const Record& r) { tree.insert(value(r)); }
    void remove(const Record& r) { tree.remove(value(r)); }
    void ids(const Window& w, std::vector<int64_t>& out) const {
        tree.query(bgi::intersects(box(w)), taking([&](const Value<2>& v) { out.push_back(v.second); }));
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto fresh = workload.fresh();
    const auto windows = workload.windows();
    std::unique_ptr<Changing<bgi::rstar<16>>> star;
    std::unique_ptr<Changing<bgi::quadratic<16>>> quadratic;
    Suites suites;
    suites["changes"] = [&](const Asked& asked) {
        if (!star) star = std::make_unique<Changing<bgi::rstar<16>>>(records);
        answer_changes("Boost R*", asked, fresh, windows, *star);
        if (!quadratic) quadratic = std::make_unique<Changing<bgi::quadratic<16>>>(records);
        answer_changes("Boost quadratic", asked, fresh, windows, *quadratic);
    };
    return converse(suites);
}
