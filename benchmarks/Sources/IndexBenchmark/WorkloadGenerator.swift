import IncidentIndex

/// Makes incidents as they are: 70% near towns, three in ten of those stacked on the town's own point, the rest anywhere;
/// times over 29 years, and a quarter of the towns with one year in which half of their incidents fall.
///
/// The 20,000 most populous towns of the gazetteer are the centres, weighed by the root of their population. Windows lie
/// around points of the data. The same count gives the same bytes.
struct WorkloadGenerator {
    private let count: Int
    private var random: SplitMix64
    private let towns: [Town]
    private let months = MonthStarts(years: 1996...2027)

    private struct Town {
        var longitude: Double
        var latitude: Double
        /// Weights of the towns up to this one, as a share of all.
        var share: Double
        var burstYear: Int?
    }

    private static let firstSecond: Int64 = 852_076_800  // 1997-01-01
    private static let years = 29
    private static let day = 86_400.0
    private static let year = 365.25 * day

    init(count: Int) throws {
        self.count = count
        var random = SplitMix64(state: UInt64(count) &* 0x9E37_79B9 &+ 20_260_101)
        let gazetteer = try Gazetteer.bundled
        var found: [(population: Int, coordinate: Coordinate)] = []
        for id in 0..<gazetteer.count {
            let entry = try gazetteer.entry(id)
            guard entry.featureClass == .city, let population = entry.population, population > 0 else { continue }
            found.append((population, entry.coordinate))
        }
        found.sort { left, right in
            left.population != right.population
                ? left.population > right.population
                : (left.coordinate.longitude, left.coordinate.latitude)
                    < (right.coordinate.longitude, right.coordinate.latitude)
        }
        let chosen = found.prefix(20_000)
        let total = chosen.reduce(0) { $0 + Double($1.population).squareRoot() }
        var sum = 0.0
        towns = chosen.map { town in
            sum += Double(town.population).squareRoot()
            return Town(
                longitude: town.coordinate.longitude, latitude: town.coordinate.latitude, share: sum / total,
                burstYear: random.unit() < 0.25 ? Int(random.unit() * Double(Self.years)) : nil)
        }
        self.random = random
    }

    mutating func workload() -> Workload {
        var records: [Record] = []
        records.reserveCapacity(count)
        for id in 1...count { records.append(record(Int64(id))) }
        let intervals = records.map { interval($0) }
        let fresh = (1...Workload.freshAsked).map { record(1_000_000_000 + Int64($0)) }
        var windows: [Window] = []
        for area in Workload.areaClasses {
            let half = (area.share * 360 * 180).squareRoot() / 2
            for _ in 0..<Workload.windowsPerClass { windows.append(window(around: pick(records), half: half)) }
        }
        var centres: [Centre] = []
        for _ in 0..<(Workload.centresAsked / 2) {
            centres.append(Centre(longitude: random.unit() * 360 - 180, latitude: random.unit() * 180 - 90))
            let near = pick(records)
            centres.append(
                Centre(
                    longitude: clamp(near.longitude + random.normal() / 2, 180),
                    latitude: clamp(near.latitude + random.normal() / 2, 90)))
        }
        return Workload(
            records: records, intervals: intervals, fresh: fresh, windows: windows, centres: centres)
    }

    /// Of most incidents the day is known, of some the month, of others the second.
    private mutating func interval(_ record: Record) -> Interval {
        let share = random.unit()
        if share < 0.7 {
            let start = record.time - record.time % Int64(Self.day)
            return Interval(start: start, end: start + Int64(Self.day))
        }
        guard share < 0.75 else { return Interval(start: record.time, end: record.time) }
        let month = months.month(of: record.time)
        return Interval(start: months.starts[month], end: months.starts[month + 1])
    }

    private mutating func record(_ id: Int64) -> Record {
        var longitude: Double
        var latitude: Double
        var seconds = random.unit() * Double(Self.years) * Self.year
        if random.unit() < 0.7 {
            let town = town(random.unit())
            (longitude, latitude) = (town.longitude, town.latitude)
            if random.unit() >= 0.3 {
                longitude += random.normal() * 0.2
                latitude += random.normal() * 0.2
            }
            if let year = town.burstYear, random.unit() < 0.5 { seconds = (Double(year) + random.unit()) * Self.year }
        } else {
            longitude = random.unit() * 360 - 180
            latitude = random.unit() * 180 - 90
        }
        if longitude > 180 { longitude -= 360 }
        if longitude < -180 { longitude += 360 }
        return Record(
            id: id, longitude: rounded(longitude), latitude: rounded(clamp(latitude, 90)),
            time: Self.firstSecond + Int64(seconds))
    }

    /// The town at a share of the weights, by bisection.
    private func town(_ share: Double) -> Town {
        var low = 0
        var high = towns.count - 1
        while low < high {
            let middle = (low + high) / 2
            if towns[middle].share < share { low = middle + 1 } else { high = middle }
        }
        return towns[low]
    }

    private mutating func pick(_ records: [Record]) -> Record { records[Int(random.unit() * Double(records.count))] }

    private func window(around point: Record, half: Double) -> Window {
        let time = Double(point.time)
        return Window(
            west: max(point.longitude - half, -180), south: max(point.latitude - half, -90),
            east: min(point.longitude + half, 180), north: min(point.latitude + half, 90),
            monthStart: time - 15 * Self.day, monthEnd: time + 15 * Self.day,
            yearStart: time - 182 * Self.day, yearEnd: time + 183 * Self.day)
    }

    /// Sources give coordinates to five decimals.
    private func rounded(_ degrees: Double) -> Double { (degrees * 1e5).rounded() / 1e5 }
    private func clamp(_ degrees: Double, _ limit: Double) -> Double { min(max(degrees, -limit), limit) }
}
