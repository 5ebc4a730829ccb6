/// A body of data that the gazetteer was made from.
public struct GazetteerSource: Hashable, Sendable {
    /// The short name that entries carry.
    public let id: String
    /// What it is and how it came here.
    public let title: String
    /// The licence of the data.
    public let licence: String
    /// What whoever shows the data must say; empty where nothing is asked.
    public let attribution: String

    /// Names a body of data.
    public init(id: String, title: String, licence: String, attribution: String) {
        self.id = id
        self.title = title
        self.licence = licence
        self.attribution = attribution
    }

    static func read(_ file: GazetteerFile, _ strings: StringPool) throws(GazetteerError) -> [GazetteerSource] {
        let range = try file.range("SRCS")
        let count = Int(try file.source.load(UInt32.self, at: range.lowerBound))
        guard count <= 16, range.count == 4 + 16 * count else {
            throw .corrupt(reason: "the list of sources does not fill its section", byteOffset: range.lowerBound)
        }
        var sources: [GazetteerSource] = []
        for index in 0..<count {
            var texts: [String] = []
            for field in 0..<4 {
                let offset = try file.source.load(UInt32.self, at: range.lowerBound + 4 + 16 * index + 4 * field)
                texts.append(try strings.text(at: offset))
            }
            sources.append(
                GazetteerSource(id: texts[0], title: texts[1], licence: texts[2], attribution: texts[3]))
        }
        return sources
    }
}

extension Gazetteer {
    /// What the gazetteer was made from, with the licence of each part; preferred parts first.
    public var licences: [GazetteerSource] {
        (layers.filter(\.isPreferred) + layers.filter { !$0.isPreferred }).flatMap(\.sources)
    }
}
