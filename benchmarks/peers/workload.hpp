// What every peer reads and how it prints its results; the same lines as IndexBenchmark's.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <string>
#include <time.h>
#include <vector>

struct Record { int64_t id; double longitude, latitude; int64_t time; };
struct Window { double west, south, east, north, month_start, month_end, year_start, year_end; };
struct Centre { double longitude, latitude; };

template <class T> std::vector<T> read(const std::string& folder, const char* name, const std::string& count) {
    std::ifstream file(folder + "/" + name + "-" + count + ".bin", std::ios::binary | std::ios::ate);
    if (!file) { std::fprintf(stderr, "cannot read %s\n", name); std::exit(2); }
    std::vector<T> records(size_t(file.tellg()) / sizeof(T));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(records.data()), std::streamsize(records.size() * sizeof(T)));
    return records;
}

struct Workload {
    std::string count;
    std::vector<Record> records;
    std::vector<Window> windows;
    std::vector<Centre> centres;
    Workload(char** arguments) : count(arguments[2]), records(read<Record>(arguments[1], "records", count)),
        windows(read<Window>(arguments[1], "windows", count)), centres(read<Centre>(arguments[1], "centres", count)) {}
};

// Nanoseconds of this thread: what other programs take does not count.
inline double thread_time() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

inline size_t heap_bytes() { auto info = mallinfo2(); return info.uordblks + info.hblkhd; }

// Repeats for half a second, three times at least, and prints the fastest and the median time a query.
template <class Body> void report(const char* name, const Workload& workload, const char* suite, const std::string& area,
                                  size_t queries, Body body) {
    std::vector<double> times;
    double spent = 0;
    long long hits = 0;
    while (times.size() < 3 || (spent < 5e8 && times.size() < 50)) {
        double start = thread_time();
        hits = (long long)body();
        times.push_back(thread_time() - start);
        spent += times.back();
        if (spent > 2e10) break;
    }
    std::sort(times.begin(), times.end());
    std::printf("%s\t%s\t%s\t%s\t%zu\t%lld\t%.2f\t%.2f\n", name, workload.count.c_str(), suite, area.c_str(), queries, hits,
                times[0] / double(queries), times[times.size() / 2] / double(queries));
    std::fflush(stdout);
}

inline void report_bytes(const char* name, const Workload& workload, size_t bytes) {
    double each = double(bytes) / double(workload.records.size());
    std::printf("%s\t%s\tbytes\t-\t1\t%zu\t%.2f\t%.2f\n", name, workload.count.c_str(), workload.records.size(), each, each);
}

struct AreaClass { const char* name; size_t asked; };
static const AreaClass area_classes[5] = {{"0.001%", 1000}, {"0.01%", 1000}, {"0.1%", 1000}, {"1%", 200}, {"10%", 50}};
static const size_t windows_per_class = 1000;

// Asks a peer its windows. count(window), ids(window, out) and, for peers with time, timed(window, start, end, out).
template <class Peer> void ask_windows(const char* name, const Workload& workload, Peer& peer) {
    std::vector<int64_t> out;
    out.reserve(workload.records.size());
    for (size_t index = 0; index < 5; ++index) {
        const Window* windows = &workload.windows[index * windows_per_class];
        const size_t asked = area_classes[index].asked;
        const char* area = area_classes[index].name;
        if constexpr (requires { peer.count(windows[0]); })
            report(name, workload, "window count", area, asked, [&] {
                size_t hits = 0;
                for (size_t i = 0; i < asked; ++i) hits += peer.count(windows[i]);
                return hits;
            });
        if constexpr (requires { peer.ids(windows[0], out); })
            report(name, workload, "window ids", area, asked, [&] {
                size_t hits = 0;
                for (size_t i = 0; i < asked; ++i) { out.clear(); peer.ids(windows[i], out); hits += out.size(); }
                return hits;
            });
        if constexpr (requires { peer.timed(windows[0], int64_t(), int64_t(), out); }) {
            report(name, workload, "window 30 days", area, asked, [&] {
                size_t hits = 0;
                for (size_t i = 0; i < asked; ++i) {
                    out.clear();
                    peer.timed(windows[i], int64_t(windows[i].month_start), int64_t(windows[i].month_end), out);
                    hits += out.size();
                }
                return hits;
            });
            report(name, workload, "window 1 year", area, asked, [&] {
                size_t hits = 0;
                for (size_t i = 0; i < asked; ++i) {
                    out.clear();
                    peer.timed(windows[i], int64_t(windows[i].year_start), int64_t(windows[i].year_end), out);
                    hits += out.size();
                }
                return hits;
            });
        }
    }
}
