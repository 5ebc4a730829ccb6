import Foundation

/// What was found, and how long that took.
struct Answer {
    var suite: String
    var area: String
    var queries: Int
    var found = Fingerprint()
    /// Nanoseconds of all queries together, one number a repetition.
    var times: [Double]

    /// As ``Conversation`` prints it.
    var line: String {
        let each = times.map { String(format: "%.2f", $0 / Double(max(queries, 1))) }.joined(separator: ",")
        return [
            "IncidentIndex", suite, area, "\(queries)", "\(found.hits)", String(format: "%016llx", found.hash),
            String(format: "%.9g", found.measure), each,
        ].joined(separator: "\t")
    }

    /// A figure that is no time, such as bytes an incident.
    static func figure(_ value: Double, _ suite: String, _ asked: Asked) -> Answer {
        Answer(suite: suite, area: asked.area, queries: 1, times: [value])
    }
}

/// What was found, as numbers that do not depend on the order in which it was found.
struct Fingerprint {
    private(set) var hits = 0
    /// The sum, modulo 2⁶⁴, of a hash of each identifier and the number of the query that found it.
    private(set) var hash: UInt64 = 0
    /// Distances added up; zero where none are measured.
    private(set) var measure = 0.0

    mutating func add(_ query: Int, _ ids: [Int64]) {
        hits += ids.count
        let seed = SplitMix64.mixed(UInt64(query))
        for id in ids { hash &+= SplitMix64.mixed(seed &+ UInt64(bitPattern: id)) }
    }

    mutating func add(_ query: Int, count: Int) {
        hits += count
        hash &+= SplitMix64.mixed(SplitMix64.mixed(UInt64(query)) &+ UInt64(count))
    }

    /// Which of several at the distance of the last are taken is anyone's choice: those count by their distance alone.
    mutating func add(_ query: Int, nearest found: [(id: Int64, distance: Double)]) {
        let last = found.map(\.distance).max() ?? 0
        for neighbour in found { measure += neighbour.distance }
        add(query, found.filter { $0.distance < last - 1e-7 * last - 1e-6 }.map(\.id))
    }

    /// So many, when it does not matter which.
    static func number(_ hits: Int) -> Fingerprint {
        var found = Fingerprint()
        found.hits = hits
        found.hash = UInt64(hits)
        return found
    }
}

/// Measures.
enum Stopwatch {
    /// Nanoseconds of this process, all its threads together: what other programs take does not count.
    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }

    /// Repeats until the seconds asked for have passed, once at least; returns the time of each repetition.
    static func repeating(_ asked: Asked, _ body: () throws -> Void) rethrows -> [Double] {
        var times: [Double] = []
        var spent = 0.0
        while asked.seconds > 0, times.isEmpty || spent < asked.seconds * 1e9, times.count < 100 {
            let start = now()
            try body()
            times.append(now() - start)
            spent += times[times.count - 1]
        }
        return times
    }
}
