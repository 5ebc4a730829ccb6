internal import CKernels
internal import Geometries

/// One packed tree over entries of one kind: its layout, its grid of time and the address of its arrays.
///
/// All reads of raw memory are in this file. They stay inside the part, because every position is derived by arithmetic
/// from the layout (whose byte count was checked against the memory when the part was made) and from nothing that was read.
///
/// An object, so that a search holds on to one reference and copies nothing. It may cross between tasks unchecked: nothing
/// in it changes, nor do its bytes, and `owner` keeps them alive.
@safe
final class TreePart: @unchecked Sendable {
    let layout: PartLayout
    let count: Int
    let kind: PartKind
    let grid: TimeGrid
    /// What owns the bytes.
    let owner: any AnyObject & Sendable
    /// The first byte of the part, aligned to 8 bytes, ``PartLayout/byteCount`` bytes long.
    let base: UnsafeRawPointer
    private let nodes: UnsafePointer<Int32>
    private let ids: UnsafePointer<Int64>
    private let steps: StepColumns

    /// Takes over bytes that were laid out by `layout`.
    ///
    /// - Precondition: `base` is aligned to 8 bytes and readable for `layout.byteCount` bytes as long as `owner` lives.
    init(layout: PartLayout, grid: TimeGrid, base: UnsafeRawPointer, owner: any AnyObject & Sendable) {
        self.layout = layout
        count = layout.count
        kind = layout.kind
        self.grid = grid
        self.owner = owner
        // The two sections are always present, and the caller vouches for the part's bytes.
        unsafe self.base = base
        unsafe nodes = base.assumingMemoryBound(to: Int32.self)
        let ids = layout.range(of: .ids)?.lowerBound ?? 0
        unsafe self.ids = (base + ids).assumingMemoryBound(to: Int64.self)
        // Of the columns of steps only those are asked for that the layout has.
        unsafe steps = StepColumns(layout, base)
    }

    /// The address of a column, or nil where the part has none.
    private func column<Value>(_ section: PartSection, of type: Value.Type) -> UnsafePointer<Value>? {
        guard let range = layout.range(of: section) else { return nil }
        // The range lies inside the part and starts at a multiple of 64 bytes.
        return unsafe (base + range.lowerBound).assumingMemoryBound(to: type)
    }

    /// The bytes of a section, or nil where the part has none.
    func bytes(of section: PartSection) -> UnsafeRawBufferPointer? {
        guard let range = layout.range(of: section) else { return nil }
        // The range lies inside the part.
        return unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    }
}

// MARK: - Entries

extension TreePart {
    /// The identifier at a position, which is less than ``count``.
    func id(at position: Int) -> Int64 {
        precondition(position >= 0 && position < count)
        // The position was checked.
        return unsafe ids[position]
    }

    /// Hands the identifiers of positions out as one span; the positions lie below ``count``.
    @inline(__always)
    func withIDs<Result, Failure: Error>(
        _ positions: Range<Int>, _ body: (Span<Int64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= count)
        // The positions were checked, and `self`, which holds the owner, outlives the call.
        let span = unsafe Span(_unsafeStart: ids + positions.lowerBound, count: positions.count)
        return try body(span)
    }

