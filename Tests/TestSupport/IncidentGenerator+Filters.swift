import Geometries
import Incidents
import JSONValues
public import Queries
import Regions

extension IncidentGenerator {
    /// A random filter about the incidents that the generator makes, of conditions nested up to a depth.
    public mutating func filter(depth: Int) -> Filter {
        switch Int.random(in: 0..<(depth > 0 ? 14 : 10), using: &random) {
        case 0: return .compare(value(), Filter.Comparison.allCases.randomElement(using: &random) ?? .equal, value())
        case 1: return .compare(value(), Filter.Comparison.allCases.randomElement(using: &random) ?? .less, literal())
        case 2: return .isOneOf(value(), [literal(), value(), literal()])
        case 3: return .isBetween(value(), literal(), literal())
        case 4: return .isLike(text(), pattern: pattern())
        case 5: return .isNull(random.oneIn(3) ? .property("geometry") : value())
        case 6, 7: return spatial()
        case 8:
            return .temporal(TemporalRelation.allCases.randomElement(using: &random) ?? .before, time(), time())
        case 9:
            return .sets(
                SetRelation.allCases.randomElement(using: &random) ?? .equals, .property("tags"),
                .elements([literal(), .literal(.string(word()))]))
        case 10: return .not(filter(depth: depth - 1))
        case 11: return .isUnknown(filter(depth: depth - 1))
        case 12: return .or([filter(depth: depth - 1), filter(depth: depth - 1)])
        default: return .and([filter(depth: depth - 1), filter(depth: depth - 1), filter(depth: depth - 1)])
        }
    }

    /// A random filter of several conditions that must all hold, mostly of kinds that an index or SQL can answer.
    public mutating func conjunction() -> Filter {
        .and(
            (0..<Int.random(in: 1...4, using: &random)).map { _ in
                switch Int.random(in: 0..<8, using: &random) {
                case 0: spatial()
                case 1:
                    .temporal(TemporalRelation.allCases.randomElement(using: &random) ?? .before, .incident, time())
                case 2:
                    .temporal(TemporalRelation.allCases.randomElement(using: &random) ?? .before, time(), .incident)
                case 3:
                    .compare(
                        .property(random.oneIn(2) ? "start" : "end"),
                        Filter.Comparison.allCases.randomElement(using: &random) ?? .less, .time(interval()))
                case 4:
                    .compare(
                        .time(interval()), Filter.Comparison.allCases.randomElement(using: &random) ?? .less,
                        .property("end"))
                case 5: column()
                case 6: .not(column())
                default: filter(depth: 1)
                }
            })
    }

    /// A condition on a column of the store.
    private mutating func column() -> Filter {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .isLike(.property("type"), pattern: pattern())
        case 1: .isOneOf(property: "type", [.string("SAF"), .string(""), .string("ied")])
        case 2: .isBetween(.property("deaths_best"), .literal(.real(0.5)), .literal(.integer(2)))
        case 3: .isNull(property: ["type", "title", "deaths_best"].randomElement(using: &random) ?? "type")
        case 4: .or([.type("IED"), .compare(.property("deaths_best"), .greater, .literal(.integer(1)))])
        default:
            .compare(
                .property(random.oneIn(2) ? "type" : "deaths_best"),
                Filter.Comparison.allCases.randomElement(using: &random) ?? .equal,
                random.oneIn(2) ? .literal(.string("IED")) : .literal(.integer(1)))
        }
    }

    private mutating func property() -> FilterValue {
        .property(
            ["type", "title", "deaths_best", "start", "end", "code", "magnitude", "source.magnitude", "absent", "id"]
                .randomElement(using: &random) ?? "type")
    }

    private mutating func literal() -> FilterValue {
        switch Int.random(in: 0..<7, using: &random) {
        case 0: .literal(.string(["IED", "SAF", "07", "2.5", "true"].randomElement(using: &random) ?? "IED"))
        case 1: .literal(.integer(Int64.random(in: -1...7, using: &random)))
        case 2: .literal(.real(2.5))
        case 3: .literal(.bool(Bool.random(using: &random)))
        default: .time(interval())
        }
    }

    private mutating func value() -> FilterValue {
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            .arithmetic(
                FilterValue.Arithmetic.allCases.filter { $0 != .power }.randomElement(using: &random) ?? .plus,
                property(),
                literal())
        case 1: text()
        default: property()
        }
    }

    private mutating func text() -> FilterValue {
        let property = property()
        return random.oneIn(3) ? .caseFolded(property) : property
    }

    private mutating func pattern() -> FilterValue {
        .literal(
            .string(
                ["%", "I_D", "%a%e%", "drone%", "0_", "\\%", "2022-01-%", "%O''%", ""].randomElement(using: &random)
                    ?? ""))
    }

    private mutating func spatial() -> Filter {
        let relation: SpatialRelation = random.oneIn(3) ? .disjoint : .intersects
        let given: FilterGeometry
        if random.oneIn(2), let box = boundingBox() {
            given = .box(box)
        } else {
            given = .literal(.polygon(region().features[0][0]))
        }
        return random.oneIn(2) ? .spatial(relation, .incident, given) : .spatial(relation, given, .incident)
    }

    private mutating func time() -> FilterTime {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .property(["start", "end", "code", "absent"].randomElement(using: &random) ?? "start")
        case 1: .literal(interval())
        case 2: .interval(random.oneIn(3) ? .open : .literal(interval()), .property("end"))
        case 3: .interval(.literal(interval()), random.oneIn(3) ? .open : .literal(interval()))
        default: .incident
        }
    }
}
