// The workload that every peer is given, as IndexBenchmark writes it.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

// A dated point; seconds since 1970.
struct Record { int64_t id; double longitude, latitude; int64_t time; };
// [start, end) in seconds; an instant where the two are equal. The place is that of the record with the same number.
struct Interval { int64_t start, end; };
struct Window { double west, south, east, north, month_start, month_end, year_start, year_end; };
struct Centre { double longitude, latitude; };

struct Workload {
    std::string folder, count;

    Workload(char** arguments) : folder(arguments[1]), count(arguments[2]) {}

    template <class T> std::vector<T> read(const char* name) const {
        std::ifstream file(folder + "/" + name + "-" + count + ".bin", std::ios::binary | std::ios::ate);
        if (!file) { std::fprintf(stderr, "cannot read %s-%s.bin in %s\n", name, count.c_str(), folder.c_str()); std::exit(2); }
        std::vector<T> all(size_t(file.tellg()) / sizeof(T));
        file.seekg(0);
        file.read(reinterpret_cast<char*>(all.data()), std::streamsize(all.size() * sizeof(T)));
        return all;
    }

    std::vector<Record> records() const { return read<Record>("records"); }
    // To be inserted: in none of the records, with identifiers of their own.
    std::vector<Record> fresh() const { return read<Record>("fresh"); }
    std::vector<Interval> intervals() const { return read<Interval>("intervals"); }
    std::vector<Window> windows() const { return read<Window>("windows"); }
    std::vector<Centre> centres() const { return read<Centre>("centres"); }
};

// The place of the first window of a class of sizes.
inline size_t first_window(const std::string& area) {
    static const char* areas[5] = {"0.001%", "0.01%", "0.1%", "1%", "10%"};
    for (size_t index = 0; index < 5; ++index) if (area == areas[index]) return index * 1000;
    return 0;
}
