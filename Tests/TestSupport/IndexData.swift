package import Geometries
package import SpatialIndexes

/// Makes entries of a kind of place, a kind of time and a share of extents, and windows that are hard for them.
package struct IndexData {
    /// Where the entries lie.
    package enum Places: CaseIterable, Sendable {
        /// Anywhere, seven decimals.
        case uniform
        /// Around a few cities, five decimals.
        case clustered
        /// Many on few places.
        case stacked
        /// Whole degrees.
        case gridded
        /// At ±180 and near it, on both sides.
        case antimeridian
        /// At the poles and near them.
        case polar
        /// Multiples of 1/1024°, most of which seven decimals cannot hold.
        case dyadic
        /// Any double at all.
        case ugly
        /// All on one place.
        case equal
    }

    /// When they happen.
    package enum Times: CaseIterable, Sendable {
        /// Whole seconds.
        case instants
        /// Any millisecond of thirty years.
        case milliseconds
        /// Whole days, as half-open intervals come into the index.
        case days
        /// Instants, days and months, as real data has them.
        case mixed
        /// Closed intervals of any length.
        case closed
        /// No entry has a time.
        case undated
        /// Some have.
        case someDated
        /// Far apart: the first and the last millisecond that there are.
        case extreme
        /// One instant.
        case equal
    }

    package let places: Places
    package let times: Times
    /// The share of entries that are no points.
    package let extents: Double

    package init(places: Places, times: Times, extents: Double) {
        self.places = places
        self.times = times
        self.extents = extents
    }

    /// 2022-01-01T00:00:00Z in milliseconds.
    package static let epoch: Int64 = 1_640_995_200_000
    package static let day: Int64 = 86_400_000

    /// Entries with the identifiers 1 through `count`.
    package func entries(_ count: Int, using random: inout IndexRandom) -> [IndexEntry] {
        guard count > 0 else { return [] }
        return (1...count).map { id in
            let place = place(using: &random)
            var rectangle = Rectangle(
                minLongitude: place.longitude, minLatitude: place.latitude, maxLongitude: place.longitude,
                maxLatitude: place.latitude)
            if random.chance(extents) { rectangle.formUnion(self.place(near: place, using: &random)) }
            return IndexEntry(id: Int64(id), envelope: Envelope(rectangle, time: time(using: &random)))
        }
    }

    package func place(using random: inout IndexRandom) -> Coordinate {
        func rounded(_ value: Double, _ scale: Double) -> Double { (value * scale).rounded() / scale }
        switch places {
        case .uniform:
            return Coordinate(
                longitude: rounded(random.double(-180...180), 1e7), latitude: rounded(random.double(-90...90), 1e7))
        case .clustered:
            let city = Double(random.int(0...4))
            return Coordinate(
                longitude: rounded(city * 31 - 60 + random.bell() * 0.2, 1e5),
                latitude: rounded(city * 9 - 20 + random.bell() * 0.2, 1e5))
        case .stacked:
            return Coordinate(
                longitude: 44.2346 + Double(random.int(0...2)), latitude: 33.2625 + Double(random.int(0...1)))
        case .gridded:
            return Coordinate(longitude: Double(random.int(-6...6)), latitude: Double(random.int(-5...5)))
        case .antimeridian:
            let offset = random.chance(0.4) ? 0 : rounded(abs(random.bell()), 1e6)
            return Coordinate(
                longitude: random.chance(0.5) ? 180 - offset : -180 + offset,
                latitude: rounded(random.double(-20...20), 1e4))
        case .polar:
            let offset = random.chance(0.3) ? 0 : rounded(abs(random.bell()), 1e6)
            return Coordinate(
                longitude: Double(random.int(-180...180)), latitude: random.chance(0.5) ? 90 - offset : -90 + offset)
        case .dyadic:
            return Coordinate(
                longitude: Double(random.int(-3_000...3_000)) / 1024,
                latitude: Double(random.int(-3_000...3_000)) / 1024)
        case .ugly:
            let scale = random.chance(0.3) ? 1e-7 : random.chance(0.5) ? 1 : 60
            return Coordinate(longitude: random.double(-3...3) * scale, latitude: random.double(-1.5...1.5) * scale)
        case .equal:
            return Coordinate(longitude: -0.1, latitude: 51.5)
        }
    }

    private func place(near place: Coordinate, using random: inout IndexRandom) -> Coordinate {
        if random.chance(0.1) { return self.place(using: &random) }
        var near = self.place(using: &random)
        near.longitude = max(-180, min(180, place.longitude + (near.longitude - place.longitude) / 64))
        near.latitude = max(-90, min(90, place.latitude + (near.latitude - place.latitude) / 64))
        return near
    }

    package func time(using random: inout IndexRandom) -> TimeSpan? {
        let years = Self.day * 365 * 30
        switch times {
        case .instants:
            let instant = Self.epoch + Int64(random.int(0...900_000_000)) * 1000
            return TimeSpan(first: instant, last: instant)
        case .milliseconds:
            let instant = Self.epoch + Int64.random(in: 0...years, using: &random)
            return TimeSpan(first: instant, last: instant)
        case .days:
            return days(from: random.int(0...400), count: 1)
        case .mixed:
            if random.chance(0.7) { return days(from: random.int(0...400), count: 1) }
            if random.chance(0.2) { return days(from: random.int(0...12) * 30, count: 30) }
            let instant = Self.epoch + Int64(random.int(0...35_000)) * 1_000_000
            return TimeSpan(first: instant, last: instant)
        case .closed:
            let first = Self.epoch + Int64.random(in: 0...years, using: &random)
            return TimeSpan(first: first, last: first + Int64(random.int(0...100)) * Int64(random.int(0...40_000_000)))
        case .undated:
            return nil
        case .someDated:
            return random.chance(0.5) ? nil : days(from: random.int(0...40), count: random.int(1...3))
        case .extreme:
            if random.chance(0.1) { return TimeSpan(first: .min, last: random.chance(0.5) ? .max : .min) }
            let instant = Int64.random(in: Int64.min...Int64.max, using: &random)
            return TimeSpan(first: instant, last: random.chance(0.5) ? .max : instant)
        case .equal:
            return TimeSpan(first: Self.epoch + 1, last: Self.epoch + 1)
        }
    }

    private func days(from first: Int, count: Int) -> TimeSpan {
        TimeSpan(first: Self.epoch + Int64(first) * Self.day, last: Self.epoch + Int64(first + count) * Self.day - 1)
    }
}

