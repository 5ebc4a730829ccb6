// Boost's R-tree kept in a mapped file by Boost.Interprocess: opened and asked once, again and again.
#include "common/boost_trees.hpp"
#include "common/conversation.hpp"
#include <boost/interprocess/allocators/allocator.hpp>
#include <boost/interprocess/managed_mapped_file.hpp>

namespace bip = boost::interprocess;
using Allocator = bip::allocator<Value<2>, bip::managed_mapped_file::segment_manager>;
using Tree = bgi::rtree<Value<2>, bgi::rstar<16>, bgi::indexable<Value<2>>, bgi::equal_to<Value<2>>, Allocator>;

static void store(const std::string& path, const std::vector<Record>& records) {
    bip::file_mapping::remove(path.c_str());
    std::vector<Value<2>> values;
    values.reserve(records.size());
    for (auto& r : records) values.push_back({place(r.longitude, r.latitude), r.id});
    bip::managed_mapped_file file(bip::create_only, path.c_str(), 4'000'000 + records.size() * 160);
    file.construct<Tree>("tree")(values.begin(), values.end(), bgi::rstar<16>(), bgi::indexable<Value<2>>(),
                                 bgi::equal_to<Value<2>>(), Allocator(file.get_segment_manager()));
    file.flush();
}

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto windows = workload.windows();
    const std::string path = workload.folder + "/boost-" + workload.count + ".mapped";
    bool stored = false;
    Suites suites;
    suites["open"] = [&](const Asked& asked) {
        if (!stored) { store(path, workload.records()); bip::managed_mapped_file::shrink_to_fit(path.c_str()); stored = true; }
        const Window* first = &windows[first_window(asked.area)];
        answer_ids("Boost mapped", asked, 1000, [&](size_t i, std::vector<int64_t>& out) {
            bip::managed_mapped_file file(bip::open_only, path.c_str());
            const Tree* tree = file.find<Tree>("tree").first;
            tree->query(bgi::intersects(box(first[i])), taking([&](const Value<2>& v) { out.push_back(v.second); }));
        });
        say_figure("Boost mapped", asked, "open bytes", double(std::ifstream(path, std::ios::ate | std::ios::binary).tellg()) / double(std::stoull(workload.count)));
    };
    const int status = converse(suites);
    bip::file_mapping::remove(path.c_str());
    return status;
}