    /// Appends the identifiers of positions, which lie below ``count``.
    @inline(__always)
    func appendIDs(_ positions: Range<Int>, to result: inout [Int64]) {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= count)
        // The positions were checked.
        unsafe result.append(
            contentsOf: UnsafeBufferPointer(start: ids + positions.lowerBound, count: positions.count))
    }

    /// Appends those identifiers of a leaf whose bits are set; a set bit must belong to an entry.
    @inline(__always)
    func appendIDs(ofLeaf leaf: Int, _ mask: UInt64, kernels: Kernels, to result: inout [Int64]) {
        precondition(leaf >= 0 && leaf < layout.leafCount)
        // Columns are padded to whole leaves, and there is room for a whole leaf.
        let first = unsafe ids + leaf &* PartLayout.leafCapacity
        let gather = unsafe kernels.gather
        result.append(addingCapacity: PartLayout.leafCapacity) { span in
            unsafe span.withUnsafeMutableBufferPointer { buffer, count in
                guard let out = buffer.baseAddress else { return }
                count = unsafe gather(first, mask, out)
            }
        }
    }

    /// Hands those identifiers of a leaf whose bits are set out as one span; a set bit must belong to an entry.
    @inline(__always)
    func withIDs<Result, Failure: Error>(
        ofLeaf leaf: Int, _ mask: UInt64, kernels: Kernels, _ body: (Span<Int64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(leaf >= 0 && leaf < layout.leafCount)
        // Columns are padded to whole leaves, and the buffer has room for a whole leaf.
        return try unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: PartLayout.leafCapacity) {
            (buffer) throws(Failure) -> Result in
            guard let out = buffer.baseAddress else { return try body(Span()) }
            let count = unsafe kernels.gather(ids + leaf * PartLayout.leafCapacity, mask, out)
            let span = unsafe Span(_unsafeStart: UnsafePointer(out), count: count)
            return try body(span)
        }
    }

    /// The rectangle at a position, exactly as it was given (of arbitrary value in a damaged file).
    func rectangle(at position: Int) -> Rectangle {
        precondition(position >= 0 && position < count)
        if kind.isDisjoint(with: [.extents, .looseSpace]) {
            let place = place(at: position)
            let longitude = DegreeGrid.degrees(place.longitude)
            let latitude = DegreeGrid.degrees(place.latitude)
            return Rectangle(
                minLongitude: longitude, minLatitude: latitude, maxLongitude: longitude, maxLatitude: latitude)
        }
        // The position was checked and columns are as long as the part; a column that is absent is not read.
        let point: (Double, Double)
        if let longitude = unsafe column(.exactMinLongitude, of: Double.self),
            let latitude = unsafe column(.exactMinLatitude, of: Double.self)
        {
            point = unsafe (longitude[position], latitude[position])
            if let east = unsafe column(.exactMaxLongitude, of: Double.self),
                let north = unsafe column(.exactMaxLatitude, of: Double.self)
            {
                return unsafe Rectangle(
                    minLongitude: point.0, minLatitude: point.1, maxLongitude: east[position],
                    maxLatitude: north[position])
            }
        } else {
            point = (
                DegreeGrid.degrees(step(.minLongitude, at: position)),
                DegreeGrid.degrees(step(.minLatitude, at: position))
            )
            if kind.contains(.extents) {
                return Rectangle(
                    minLongitude: point.0, minLatitude: point.1,
                    maxLongitude: DegreeGrid.degrees(step(.maxLongitude, at: position)),
                    maxLatitude: DegreeGrid.degrees(step(.maxLatitude, at: position)))
            }
        }
        return Rectangle(minLongitude: point.0, minLatitude: point.1, maxLongitude: point.0, maxLatitude: point.1)
    }

    /// The steps of the least longitude and latitude at a position.
    @inline(__always)
    func place(at position: Int) -> (longitude: Int32, latitude: Int32) {
        precondition(position >= 0 && position < count)
        // The position was checked, and every part has the two columns.
        guard let longitude = unsafe steps[.minLongitude], let latitude = unsafe steps[.minLatitude] else {
            return (0, 0)
        }
        return unsafe (longitude[position], latitude[position])
    }

    /// The time at a position, exactly as it was given, or nil in an undated part.
    func time(at position: Int) -> TimeSpan? {
        guard kind.contains(.dated) else { return nil }
        precondition(position >= 0 && position < count)
        if let first = unsafe column(.exactFirst, of: Int64.self) {
            // The position was checked and columns are as long as the part.
            let start = unsafe first[position]
            guard let last = unsafe column(.exactLast, of: Int64.self) else {
                return TimeSpan(first: start, last: start)
            }
            return unsafe TimeSpan(first: start, last: last[position])
        }
        let first = step(.first, at: position)
        return grid.span(first: first, last: kind.contains(.spans) ? step(.last, at: position) : first)
    }

    /// The entry at a position, exactly as it was given.
    func entry(at position: Int) -> IndexEntry {
        IndexEntry(
            id: id(at: position), envelope: Envelope(rectangle(at: position), time: time(at: position)))
    }

    /// Hands steps of a column that the part has out as one span; the positions lie below ``count``.
    func withSteps<Result>(_ section: PartSection, _ positions: Range<Int>, _ body: (Span<Int32>) -> Result) -> Result {
        precondition(positions.lowerBound >= 0 && positions.upperBound <= count)
        guard let steps = unsafe steps[section] else { return body(Span()) }
        // The positions were checked, and `self`, which holds the owner, outlives the call.
        return body(unsafe Span(_unsafeStart: steps + positions.lowerBound, count: positions.count))
    }

    /// The step in a column that the part has, at a position.
    func step(_ section: PartSection, at position: Int) -> Int32 {
        precondition(position >= 0 && position < count)
        guard let steps = unsafe steps[section] else { return 0 }
        // The position was checked and columns are as long as the part.
        return unsafe steps[position]
    }
}

// MARK: - Nodes

