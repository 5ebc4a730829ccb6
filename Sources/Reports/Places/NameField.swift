import Foundation
package import Gazetteers
import Geometries

/// What the names of a text mean, all weighed at once.
///
/// Each name holds a belief in each of its places. In every round it asks the other names how much they believe to lie in the
/// same country, in the same province, and nearby, and forms its belief anew from the answers and from how likely each place
/// is by itself (the mean field approximation of a network in which every name bears on every other). Two names that each
/// have a place in Ohio thus settle there, although both are better known elsewhere.
package struct NameField {
    /// A name with the places that it may mean.
    package struct Name {
        package let candidates: [Candidate]
        /// How often the text has it.
        package var mentions = 0
        /// What its neighbours in the text add to each candidate.
        package var bonus: [Double]

        /// The first places of a name, as many as are weighed against each other, none mentioned yet.
        package init(_ candidates: [Candidate]) {
            self.candidates = Array(candidates.prefix(PlaceResolver.candidateLimit))
            bonus = Array(repeating: 0, count: self.candidates.count)
        }
    }

    /// After three rounds hardly a name changes its mind.
    private static let rounds = 3
    /// How much more the country that a text names says than a town in it.
    private static let namedCountry = 3.0
    private static let namedProvince = 1.5
    /// A name that stands in the text more often than this counts no more.
    private static let mentionLimit = 4
    private static let countryWeight = 2.0
    private static let provinceWeight = 1.2
    private static let nearnessWeight = 1.2
    /// Capitals stand for their governments: "Washington said" votes for little of what else lies in the United States.
    private static let capitalVote = 0.4
    /// Keeps few and unsure votes from deciding alone.
    private static let doubt = 0.5
    /// How much speaks for a place that the gazetteer does not know: a name that only a hamlet far from all others bears
    /// hardly votes for the country of that hamlet.
    private static let unknownPlace = -4.0
    /// How little the country of other names says about whether a name is that country itself.
    private static let shareForCountries = 0.5
    /// How far the nearness of one place to another falls to a third, and where it ends.
    private static let reachKilometres = 100.0
    private static let endKilometres = 500.0

    private let ranges: [Range<Int>]
    /// How much each name has to say.
    private let voices: [Double]
    private let entries: [GazetteerEntry]
    private let nameOfEntry: [Int]
    private let countries: [Int?]
    private let provinces: [Int?]
    private let countryCount: Int
    private let provinceCount: Int
    /// What each place has by itself.
    private let priors: [Double]

    /// Makes the field of the names of a text.
    package init(_ names: [Name]) {
        var ranges: [Range<Int>] = []
        var voices: [Double] = []
        var entries: [GazetteerEntry] = []
        var nameOfEntry: [Int] = []
        var priors: [Double] = []
        for (number, name) in names.enumerated() {
            let start = entries.count
            for (prior, bonus) in zip(PlacePrior.values(name.candidates), name.bonus) { priors.append(prior + bonus) }
            entries += name.candidates.map(\.entry)
            nameOfEntry += Array(repeating: number, count: entries.count - start)
            ranges.append(start..<entries.count)
            voices.append(Double(min(NameField.mentionLimit, name.mentions)).squareRoot())
        }
        var countryNumbers: [String: Int] = [:]
        var provinceNumbers: [Province: Int] = [:]
        func number<Key>(_ key: Key?, in numbers: inout [Key: Int]) -> Int? {
            guard let key else { return nil }
            if let known = numbers[key] { return known }
            numbers[key] = numbers.count
            return numbers.count - 1
        }
        countries = entries.map { number($0.countryCode, in: &countryNumbers) }
        provinces = zip(entries, countries).map { entry, country in
            let name = entry.featureClass == .admin1 ? entry.name : entry.admin1Name
            return number(name.map { Province(country: country, name: $0) }, in: &provinceNumbers)
        }
        countryCount = countryNumbers.count
        provinceCount = provinceNumbers.count
        self.ranges = ranges
        self.voices = voices
        self.entries = entries
        self.nameOfEntry = nameOfEntry
        self.priors = priors
    }

    /// A province by its country's number and its name.
    private struct Province: Hashable {
        var country: Int?
        var name: String
    }

    /// What speaks for a place, as logarithms of odds.
    package struct Terms: Sendable {
        /// How likely it is by itself, with what the name's neighbours add.
        package var prior = 0.0
        package var country = 0.0
        package var province = 0.0
        package var nearness = 0.0
        package var total: Double { prior + country + province + nearness }
    }

    /// How much speaks for each place of each name, as logarithms of odds.
    ///
    /// - Complexity: O(n²) in the number of places, but for few of the pairs no more than a comparison.
    package func scores() -> [[Double]] { terms().map { $0.map(\.total) } }

    /// What speaks for each place of each name.
    ///
    /// - Complexity: that of ``scores()``.
    package func terms() -> [[Terms]] {
        let neighbours = neighbours()
        var terms = priors.map { Terms(prior: $0) }
        for _ in 0..<NameField.rounds {
            let shares = shares(terms.map(\.total))
            let near = nearness(shares, neighbours)
            let country = agreement(shares, countries, countryCount, .country, NameField.namedCountry)
            let province = agreement(shares, provinces, provinceCount, .admin1, NameField.namedProvince)
            for index in terms.indices {
                let isCountry = entries[index].featureClass == .country
                let weight = NameField.countryWeight * (isCountry ? NameField.shareForCountries : 1)
                terms[index].country = weight * country[index]
                terms[index].province = NameField.provinceWeight * province[index]
                terms[index].nearness = NameField.nearnessWeight * near[index]
            }
        }
        return ranges.map { Array(terms[$0]) }
    }

    /// The beliefs of each name in its places, which with that in a place not known add up to 1.
    private func shares(_ scores: [Double]) -> [Double] {
        var shares = scores
        for range in ranges where !range.isEmpty {
            let most = scores[range].max() ?? 0
            var sum = exp(NameField.unknownPlace - most)
            for index in range {
                shares[index] = exp(scores[index] - most)
                sum += shares[index]
            }
            for index in range { shares[index] /= sum }
        }
        return shares
    }

    /// For each place, how much the other names believe to be in its unit, 1 where no unit has more.
    private func agreement(
        _ shares: [Double], _ units: [Int?], _ count: Int, _ unitClass: FeatureClass, _ namedWeight: Double
    ) -> [Double] {
        let votes = ranges.map { range in self.votes(of: range, shares, units, unitClass, namedWeight) }
        var sums = Array(repeating: 0.0, count: count)
        for (unit, vote) in votes.joined() { sums[unit] += vote }
        var result = Array(repeating: 0.0, count: entries.count)
        for (range, own) in zip(ranges, votes) {
            // A name does not vote for itself.
            var others = sums
            for (unit, vote) in own { others[unit] -= vote }
            let most = max(0, others.max() ?? 0) + NameField.doubt
            for index in range {
                if let unit = units[index] { result[index] = max(0, others[unit]) / most }
            }
        }
        return result
    }

    /// What a name says for each unit: as much as for its likeliest place there. Would all its places count, the many small
    /// namesakes of European cities in the United States would drown the cities themselves.
    private func votes(
        of range: Range<Int>, _ shares: [Double], _ units: [Int?], _ unitClass: FeatureClass, _ namedWeight: Double
    ) -> [(unit: Int, vote: Double)] {
        var votes: [(unit: Int, vote: Double)] = []
        for index in range {
            guard let unit = units[index] else { continue }
            let entry = entries[index]
            let weight =
                entry.featureClass == unitClass ? namedWeight : entry.isCapital ? NameField.capitalVote : 1
            let vote = shares[index] * voices[nameOfEntry[index]] * weight
            if let known = votes.firstIndex(where: { $0.unit == unit }) {
                votes[known].vote = max(votes[known].vote, vote)
            } else {
                votes.append((unit, vote))
            }
        }
        return votes
    }

    /// For each place, the logarithm of how much the other names believe to be around it.
    private func nearness(_ shares: [Double], _ neighbours: [[(place: Int, weight: Double)]]) -> [Double] {
        neighbours.map { around in
            log1p(around.reduce(0) { $0 + $1.weight * shares[$1.place] * voices[nameOfEntry[$1.place]] })
        }
    }

    /// For each place, those of other names that are near; none for what is too large to be near anything.
    private func neighbours() -> [[(place: Int, weight: Double)]] {
        let points = entries.map { SpherePoint($0.coordinate) }
        let isSpot = entries.map { ![.country, .region, .sea, .river].contains($0.featureClass) }
        let end = SpherePoint.squaredChord(kilometres: NameField.endKilometres)
        var neighbours = Array(repeating: [(place: Int, weight: Double)](), count: entries.count)
        for one in entries.indices where isSpot[one] {
            for other in ranges[nameOfEntry[one]].upperBound..<entries.count where isSpot[other] {
                let chord = points[one].squaredChord(to: points[other])
                guard chord < end else { continue }
                let weight = exp(-SpherePoint.kilometres(squaredChord: chord) / NameField.reachKilometres)
                neighbours[one].append((other, weight))
                neighbours[other].append((one, weight))
            }
        }
        return neighbours
    }
}

/// A point of the unit sphere, for many comparisons of distances.
private struct SpherePoint {
    private let x: Double
    private let y: Double
    private let z: Double

    init(_ coordinate: Coordinate) {
        let (longitude, latitude) = (coordinate.longitude * .pi / 180, coordinate.latitude * .pi / 180)
        x = cos(latitude) * cos(longitude)
        y = cos(latitude) * sin(longitude)
        z = sin(latitude)
    }

    func squaredChord(to other: SpherePoint) -> Double {
        let (dx, dy, dz) = (x - other.x, y - other.y, z - other.z)
        return dx * dx + dy * dy + dz * dz
    }

    static func squaredChord(kilometres: Double) -> Double {
        let chord = 2 * sin(kilometres / 6371.0088 / 2)
        return chord * chord
    }

    static func kilometres(squaredChord: Double) -> Double {
        2 * 6371.0088 * asin(min(1, squaredChord.squareRoot() / 2))
    }
}
