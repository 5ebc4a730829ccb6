import Foundation

/// What `import --json` reports.
struct ImportReport: Decodable {
    var read: Int
    var inserted: Int
    var replaced: Int
    var unchanged: Int
    var rejected: Int
}

/// What `count --json` reports when nothing groups it.
struct CountReport: Decodable {
    var count: Int
}

/// The GeoJSON that `query` writes.
struct FeatureCollection: Decodable {
    var type: String
    var features: [Feature]
    var numberReturned: Int
    var numberMatched: Int
    var bbox: [Double]?

    struct Feature: Decodable {
        var type: String
        var id: String
        var geometry: Point?
        var properties: [String: Property]

        subscript(_ name: String) -> String? {
            if case .text(let text) = properties[name] { text } else { nil }
        }
    }

    /// The geometry of an incident that was imported as a point.
    struct Point: Decodable {
        var type: String
        var coordinates: [Double]
    }

    enum Property: Decodable, Equatable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case absent

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .absent
            } else if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try value.decode(String.self))
            }
        }
    }
}

extension FeatureCollection {
    init(_ data: Data) throws {
        self = try JSONDecoder().decode(FeatureCollection.self, from: data)
    }
}