/// The children of a node, or the entries of a leaf, that a search goes on with.
struct NodeMasks {
    /// A bit for each child that meets the window and does not lie in it.
    var crossing: UInt32
    /// A bit for each child whose entries all match.
    var covered: UInt32
}

extension TreePart {
    /// The six bounds of a child of a node, as stored.
    @inline(__always)
    func bounds(ofChild child: Int, of node: Int) -> StepBox {
        precondition(node >= 0 && node < layout.nodeCount && child >= 0 && child < PartLayout.nodeCapacity)
        // The node was checked; a node has six rows of 16.
        let row = unsafe nodes + node * (PartLayout.nodeStride / 4) + child
        return unsafe StepBox(
            minLongitude: row[0], maxLongitude: row[16], minLatitude: row[32], maxLatitude: row[48],
            minTime: row[64], maxTime: row[80])
    }

    /// The rectangle, in degrees, that surely holds every entry below a child of a node.
    func rectangle(ofChild child: Int, of node: Int) -> Rectangle {
        let bounds = bounds(ofChild: child, of: node)
        let exact = !kind.contains(.looseSpace)
        return Rectangle(
            minLongitude: DegreeGrid.degrees(bounds.minLongitude),
            minLatitude: DegreeGrid.degrees(bounds.minLatitude),
            maxLongitude: DegreeGrid.upperDegrees(bounds.maxLongitude, exact: exact),
            maxLatitude: DegreeGrid.upperDegrees(bounds.maxLatitude, exact: exact))
    }

    /// Compares the children of a node, counted from the first of all levels, with a query on this part.
    ///
    /// `valid` says how many children the node has; the rest of its rows says nothing.
    @inline(__always)
    func compare(node: Int, valid: Int, with query: PartQuery) -> NodeMasks {
        precondition(node >= 0 && node < layout.nodeCount)
        // The node was checked, and the query's address is valid for the call.
        let masks = unsafe query.kernels.node(query.address, nodes + node &* (PartLayout.nodeStride / 4))
        let present: UInt32 = valid >= PartLayout.nodeCapacity ? 0xffff : (1 &<< UInt32(max(valid, 0))) &- 1
        let covered = masks >> 16 & present
        return NodeMasks(crossing: masks & present & ~covered, covered: covered)
    }

    /// Compares the entries of a leaf with a query on this part; a bit for each entry that matches.
    @inline(__always)
    func compare(leaf: Int, with query: PartQuery, statistics: inout QueryStatistics) -> UInt64 {
        precondition(leaf >= 0 && leaf < layout.leafCount)
        let first = leaf &* PartLayout.leafCapacity
        let valid = count &- first
        let present: UInt64 = valid >= PartLayout.leafCapacity ? .max : (1 &<< UInt64(valid)) &- 1
        var candidates = present & outerMask(first, query)
        if !query.deleted.isEmpty { candidates &= ~query.deleted[leaf] }
        guard query.hasBorder, candidates != 0 else { return candidates }
        var border = candidates & ~innerMask(first, query)
        var matches = candidates
        while border != 0 {
            let position = first + border.trailingZeroBitCount
            statistics.tested += 1
            if !query.window.matches(Envelope(rectangle(at: position), time: time(at: position))) {
                matches &= ~(border & (~border &+ 1))
            }
            border &= border &- 1
        }
        return matches
    }

    /// A bit for each entry of a leaf, which begins at `first`, that may match.
    @inline(__always)
    private func outerMask(_ first: Int, _ query: PartQuery) -> UInt64 {
        // The leaf was checked by the caller, columns are padded to whole leaves, and ranges point to this part's columns.
        guard query.isOfPoints else { return unsafe query.kernels.leaf(query.outerRanges, query.rangeCount, first) }
        return unsafe query.kernels.points(
            query.outerBox, steps.minLongitude, steps.minLatitude, query.starts, query.ends, first)
    }

    /// A bit for each entry of a leaf that must match.
    private func innerMask(_ first: Int, _ query: PartQuery) -> UInt64 {
        // As above.
        guard query.isOfPoints else { return unsafe query.kernels.leaf(query.innerRanges, query.rangeCount, first) }
        return unsafe query.kernels.points(
            query.innerBox, steps.minLongitude, steps.minLatitude, query.starts, query.ends, first)
    }

    /// A bit for each entry of a leaf that was not deleted.
    @inline(__always)
    func present(inLeaf leaf: Int, without deleted: DeletedEntries) -> UInt64 {
        precondition(leaf >= 0 && leaf < layout.leafCount)
        let valid = count &- leaf &* PartLayout.leafCapacity
        let present: UInt64 = valid >= PartLayout.leafCapacity ? .max : (1 &<< UInt64(valid)) &- 1
        return deleted.isEmpty ? present : present & ~deleted[leaf]
    }

