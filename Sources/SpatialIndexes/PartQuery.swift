internal import CKernels
internal import Geometries

/// A query window on the grids of one part, ready for the kernels.
///
/// A comparison of steps decides most entries. With `a` and `b` the steps that the ends of the window floor to, an entry's
/// step below `a` or above `b` refuses it, and one above `a` and below `b` accepts it; on `a` and `b` themselves the exact
/// values decide, unless the end of the window or every value of the part lies on the grid. So there are two boxes: what is
/// outside the outer one cannot match, what is inside the inner one must, and between them lies at most one step.
@safe
struct PartQuery {
    let window: QueryWindow
    let kernels: Kernels
    /// What no search may find.
    let deleted: DeletedEntries
    /// Whether some entry may lie between the two boxes.
    let hasBorder: Bool
    /// Whether entries are compared as points, whose columns are asked about both ends of the boxes, and not by ranges.
    let isOfPoints: Bool
    /// Whether the window asks about time.
    let isTimed: Bool
    /// The columns of times that points are compared by, where it does.
    let starts, ends: UnsafePointer<Int32>?
    let rangeCount: Int32
    let address: UnsafePointer<ck_query>
    let outerBox: UnsafePointer<ck_box>
    let innerBox: UnsafePointer<ck_box>
    let outerRanges: UnsafePointer<ck_range>
    let innerRanges: UnsafePointer<ck_range>

    /// Calls `body` with the window on the grids of `part`; returns nil when no entry of the part can match.
    static func with<Result, Failure: Error>(
        _ window: QueryWindow, on part: TreePart, without deleted: DeletedEntries, kernels: Kernels,
        _ body: (PartQuery) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        guard let box = PartBox(window, on: part) else { return nil }
        var query = ck_query()
        box.fill(&query)
        let isTimed = window.time != nil
        let isOfPoints = part.kind.isDisjoint(with: .extents)
        let times = unsafe isTimed ? part.times(window.timeMatch) : (nil, nil)
        if !isOfPoints { box.ask(&query, part, timeMatch: window.timeMatch) }
        let hasBorder = box.hasBorder
        return try unsafe withUnsafePointer(to: &query) { address throws(Failure) in
            // The offsets are those of the boxes and the arrays inside the structure, which lives as long as the call.
            let raw = unsafe UnsafeRawPointer(address)
            let outerBox = MemoryLayout<ck_query>.offset(of: \.outer) ?? 0
            let innerBox = MemoryLayout<ck_query>.offset(of: \.inner) ?? 0
            let outer = unsafe MemoryLayout<ck_query>.offset(of: \.outer_ranges) ?? 0
            let inner = unsafe MemoryLayout<ck_query>.offset(of: \.inner_ranges) ?? 0
            return try body(
                unsafe PartQuery(
                    window: window, kernels: kernels, deleted: deleted, hasBorder: hasBorder,
                    isOfPoints: isOfPoints, isTimed: isTimed, starts: times.0, ends: times.1,
                    rangeCount: address.pointee.range_count, address: address,
                    outerBox: (raw + outerBox).assumingMemoryBound(to: ck_box.self),
                    innerBox: (raw + innerBox).assumingMemoryBound(to: ck_box.self),
                    outerRanges: (raw + outer).assumingMemoryBound(to: ck_range.self),
                    innerRanges: (raw + inner).assumingMemoryBound(to: ck_range.self)))
        }
    }
}

/// The ends of a window in steps.
private struct PartBox {
    private let longitude: Ends
    private let latitude: Ends
    private let time: Ends
    private let timed: Bool

    var hasBorder: Bool { longitude.differ || latitude.differ || time.differ }

    init?(_ window: QueryWindow, on part: TreePart) {
        let rectangle = window.rectangle
        let exact = !part.kind.contains(.looseSpace)
        guard let longitude = Self.ends(rectangle.minLongitude, rectangle.maxLongitude, limit: 180, exact: exact),
            let latitude = Self.ends(rectangle.minLatitude, rectangle.maxLatitude, limit: 90, exact: exact)
        else { return nil }
        self.longitude = longitude
        self.latitude = latitude
        timed = window.time != nil
        guard let span = window.time else {
            time = .everything
            return
        }
        guard part.kind.contains(.dated) else { return nil }
        time = Self.ends(span, on: part)
    }

