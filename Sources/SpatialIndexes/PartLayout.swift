/// Which columns a part of a tree has.
struct PartKind: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    /// The entries have times.
    static let dated = PartKind(rawValue: 1)
    /// Some entry is not a point: there are columns of maxima for longitude and latitude.
    static let extents = PartKind(rawValue: 2)
    /// Some entry is not an instant: there is a column of last times.
    static let spans = PartKind(rawValue: 4)
    /// Some coordinate is off the grid of degrees: the doubles follow.
    static let looseSpace = PartKind(rawValue: 8)
    /// Some time is off the part's grid of time: the milliseconds follow.
    static let looseTime = PartKind(rawValue: 16)
    /// The entries are those of the part before, in an order by place alone.
    static let byPlace = PartKind(rawValue: 32)

    static let all: PartKind = [.dated, .extents, .spans, .looseSpace, .looseTime, .byPlace]

    /// Whether the flags make sense together.
    var isValid: Bool {
        subtracting(.all).isEmpty && (contains(.dated) || isDisjoint(with: [.spans, .looseTime, .byPlace]))
    }
}

/// The arrays of a part, in the order in which they lie in memory and in the file.
enum PartSection: UInt32, CaseIterable, Hashable, Sendable {
    case nodes
    case minLongitude, minLatitude, maxLongitude, maxLatitude, first, last
    case ids
    case exactMinLongitude, exactMinLatitude, exactMaxLongitude, exactMaxLatitude, exactFirst, exactLast

    /// Whether a part of this kind has the section.
    func isPresent(in kind: PartKind) -> Bool {
        switch self {
        case .nodes, .minLongitude, .minLatitude, .ids: true
        case .maxLongitude, .maxLatitude: kind.contains(.extents)
        case .first: kind.contains(.dated)
        case .last: kind.contains(.spans)
        case .exactMinLongitude, .exactMinLatitude: kind.contains(.looseSpace)
        case .exactMaxLongitude, .exactMaxLatitude: kind.isSuperset(of: [.looseSpace, .extents])
        case .exactFirst: kind.contains(.looseTime)
        case .exactLast: kind.isSuperset(of: [.looseTime, .spans])
        }
    }

    /// Bytes an entry; nodes are counted apart.
    var bytesPerEntry: Int {
        switch self {
        case .nodes: 0
        case .minLongitude, .minLatitude, .maxLongitude, .maxLatitude, .first, .last: 4
        default: 8
        }
    }
}

/// Where everything lies in a part: arithmetic on the number of its entries and its kind, and nothing else.
///
/// Entries stand in tree order. Leaf `l` holds the entries from `64 l` on; the last leaf may be short. The 16 children of
/// node `n` of level 0 are the leaves from `16 n` on, those of a node of level `k` the nodes of level `k - 1` from `16 n` on.
/// The nodes of the highest level, which is a single root, come first. No pointer or offset is ever stored.
struct PartLayout: Hashable, Sendable {
    /// Entries a leaf.
    static let leafCapacity = 64
    /// Children a node.
    static let nodeCapacity = 16
    /// Bytes a node: six rows of 16 integers.
    static let nodeStride = 6 * nodeCapacity * 4
    /// The most entries of a part.
    static let maxCount = Int(UInt32.max)

    /// The number of entries, 1 through ``maxCount``.
    let count: Int
    /// Which columns there are.
    let kind: PartKind
    /// The number of leaves.
    let leafCount: Int
    /// The number of levels of nodes above the leaves, at least 1.
    let levelCount: Int
    /// The number of nodes of all levels.
    let nodeCount: Int
    /// Bytes of the whole part, a multiple of 64.
    let byteCount: Int
    private let starts: [Int]

    /// Lays out a part; `count` is 1 through ``maxCount``.
    init(count: Int, kind: PartKind) {
        self.count = count
        self.kind = kind
        let leaves = (count + Self.leafCapacity - 1) / Self.leafCapacity
        leafCount = leaves
        var levels = 1
        var nodes = Self.nodeCount(level: 0, leaves: leaves)
        while Self.nodeCount(level: levels - 1, leaves: leaves) > 1 {
            nodes += Self.nodeCount(level: levels, leaves: leaves)
            levels += 1
        }
        levelCount = levels
        nodeCount = nodes
        var starts: [Int] = []
        var end = 0
        for section in PartSection.allCases {
            starts.append(end)
            if section.isPresent(in: kind) {
                end += Self.length(of: section, leaves: leaves, nodes: nodes)
            }
        }
        self.starts = starts
        byteCount = end
    }

    private static func length(of section: PartSection, leaves: Int, nodes: Int) -> Int {
        section == .nodes ? nodes * nodeStride : leaves * leafCapacity * section.bytesPerEntry
    }

    @inline(__always)
    private static func nodeCount(level: Int, leaves: Int) -> Int {
        // There are fewer than 2²⁶ leaves and so no more than 7 levels: nothing overflows.
        let shift = 4 &* (level &+ 1)
        return (leaves &+ (1 &<< shift) &- 1) &>> shift
    }

    /// The offset and length of a section in the part, in bytes, or nil where the part has none; multiples of 64.
    func range(of section: PartSection) -> Range<Int>? {
        guard section.isPresent(in: kind) else { return nil }
        let start = starts[Int(section.rawValue)]
        return start..<start + Self.length(of: section, leaves: leafCount, nodes: nodeCount)
    }

    /// The number of nodes of a level; level 0 lies just above the leaves.
    @inline(__always)
    func nodeCount(level: Int) -> Int { Self.nodeCount(level: level, leaves: leafCount) }

    /// Where a node, or behind all nodes a leaf, stands when all are counted from the root on; the level of leaves is -1.
    @inline(__always)
    func place(of number: Int) -> (level: Int, start: Int, index: Int) {
        var level = levelCount &- 1
        var start = 0
        while level >= 0 {
            let next = start &+ nodeCount(level: level)
            if number < next { break }
            start = next
            level &-= 1
        }
        return (level, start, number &- start)
    }

    /// The number of children of all nodes of a level.
    @inline(__always)
    func childCount(level: Int) -> Int { level == 0 ? leafCount : nodeCount(level: level &- 1) }

    /// The number of entries below a full child of a node of a level.
    @inline(__always)
    static func entriesBelowChild(level: Int) -> Int { leafCapacity &<< (4 &* level) }
}
