// SQLite's R*Tree in memory. It keeps 32-bit floats, so each candidate is checked against the exact values beside it.
#include "common/windows.hpp"
#include <sqlite3.h>

struct Tree {
    sqlite3* db = nullptr;
    sqlite3_stmt* query = nullptr;
    void run(const char* sql) {
        if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) { std::fprintf(stderr, "%s\n", sqlite3_errmsg(db)); std::exit(1); }
    }
    void build(const std::vector<Record>& records) {
        sqlite3_open(":memory:", &db);
        run("CREATE VIRTUAL TABLE tree USING rtree(id, x0, x1, y0, y1, +x, +y)");
        run("BEGIN");
        sqlite3_stmt* insert;
        sqlite3_prepare_v2(db, "INSERT INTO tree VALUES (?1, ?2, ?2, ?3, ?3, ?2, ?3)", -1, &insert, nullptr);
        for (auto& r : records) {
            sqlite3_bind_int64(insert, 1, r.id);
            sqlite3_bind_double(insert, 2, r.longitude);
            sqlite3_bind_double(insert, 3, r.latitude);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        sqlite3_prepare_v2(db, "SELECT id FROM tree WHERE x1 >= ?1 AND x0 <= ?2 AND y1 >= ?3 AND y0 <= ?4"
                               " AND x >= ?1 AND x <= ?2 AND y >= ?3 AND y <= ?4", -1, &query, nullptr);
    }
    void ids(const Window& w, std::vector<int64_t>& out) {
        const double bounds[4] = {w.west, w.east, w.south, w.north};
        for (int i = 0; i < 4; ++i) sqlite3_bind_double(query, i + 1, bounds[i]);
        while (sqlite3_step(query) == SQLITE_ROW) out.push_back(sqlite3_column_int64(query, 0));
        sqlite3_reset(query);
    }
};

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const Workload workload(arguments);
    const auto records = workload.records();
    const auto windows = workload.windows();
    Tree tree;
    // It takes long to build, so it is built once.
    double built = 0, bytes = 0;
    auto ready = [&]() -> Tree& {
        if (tree.db) return tree;
        const size_t before = heap_bytes();
        const double start = process_time();
        tree.build(records);
        built = process_time() - start;
        bytes = double(heap_bytes() - before) / double(records.size());
        return tree;
    };
    Suites suites;
    add_windows("SQLite R*Tree", suites, windows, ready);
    suites["build"] = [&](const Asked& asked) {
        ready();
        Fingerprint found;
        found.hits = found.hash = records.size();
        say("SQLite R*Tree", asked, "build", records.size(), found, {built});
        say_figure("SQLite R*Tree", asked, "build bytes", bytes);
    };
    return converse(suites);
}
