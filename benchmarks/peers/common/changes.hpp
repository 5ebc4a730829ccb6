// Inserts, deletes, and nine queries to one change, on a loaded index. Peer: load(), insert(record), remove(record), ids(window, out).
#pragma once
#include "conversation.hpp"
#include "workload.hpp"

template <class Peer> void answer_changes(const char* name, const Asked& asked, const std::vector<Record>& fresh,
                                          const std::vector<Window>& windows, Peer& peer) {
    const size_t changes = std::min(asked.queries, fresh.size()), operations = changes / 2;
    std::vector<int64_t> ids;
    std::vector<double> inserting, removing, mixed;
    Fingerprint inserted, removed, during;
    auto look = [&](Fingerprint& found) {
        for (size_t i = 0; i < 1000; ++i) { ids.clear(); peer.ids(windows[i], ids); found.add(i, ids); }
    };
    double start = process_time();
    for (size_t i = 0; i < changes; ++i) peer.insert(fresh[i]);
    inserting.push_back(process_time() - start);
    look(inserted);
    start = process_time();
    for (size_t i = 0; i < changes; ++i) peer.remove(fresh[i]);
    removing.push_back(process_time() - start);
    look(removed);
    // Of twenty operations one inserts, one removes what was inserted longest ago, the others search.
    size_t next = 0, oldest = 0;
    start = process_time();
    for (size_t i = 0; i < operations; ++i) {
        if (i % 20 == 9) peer.insert(fresh[next++]);
        else if (i % 20 == 19) peer.remove(fresh[oldest++]);
        else {
            ids.clear();
            peer.ids(windows[i % 1000], ids);
            during.hits += ids.size();
        }
    }
    mixed.push_back(process_time() - start);
    while (oldest < next) peer.remove(fresh[oldest++]);
    during.hash = during.hits;
    say(name, asked, "insert", changes, inserted, inserting);
    say(name, asked, "delete", changes, removed, removing);
    say(name, asked, "mixed", operations, during, mixed);
}