extension IndexData {
    /// A window that often begins or ends exactly on an entry, or a hair beside it.
    package func window(over entries: [IndexEntry], using random: inout IndexRandom) -> QueryWindow {
        let rectangle = rectangle(over: entries, using: &random)
        guard random.chance(0.6) else { return QueryWindow(rectangle) }
        return QueryWindow(
            rectangle, time: span(over: entries, using: &random),
            timeMatch: random.chance(0.3) ? .within : .intersects)
    }

    private func rectangle(over entries: [IndexEntry], using random: inout IndexRandom) -> Rectangle {
        if random.chance(0.1) { return .world }
        let one = corner(over: entries, using: &random)
        if random.chance(0.1) {
            return Rectangle(
                minLongitude: one.longitude, minLatitude: one.latitude, maxLongitude: one.longitude,
                maxLatitude: one.latitude)
        }
        var other = corner(over: entries, using: &random)
        if random.chance(0.4) {
            other = Coordinate(
                longitude: one.longitude + random.bell() * 0.5, latitude: one.latitude + random.bell() * 0.5)
        }
        // Now and then a window is inverted or larger than the world: it still has one right answer.
        if random.chance(0.02) {
            return Rectangle(
                minLongitude: one.longitude, minLatitude: one.latitude, maxLongitude: other.longitude,
                maxLatitude: other.latitude)
        }
        if random.chance(0.02) { other = Coordinate(longitude: 400, latitude: 1e300) }
        return Rectangle(
            minLongitude: min(one.longitude, other.longitude), minLatitude: min(one.latitude, other.latitude),
            maxLongitude: max(one.longitude, other.longitude), maxLatitude: max(one.latitude, other.latitude))
    }

    private func corner(over entries: [IndexEntry], using random: inout IndexRandom) -> Coordinate {
        guard let entry = entries.randomElement(using: &random), random.chance(0.7) else {
            return place(using: &random)
        }
        let rectangle = entry.envelope.rectangle
        var corner =
            random.chance(0.5)
            ? Coordinate(longitude: rectangle.minLongitude, latitude: rectangle.minLatitude)
            : Coordinate(longitude: rectangle.maxLongitude, latitude: rectangle.maxLatitude)
        if random.chance(0.3) { corner.longitude = nudged(corner.longitude, using: &random) }
        if random.chance(0.3) { corner.latitude = nudged(corner.latitude, using: &random) }
        return corner
    }

    private func nudged(_ value: Double, using random: inout IndexRandom) -> Double {
        switch random.int(0...3) {
        case 0: value.nextUp
        case 1: value.nextDown
        case 2: value + 1e-7
        default: value - 1e-7
        }
    }

    private func span(over entries: [IndexEntry], using random: inout IndexRandom) -> TimeSpan {
        let one = moment(over: entries, using: &random)
        if random.chance(0.1) { return TimeSpan(first: one, last: one) }
        let other =
            random.chance(0.5)
            ? moment(over: entries, using: &random) : one.addingReportingOverflow(Self.day * 30).partialValue
        return random.chance(0.02)
            ? TimeSpan(first: one, last: other) : TimeSpan(first: min(one, other), last: max(one, other))
    }

    private func moment(over entries: [IndexEntry], using random: inout IndexRandom) -> Int64 {
        let span = entries.randomElement(using: &random)?.envelope.time ?? time(using: &random)
        guard let span else { return Self.epoch + Int64(random.int(-100...100)) * Self.day / 2 }
        let moment = random.chance(0.5) ? span.first : span.last
        return moment &+ Int64(random.int(-1...1)) * (random.chance(0.3) ? 1000 : 1)
    }
}