    /// Asks the memory for the columns of a leaf that a search compares and, if they are wanted, its identifiers.
    @inline(__always)
    func prefetch(leaf: Int, timed: Bool, ids wanted: Bool) {
        // The addresses are only hints.
        unsafe ck_prefetch(
            steps.minLongitude, steps.minLatitude, timed ? steps.first : nil, timed ? steps.last : nil,
            wanted ? ids : nil, leaf &* PartLayout.leafCapacity)
    }

    /// The columns that a span of time is compared with: that which must not begin after it, and that which must not end
    /// before it.
    func times(_ match: QueryWindow.TimeMatch) -> (starts: UnsafePointer<Int32>?, ends: UnsafePointer<Int32>?) {
        let (first, last) = unsafe (steps.first, steps.last ?? steps.first)
        return unsafe match == .intersects ? (first, last) : (last, first)
    }

    /// Appends the squares of the distances in a plane to the 64 entries of a leaf; infinity for those whose bits are not set.
    func appendSquares(
        ofLeaf leaf: Int, _ mask: UInt64, in plane: StepPlane, kernels: Kernels, to squares: inout [Float]
    ) {
        precondition(leaf >= 0 && leaf < layout.leafCount)
        // The leaf was checked, every part has the two columns, padded to whole leaves, and there is room for a leaf.
        guard let longitudes = unsafe steps[.minLongitude], let latitudes = unsafe steps[.minLatitude] else { return }
        var plane = plane.rounded
        let write = unsafe kernels.squares
        squares.append(addingCapacity: PartLayout.leafCapacity) { span in
            unsafe span.withUnsafeMutableBufferPointer { buffer, count in
                guard let out = buffer.baseAddress else { return }
                unsafe write(longitudes, latitudes, leaf * PartLayout.leafCapacity, &plane, out)
                var others = ~mask
                while others != 0 {
                    unsafe buffer[others.trailingZeroBitCount] = .infinity
                    others &= others &- 1
                }
                count = PartLayout.leafCapacity
            }
        }
    }

    /// Hands numbers out that the squares of the distances in a plane to what lies below the 16 children of a node are not
    /// less than; those of children that the node has not say nothing.
    @inline(__always)
    func withSquaredBounds<Result>(
        ofChildrenOf node: Int, in plane: StepPlane, kernels: Kernels, _ body: (Span<Float>) -> Result
    ) -> Result {
        precondition(node >= 0 && node < layout.nodeCount)
        var plane = plane.rounded
        // The node was checked, and there is room for a number for each child.
        return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: PartLayout.nodeCapacity) { buffer in
            guard let out = buffer.baseAddress else { return body(Span()) }
            unsafe kernels.bounds(nodes + node &* (PartLayout.nodeStride / 4), &plane, out)
            return body(unsafe Span(_unsafeStart: UnsafePointer(out), count: PartLayout.nodeCapacity))
        }
    }

    /// A range asked of a column, or nil where the part has none.
    func range(_ section: PartSection, from low: Int32, through high: Int32) -> ck_range? {
        guard let column = unsafe steps[section] else { return nil }
        return unsafe ck_range(column: column, low: low, high: high)
    }
}

/// The addresses of a part's columns of steps.
@unsafe
private struct StepColumns {
    let minLongitude, minLatitude, first, last: UnsafePointer<Int32>?
    private let maxLongitude, maxLatitude: UnsafePointer<Int32>?

    init(_ layout: PartLayout, _ base: UnsafeRawPointer) {
        func column(_ section: PartSection) -> UnsafePointer<Int32>? {
            guard let range = layout.range(of: section) else { return nil }
            return unsafe (base + range.lowerBound).assumingMemoryBound(to: Int32.self)
        }
        unsafe minLongitude = column(.minLongitude)
        unsafe minLatitude = column(.minLatitude)
        unsafe maxLongitude = column(.maxLongitude)
        unsafe maxLatitude = column(.maxLatitude)
        unsafe first = column(.first)
        unsafe last = column(.last)
    }

    /// The column, or nil where the part has none.
    @inline(__always)
    subscript(section: PartSection) -> UnsafePointer<Int32>? {
        switch section {
        case .minLongitude: unsafe minLongitude
        case .minLatitude: unsafe minLatitude
        case .maxLongitude: unsafe maxLongitude
        case .maxLatitude: unsafe maxLatitude
        case .first: unsafe first
        case .last: unsafe last
        default: nil
        }
    }
}
