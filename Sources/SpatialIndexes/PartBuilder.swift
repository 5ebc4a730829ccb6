internal import Geometries

/// Puts the entries of one class in order and writes them and the nodes above them.
struct PartBuilder {
    private let entryClass: EntryClass
    private let grid: TimeGrid
    private let kind: PartKind
    /// The indices of the class's entries among all, in tree order.
    private let order: [UInt32]

    /// Decides on the order.
    ///
    /// `number` says which of `classes` it is; if it is the only one, `entries` need not be looked through.
    init(_ entryClass: EntryClass, number: Int, of classes: [EntryClass], entries: Span<IndexEntry>) {
        self.entryClass = entryClass
        grid = entryClass.times.grid
        var members: [UInt32]?
        if entryClass.count < entries.count {
            var found: [UInt32] = []
            found.reserveCapacity(entryClass.count)
            for index in entries.indices where EntryClass.index(of: entries[index].envelope) == number {
                found.append(UInt32(truncatingIfNeeded: index))
            }
            members = found
        }
        order = EntryOrder(entryClass).order(entries, members: members)
        // Whether every time survives its grid is known only now that the grid is.
        var kind = entryClass.kind
        if kind.contains(.dated) {
            for index in order where !Self.holds(entries[Int(index)].envelope.time, on: grid) {
                kind.insert(.looseTime)
                break
            }
        }
        self.kind = kind
    }

    private static func holds(_ time: TimeSpan?, on grid: TimeGrid) -> Bool {
        time.map(grid.holds) ?? true
    }

    /// Writes the part.
    func build(_ entries: Span<IndexEntry>) -> TreePart {
        let layout = PartLayout(count: order.count, kind: kind)
        let bytes = TreeBytes(count: layout.byteCount)
        writeColumns(entries, layout, to: bytes)
        // The bytes are as long as the layout says and aligned to 64.
        let part = unsafe TreePart(layout: layout, grid: grid, base: bytes.base, owner: bytes)
        writeNodes(part, to: bytes)
        return part
    }

    private func writeColumns(_ entries: Span<IndexEntry>, _ layout: PartLayout, to bytes: TreeBytes) {
        // A block at a time, so that each entry is fetched from afar once and not once a column.
        let blockSize = 1024
        var block: [IndexEntry] = []
        for start in stride(from: 0, to: order.count, by: blockSize) {
            block.removeAll(keepingCapacity: true)
            for position in start..<min(order.count, start + blockSize) {
                block.append(entries[Int(order[position])])
            }
            for section in PartSection.allCases {
                guard let range = layout.range(of: section) else { continue }
                writeColumn(section, of: block, at: range.lowerBound + start * section.bytesPerEntry, to: bytes)
            }
        }
    }

    private func writeColumn(_ section: PartSection, of block: [IndexEntry], at offset: Int, to bytes: TreeBytes) {
        func write<Value: BitwiseCopyable>(_ value: (IndexEntry) -> Value) {
            let range = offset..<offset + block.count * MemoryLayout<Value>.stride
            bytes.withMutableSpan(range, of: Value.self) { column in
                for index in block.indices { column[index] = value(block[index]) }
            }
        }
        let epoch = TimeSpan(first: grid.origin, last: grid.origin)
        switch section {
        case .nodes: break
        case .ids: write(\.id)
        case .minLongitude: write { DegreeGrid.step(flooring: $0.envelope.rectangle.minLongitude) }
        case .minLatitude: write { DegreeGrid.step(flooring: $0.envelope.rectangle.minLatitude) }
        case .maxLongitude: write { DegreeGrid.step(flooring: $0.envelope.rectangle.maxLongitude) }
        case .maxLatitude: write { DegreeGrid.step(flooring: $0.envelope.rectangle.maxLatitude) }
        case .first: write { grid.step(flooring: ($0.envelope.time ?? epoch).first) }
        case .last: write { grid.step(flooring: ($0.envelope.time ?? epoch).last) }
        case .exactMinLongitude: write(\.envelope.rectangle.minLongitude)
        case .exactMinLatitude: write(\.envelope.rectangle.minLatitude)
        case .exactMaxLongitude: write(\.envelope.rectangle.maxLongitude)
        case .exactMaxLatitude: write(\.envelope.rectangle.maxLatitude)
        case .exactFirst: write { ($0.envelope.time ?? epoch).first }
        case .exactLast: write { ($0.envelope.time ?? epoch).last }
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
