// The suites of windows, for every peer that has count(window), ids(window, out) or timed(window, start, end, out).
#pragma once
#include "conversation.hpp"
#include "workload.hpp"

// load() is called before each question and returns the peer, made when first needed.
template <class Load> void add_windows(const char* name, Suites& suites, const std::vector<Window>& windows, Load load) {
    using Peer = std::remove_reference_t<decltype(load())>;
    std::vector<int64_t> ids;
    if constexpr (requires(Peer& peer) { peer.count(windows[0]); })
        suites["window count"] = [=, &windows](const Asked& asked) {
            auto& peer = load();
            const Window* first = &windows[first_window(asked.area)];
            answer_counts(name, asked, 1000, [&](size_t i) { return peer.count(first[i]); });
        };
    if constexpr (requires(Peer& peer) { peer.ids(windows[0], ids); })
        suites["window ids"] = [=, &windows](const Asked& asked) {
            auto& peer = load();
            const Window* first = &windows[first_window(asked.area)];
            answer_ids(name, asked, 1000, [&](size_t i, std::vector<int64_t>& out) { peer.ids(first[i], out); });
        };
    if constexpr (requires(Peer& peer) { peer.timed(windows[0], int64_t(), int64_t(), ids); }) {
        suites["window 30 days"] = [=, &windows](const Asked& asked) {
            auto& peer = load();
            const Window* first = &windows[first_window(asked.area)];
            answer_ids(name, asked, 1000, [&](size_t i, std::vector<int64_t>& out) {
                peer.timed(first[i], int64_t(first[i].month_start), int64_t(first[i].month_end), out);
            });
        };
        suites["window 1 year"] = [=, &windows](const Asked& asked) {
            auto& peer = load();
            const Window* first = &windows[first_window(asked.area)];
            answer_ids(name, asked, 1000, [&](size_t i, std::vector<int64_t>& out) {
                peer.timed(first[i], int64_t(first[i].year_start), int64_t(first[i].year_end), out);
            });
        };
    }
}