    /// The ends of an interval of degrees, or nil for one with NaN, which matches nothing.
    @inline(__always)
    private static func ends(_ low: Double, _ high: Double, limit: Double, exact: Bool) -> Ends? {
        guard !low.isNaN, !high.isNaN else { return nil }
        var ends = Ends.everything
        if low > -limit {
            let (step, fits) = DegreeGrid.stepAndFit(flooring: low)
            let ceiling = fits ? step : step + 1
            ends.outerLow = exact ? ceiling : step
            ends.innerLow = ceiling
        }
        if high < limit {
            let step = DegreeGrid.step(flooring: high)
            ends.outerHigh = step
            ends.innerHigh = exact ? step : step - 1
        }
        return ends
    }

    private static func ends(_ span: TimeSpan, on part: TreePart) -> Ends {
        let grid = part.grid
        let low = grid.step(flooring: span.first)
        let high = grid.step(flooring: span.last)
        var ends = Ends(outerLow: low, outerHigh: high, innerLow: low, innerHigh: high)
        // Off the grid on either side, no entry can lie on the end itself.
        if low != .min, low != .max, grid.milliseconds(low) < span.first {
            ends.innerLow = low + 1
        }
        if high != .min, high != .max, span.last &- grid.milliseconds(high) < grid.unit - 1 {
            ends.innerHigh = high - 1
        }
        // Instants that all lie on the grid leave no doubt: they are equal to their steps.
        if part.kind.isDisjoint(with: [.spans, .looseTime]) {
            ends.outerLow = ends.innerLow
            ends.innerHigh = ends.outerHigh
        }
        return ends
    }

    @inline(__always)
    func fill(_ query: inout ck_query) {
        query.outer = ck_box(
            min_longitude: longitude.outerLow, max_longitude: longitude.outerHigh, min_latitude: latitude.outerLow,
            max_latitude: latitude.outerHigh, min_time: time.outerLow, max_time: time.outerHigh)
        query.inner = ck_box(
            min_longitude: longitude.innerLow, max_longitude: longitude.innerHigh, min_latitude: latitude.innerLow,
            max_latitude: latitude.innerHigh, min_time: time.innerLow, max_time: time.innerHigh)
        query.timed = timed ? 1 : 0
    }

    /// Puts together what is asked of each column of a part of extents.
    func ask(_ query: inout ck_query, _ part: TreePart, timeMatch: QueryWindow.TimeMatch) {
        // Where there is no border, the inner ranges are not asked.
        let bordered = hasBorder
        // Two intervals meet when neither begins after the other's end.
        query.ask(part, .minLongitude, longitude, low: false, high: true, bordered)
        query.ask(part, .minLatitude, latitude, low: false, high: true, bordered)
        query.ask(part, .maxLongitude, longitude, low: true, high: false, bordered)
        query.ask(part, .maxLatitude, latitude, low: true, high: false, bordered)
        guard timed else { return }
        let spans = part.kind.contains(.spans)
        let within = timeMatch == .within
        query.ask(part, .first, time, low: !spans || within, high: !spans || !within, bordered)
        if spans { query.ask(part, .last, time, low: !within, high: within, bordered) }
    }
}

/// What is asked of one column: the ends of a window on its grid.
private struct Ends {
    var outerLow: Int32, outerHigh: Int32, innerLow: Int32, innerHigh: Int32
    var differ: Bool { outerLow != innerLow || outerHigh != innerHigh }
    static let everything = Ends(outerLow: .min, outerHigh: .max, innerLow: .min, innerHigh: .max)
}

extension ck_query {
    /// Asks one column for one or both ends of an interval; a part without the column is not asked.
    @inline(__always)
    fileprivate mutating func ask(
        _ part: TreePart, _ section: PartSection, _ ends: Ends, low: Bool, high: Bool, _ bordered: Bool
    ) {
        guard
            let outer = unsafe part.range(
                section, from: low ? ends.outerLow : .min, through: high ? ends.outerHigh : .max)
        else { return }
        // At most six columns are asked of, one range each, and the arrays have room for six.
        let offset = unsafe Int(range_count) &* MemoryLayout<ck_range>.stride
        unsafe withUnsafeMutableBytes(of: &outer_ranges) { array in
            unsafe array.storeBytes(of: outer, toByteOffset: offset, as: ck_range.self)
        }
        range_count &+= 1
        guard bordered else { return }
        let inner = unsafe ck_range(
            column: outer.column, low: low ? ends.innerLow : .min, high: high ? ends.innerHigh : .max)
        unsafe withUnsafeMutableBytes(of: &inner_ranges) { array in
            unsafe array.storeBytes(of: inner, toByteOffset: offset, as: ck_range.self)
        }
    }
}
