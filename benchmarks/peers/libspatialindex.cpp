// libspatialindex's R*-tree in memory: bulk loaded by sorted tiles, then changed.
#include "common/changes.hpp"
#include "common/windows.hpp"
#include <memory>
#include <spatialindex/SpatialIndex.h>

namespace si = SpatialIndex;

struct Stream : si::IDataStream {
    const std::vector<Record>& records;
    size_t next = 0;
    explicit Stream(const std::vector<Record>& all) : records(all) {}
    si::IData* getNext() override {
        auto& r = records[next++];
        const double at[2] = {r.longitude, r.latitude};
        si::Region region(at, at, 2);
        return new si::RTree::Data(0, nullptr, region, r.id);
    }
    bool hasNext() override { return next < records.size(); }
    uint32_t size() override { return uint32_t(records.size()); }
    void rewind() override { next = 0; }
};

struct Collector : si::IVisitor {
    std::vector<int64_t>& out;
    explicit Collector(std::vector<int64_t>& ids) : out(ids) {}
    void visitNode(const si::INode&) override {}
    void visitData(const si::IData& data) override { out.push_back(data.getIdentifier()); }
    void visitData(std::vector<const si::IData*>&) override {}
};

struct Tree {
    std::unique_ptr<si::IStorageManager> storage;
    std::unique_ptr<si::ISpatialIndex> index;
    void drop() { index.reset(); storage.reset(); }
    void build(const std::vector<Record>& records) {
        drop();
        storage.reset(si::StorageManager::createNewMemoryStorageManager());
        Stream stream(records);
        si::id_type identifier;
        index.reset(si::RTree::createAndBulkLoadNewRTree(si::RTree::BLM_STR, stream, *storage, 0.9, 64, 64, 2, si::RTree::RV_RSTAR, identifier));
    }
    static si::Region at(const Record& r) { const double p[2] = {r.longitude, r.latitude}; return si::Region(p, p, 2); }
    void insert(const Record& r) { index->insertData(0, nullptr, at(r), r.id); }
    void remove(const Record& r) { index->deleteData(at(r), r.id); }
    void ids(const Window& w, std::vector<int64_t>& out) {
        const double low[2] = {w.west, w.south}, high[2] = {w.east, w.north};
        Collector collector(out);
        index->intersectsWithQuery(si::Region(low, high, 2), collector);
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto fresh = workload.fresh();
    const auto windows = workload.windows();
    Tree tree;
    auto ready = [&]() -> Tree& { if (!tree.index) tree.build(records); return tree; };
    Suites suites;
    add_windows("libspatialindex", suites, windows, ready);
    suites["build"] = [&](const Asked& asked) {
        answer_build("libspatialindex", asked, records.size(), [&] { tree.build(records); }, [&] { tree.drop(); });
    };
    suites["changes"] = [&](const Asked& asked) { answer_changes("libspatialindex", asked, fresh, windows, ready()); };
    return converse(suites);
}
