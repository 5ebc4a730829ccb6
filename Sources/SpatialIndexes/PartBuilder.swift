internal import Geometries

/// Puts the entries of one class in order and writes them and the nodes above them.
struct PartBuilder {
    /// What the entries of a part are ordered by.
    enum Order {
        /// Place, and time with ``PartBuilder/timeWeight``.
        case placeAndTime
        /// Place alone.
        case place
    }

    /// What a part's whole duration counts for in the order, as a fraction of its width or height, whichever is larger;
    /// docs/decisions/0014-two-orders.md has the measurements.
    static let timeWeight = 1.0 / 3

    private let grid: TimeGrid
    private let kind: PartKind
    /// How many steps of longitude a step of time counts for.
    private let timeScale: Double
    /// The entries of the class, in the order of the last part that was built.
    private var items: [MedianSplit.Item]

    /// Gathers the entries of a class.
    ///
    /// `number` says which class it is; if it has all entries, they are not looked through.
    init(_ entryClass: EntryClass, number: Int, entries: Span<IndexEntry>) {
        let (grid, isExact) = entryClass.times.grid
        self.grid = grid
        kind = isExact ? entryClass.kind : entryClass.kind.union(.looseTime)
        var items: [MedianSplit.Item] = []
        items.reserveCapacity(entryClass.count)
        for index in entries.indices {
            let envelope = entries[index].envelope
            guard entryClass.count == entries.count || EntryClass.index(of: envelope) == number else { continue }
            items.append(
                MedianSplit.Item(
                    longitude: DegreeGrid.step(flooring: envelope.rectangle.minLongitude),
                    latitude: DegreeGrid.step(flooring: envelope.rectangle.minLatitude),
                    time: envelope.time.map { grid.step(flooring: $0.first) } ?? 0,
                    index: UInt32(truncatingIfNeeded: index)))
        }
        timeScale = Self.timeScale(entryClass, grid)
        self.items = items
    }

    private static func timeScale(_ entryClass: EntryClass, _ grid: TimeGrid) -> Double {
        guard let time = entryClass.time else { return 0 }
        let steps = Double(grid.step(flooring: time.last)) - Double(grid.step(flooring: time.first))
        let rectangle = entryClass.rectangle
        let width = max(rectangle.maxLongitude - rectangle.minLongitude, rectangle.maxLatitude - rectangle.minLatitude)
        return steps > 0 ? width * 1e7 * timeWeight / steps : 0
    }

    /// Orders the entries and writes a part.
    mutating func build(_ entries: Span<IndexEntry>, order: Order) -> TreePart {
        var split = MedianSplit(timeScale: order == .place ? 0 : timeScale)
        var span = items.mutableSpan
        split.order(&span)
        let layout = PartLayout(count: items.count, kind: order == .place ? kind.union(.byPlace) : kind)
        let bytes = TreeBytes(count: layout.byteCount)
        writeColumns(entries, layout, to: bytes)
        // The bytes are as long as the layout says and aligned to 64.
        let part = unsafe TreePart(layout: layout, grid: grid, base: bytes.base, owner: bytes)
        writeNodes(part, to: bytes)
        return part
    }

    private func writeColumns(_ entries: Span<IndexEntry>, _ layout: PartLayout, to bytes: TreeBytes) {
        // A block at a time, so that each entry is fetched from afar once and not once a column.
        let blockSize = 512
        for start in stride(from: 0, to: items.count, by: blockSize) {
            let block = start..<min(items.count, start + blockSize)
            for section in PartSection.allCases {
                guard let range = layout.range(of: section) else { continue }
                let offset = range.lowerBound + start * section.bytesPerEntry
                writeColumn(section, of: block, entries, at: offset, to: bytes)
            }
        }
    }

    private func writeColumn(
        _ section: PartSection, of block: Range<Int>, _ entries: Span<IndexEntry>, at offset: Int, to bytes: TreeBytes
    ) {
        func write<Value: BitwiseCopyable>(_ value: (MedianSplit.Item) -> Value) {
            let range = offset..<offset + block.count * MemoryLayout<Value>.stride
            bytes.withMutableSpan(range, of: Value.self) { column in
                for index in column.indices { column[index] = value(items[block.lowerBound + index]) }
            }
        }
        func rectangle(_ item: MedianSplit.Item) -> Rectangle { entries[Int(item.index)].envelope.rectangle }
        func time(_ item: MedianSplit.Item) -> TimeSpan {
            entries[Int(item.index)].envelope.time ?? TimeSpan(first: grid.origin, last: grid.origin)
        }
        switch section {
        case .nodes: break
        case .ids: write { entries[Int($0.index)].id }
        case .minLongitude: write(\.longitude)
        case .minLatitude: write(\.latitude)
        case .maxLongitude: write { DegreeGrid.step(flooring: rectangle($0).maxLongitude) }
        case .maxLatitude: write { DegreeGrid.step(flooring: rectangle($0).maxLatitude) }
        case .first: write(\.time)
        case .last: write { grid.step(flooring: time($0).last) }
        case .exactMinLongitude: write { rectangle($0).minLongitude }
        case .exactMinLatitude: write { rectangle($0).minLatitude }
        case .exactMaxLongitude: write { rectangle($0).maxLongitude }
        case .exactMaxLatitude: write { rectangle($0).maxLatitude }
        case .exactFirst: write { time($0).first }
        case .exactLast: write { time($0).last }
        }
    }

    /// Writes the nodes from the leaves up.
    private func writeNodes(_ part: TreePart, to bytes: TreeBytes) {
        let layout = part.layout
        guard let range = layout.range(of: .nodes) else { return }
        bytes.withMutableSpan(range, of: Int32.self) { nodes in
            var start = layout.nodeCount
            var children = (0..<layout.leafCount).map { Self.bounds(ofLeaf: $0, of: part) }
            for level in 0..<layout.levelCount {
                start -= layout.nodeCount(level: level)
                var parents: [StepBox] = []
                for (index, child) in children.enumerated() {
                    let slot = index % PartLayout.nodeCapacity
                    if slot == 0 { parents.append(child) } else { parents[parents.count - 1].formUnion(child) }
                    let node = start + index / PartLayout.nodeCapacity
                    child.store(in: &nodes, at: node * (PartLayout.nodeStride / 4) + slot)
                }
                children = parents
            }
        }
    }

    private static func bounds(ofLeaf leaf: Int, of part: TreePart) -> StepBox {
        let first = leaf * PartLayout.leafCapacity
        let positions = first..<min(part.count, first + PartLayout.leafCapacity)
        func lowest(_ section: PartSection) -> Int32 { part.withSteps(section, positions) { $0.extremes.0 } }
        func highest(_ section: PartSection, else other: PartSection) -> Int32 {
            let present = section.isPresent(in: part.kind) ? section : other
            return part.withSteps(present, positions) { $0.extremes.1 }
        }
        let dated = part.kind.contains(.dated)
        return StepBox(
            minLongitude: lowest(.minLongitude), maxLongitude: highest(.maxLongitude, else: .minLongitude),
            minLatitude: lowest(.minLatitude), maxLatitude: highest(.maxLatitude, else: .minLatitude),
            minTime: dated ? lowest(.first) : 0, maxTime: dated ? highest(.last, else: .first) : 0)
    }
}

extension Span<Int32> {
    /// The least and the greatest element; meaningless when there is none.
    fileprivate var extremes: (Int32, Int32) {
        var least = Int32.max
        var greatest = Int32.min
        for index in indices {
            least = Swift.min(least, self[index])
            greatest = Swift.max(greatest, self[index])
        }
        return (least, greatest)
    }
}
