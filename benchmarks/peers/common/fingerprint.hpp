// What was found, as numbers that do not depend on the order in which it was found.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

struct Neighbour { double distance; int64_t id; };

struct Fingerprint {
    uint64_t hits = 0;
    // The sum, modulo 2^64, of a hash of each identifier and the number of the query that found it.
    uint64_t hash = 0;
    // Distances added up; zero where none are measured.
    double measure = 0;

    static uint64_t mix(uint64_t value) {
        value += 0x9E3779B97F4A7C15u;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
        return value ^ (value >> 31);
    }

    void add(size_t query, int64_t id) {
        hits += 1;
        hash += mix(mix(query) + uint64_t(id));
    }
    void add(size_t query, const std::vector<int64_t>& ids) {
        for (int64_t id : ids) add(query, id);
    }
    void add_count(size_t query, uint64_t count) {
        hits += count;
        hash += mix(mix(query) + count);
    }
    // Which of several at the distance of the last are taken is anyone's choice: those count by their distance alone.
    void add_nearest(size_t query, const std::vector<Neighbour>& found) {
        double last = 0;
        for (auto& neighbour : found) { measure += neighbour.distance; last = std::max(last, neighbour.distance); }
        for (auto& neighbour : found)
            if (neighbour.distance < last - 1e-7 * last - 1e-6) add(query, neighbour.id);
    }
};
