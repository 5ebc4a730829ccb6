// A peer is asked line by line, so that peers can be measured in turn while all of them stand ready:
//
//     suite TAB class TAB queries TAB seconds
//
// and it answers with lines of
//
//     name TAB suite TAB class TAB queries TAB hits TAB hash TAB measure TAB nanoseconds a query, of each repetition
//
// and a line with a full stop. It repeats until the seconds have passed, once at least; with none it only finds and does not measure.
#pragma once
#include "fingerprint.hpp"
#include <functional>
#include <iostream>
#include <malloc.h>
#include <map>
#include <sstream>
#include <string>
#include <time.h>

struct Asked { std::string suite, area; size_t queries; double seconds; };

// Nanoseconds of this process, all its threads together: what other programs take does not count.
inline double process_time() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

inline size_t heap_bytes() { auto info = mallinfo2(); return info.uordblks + info.hblkhd; }

template <class Body> std::vector<double> repeat(const Asked& asked, Body body) {
    std::vector<double> times;
    double spent = 0;
    while (asked.seconds > 0 && (times.empty() || spent < asked.seconds * 1e9) && times.size() < 100) {
        double start = process_time();
        body();
        times.push_back(process_time() - start);
        spent += times.back();
    }
    return times;
}

inline void say(const char* name, const Asked& asked, const char* suite, size_t queries, const Fingerprint& found,
                const std::vector<double>& times) {
    std::printf("%s\t%s\t%s\t%zu\t%llu\t%016llx\t%.9g\t", name, suite, asked.area.c_str(), queries,
                (unsigned long long)found.hits, (unsigned long long)found.hash, found.measure);
    for (size_t i = 0; i < times.size(); ++i) std::printf("%s%.2f", i ? "," : "", times[i] / double(queries));
    std::printf("\n");
}

// A figure that is no time, such as bytes an incident.
inline void say_figure(const char* name, const Asked& asked, const char* suite, double figure) {
    std::printf("%s\t%s\t%s\t1\t0\t0000000000000000\t0\t%.2f\n", name, suite, asked.area.c_str(), figure);
}

// query(number, ids) appends what it finds.
template <class Query> void answer_ids(const char* name, const Asked& asked, size_t available, Query query) {
    const size_t queries = std::min(asked.queries, available);
    std::vector<int64_t> ids;
    Fingerprint found;
    for (size_t i = 0; i < queries; ++i) { ids.clear(); query(i, ids); found.add(i, ids); }
    auto times = repeat(asked, [&] { for (size_t i = 0; i < queries; ++i) { ids.clear(); query(i, ids); } });
    say(name, asked, asked.suite.c_str(), queries, found, times);
}

// query(number) returns how many it finds.
template <class Query> void answer_counts(const char* name, const Asked& asked, size_t available, Query query) {
    const size_t queries = std::min(asked.queries, available);
    Fingerprint found;
    for (size_t i = 0; i < queries; ++i) found.add_count(i, query(i));
    volatile size_t total = 0;
    auto times = repeat(asked, [&] { size_t sum = 0; for (size_t i = 0; i < queries; ++i) sum += query(i); total = sum; });
    say(name, asked, asked.suite.c_str(), queries, found, times);
}

// query(number, found) appends neighbours with their distances.
template <class Query> void answer_nearest(const char* name, const Asked& asked, size_t available, Query query) {
    const size_t queries = std::min(asked.queries, available);
    std::vector<Neighbour> near;
    Fingerprint found;
    for (size_t i = 0; i < queries; ++i) { near.clear(); query(i, near); found.add_nearest(i, near); }
    auto times = repeat(asked, [&] { for (size_t i = 0; i < queries; ++i) { near.clear(); query(i, near); } });
    say(name, asked, asked.suite.c_str(), queries, found, times);
}

// load() builds the index anew, drop() takes it away. Says the time and the bytes in the heap, both an incident.
template <class Load, class Drop> void answer_build(const char* name, const Asked& asked, size_t count, Load load, Drop drop) {
    std::vector<double> times;
    double spent = 0, bytes = 0;
    while (times.empty() || spent < asked.seconds * 1e9) {
        drop();
        const size_t before = heap_bytes();
        const double start = process_time();
        load();
        times.push_back(process_time() - start);
        spent += times.back();
        bytes = double(heap_bytes() - before) / double(count);
    }
    Fingerprint found;
    found.hits = found.hash = count;
    say(name, asked, asked.suite.c_str(), count, found, times);
    say_figure(name, asked, (asked.suite + " bytes").c_str(), bytes);
}

using Suites = std::map<std::string, std::function<void(const Asked&)>>;

inline int converse(const Suites& suites) {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream fields(line);
        Asked asked;
        std::string queries, seconds;
        std::getline(fields, asked.suite, '\t');
        std::getline(fields, asked.area, '\t');
        std::getline(fields, queries, '\t');
        std::getline(fields, seconds, '\t');
        asked.queries = size_t(std::stoull(queries));
        asked.seconds = std::stod(seconds);
        if (auto suite = suites.find(asked.suite); suite != suites.end()) suite->second(asked);
        std::printf(".\n");
        std::fflush(stdout);
    }
    return 0;
}
