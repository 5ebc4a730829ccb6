internal import Geometries

extension PackedTree {
    /// Builds a tree.
    ///
    ///     let tree = try PackedTree(bulkLoading: [IndexEntry(id: 1, envelope: envelope)])
    ///
    /// With both orders dated entries are kept twice, at 20 bytes each: windows in space alone and nearest searches then cost
    /// about a third.
    ///
    /// Identifiers need not be unique; each entry is found by itself.
    ///
    /// - Throws: ``BulkLoadError`` for a coordinate that is not finite or out of range, an inverted envelope or time, or
    ///   more than 2³² - 1 entries of a kind.
    /// - Complexity: O(n). Beside the entries and the result it needs 24 bytes an entry while it runs; a collection
    ///   that is not contiguous in memory is copied first.
    public init(
        bulkLoading entries: some Collection<IndexEntry>, orders: TreeOrders = .automatic
    ) throws(BulkLoadError) {
        let contiguous = entries.withContiguousStorageIfAvailable { buffer in
            // The buffer is valid for the call, and the span does not leave it.
            Self.load(unsafe Span(_unsafeElements: buffer), orders)
        }
        let loaded = contiguous ?? Self.load(ContiguousArray(entries).span, orders)
        self.init(classes: try loaded.get())
    }

    private static func load(
        _ entries: Span<IndexEntry>, _ orders: TreeOrders
    ) -> Result<[OrderedParts], BulkLoadError> {
        // As a value, since the error cannot cross `withContiguousStorageIfAvailable` with its type.
        Result { () throws(BulkLoadError) in
            var classes = EntryClass.allEmpty
            for index in entries.indices {
                try validate(entries[index])
                classes[EntryClass.index(of: entries[index].envelope)].add(entries[index].envelope)
            }
            var loaded: [OrderedParts] = []
            for (number, entryClass) in classes.enumerated() where entryClass.count > 0 {
                guard entryClass.count <= PartLayout.maxCount, entries.count <= PartLayout.maxCount else {
                    throw .tooManyEntries(entryClass.count)
                }
                var builder = PartBuilder(entryClass, number: number, entries: entries)
                let main = builder.build(entries, order: .placeAndTime)
                let isTwofold = main.kind.contains(.dated) && orders.areTwo(for: main.count)
                loaded.append(
                    OrderedParts(main: main, byPlace: isTwofold ? builder.build(entries, order: .place) : nil))
            }
            return loaded
        }
    }

    static func validate(_ entry: IndexEntry) throws(BulkLoadError) {
        let r = entry.envelope.rectangle
        // NaN fails every comparison.
        guard r.minLongitude >= -180, r.minLongitude <= r.maxLongitude, r.maxLongitude <= 180,
            r.minLatitude >= -90, r.minLatitude <= r.maxLatitude, r.maxLatitude <= 90
        else { throw .invalidRectangle(id: entry.id, r) }
        if let time = entry.envelope.time, time.last < time.first { throw .invalidTime(id: entry.id, time) }
    }
}

/// What must be known about the entries of one part before it can be laid out.
struct EntryClass {
    /// The four classes, dated points first.
    static var allEmpty: [EntryClass] { (0..<4).map { _ in EntryClass() } }

    /// The class that an envelope belongs to.
    static func index(of envelope: Envelope) -> Int {
        (envelope.time == nil ? 2 : 0) + (envelope.rectangle.isPoint ? 0 : 1)
    }

    private(set) var count = 0
    private(set) var kind: PartKind = []
    private(set) var rectangle = Rectangle.empty
    private(set) var times = TimeGrid.Fitter()
    private(set) var time: TimeSpan?

    mutating func add(_ envelope: Envelope) {
        count += 1
        let r = envelope.rectangle
        rectangle.formUnion(r)
        if !kind.contains(.looseSpace), !(DegreeGrid.holds(r.minLongitude) && DegreeGrid.holds(r.minLatitude)) {
            kind.insert(.looseSpace)
        }
        if !r.isPoint {
            kind.insert(.extents)
            if !(DegreeGrid.holds(r.maxLongitude) && DegreeGrid.holds(r.maxLatitude)) { kind.insert(.looseSpace) }
        }
        guard let span = envelope.time else { return }
        kind.insert(.dated)
        if span.first != span.last { kind.insert(.spans) }
        times.add(span)
        time = TimeSpan(
            first: min(time?.first ?? span.first, span.first), last: max(time?.last ?? span.last, span.last))
    }
}
