internal import Geometries

/// The order of a part's entries: along a Hilbert curve through longitude, latitude and, for dated entries, time.
///
/// Time is weighed lightly against space: the whole time of a part counts as much as ``timeWeight`` of its width. That serves
/// windows in space and time as well as those in space alone; docs/decisions/0003-packed-tree.md has the measurements.
struct EntryOrder {
    /// What a part's whole duration counts for, as a fraction of its width or height, whichever is larger.
    static let timeWeight = 1.0 / 12

    private let curve: HilbertCurve
    private let west: Double
    private let south: Double
    private let start: Int64
    private let perDegree: Double
    private let perMillisecond: Double

    init(_ entries: EntryClass) {
        let dated = entries.time != nil
        curve = dated ? .space : .plane
        let rectangle = entries.rectangle
        west = rectangle.minLongitude
        south = rectangle.minLatitude
        let width = max(rectangle.maxLongitude - rectangle.minLongitude, rectangle.maxLatitude - rectangle.minLatitude)
        // The largest coordinate on the curve; one less than the power of two, so that rounding cannot pass it.
        let top = Double((1 << curve.bits) - 1)
        perDegree = width > 0 ? top / width : 0
        start = entries.time?.first ?? 0
        let duration = entries.time.map { Double($0.last) - Double($0.first) } ?? 0
        let weight = width > 0 ? Self.timeWeight : 1
        perMillisecond = duration > 0 ? top * weight / duration : 0
    }

    /// The indices of the entries in order.
    ///
    /// `members` holds the indices of the entries to put in order; nil for all.
    /// - Complexity: O(n).
    func order(_ entries: Span<IndexEntry>, members: [UInt32]?) -> [UInt32] {
        guard let members else {
            return RadixSort.order(count: entries.count) { keys in
                curve.withPositions { position in
                    for index in entries.indices { keys[index] = key(entries[index].envelope, position) }
                }
            }
        }
        return RadixSort.order(count: members.count) { keys in
            curve.withPositions { position in
                for index in members.indices { keys[index] = key(entries[Int(members[index])].envelope, position) }
            }
        }.map { members[Int($0)] }
    }

    /// The position of an envelope's middle on the curve.
    @inline(__always)
    private func key(_ envelope: Envelope, _ position: (UInt32, UInt32, UInt32) -> UInt64) -> UInt64 {
        let r = envelope.rectangle
        let x = ((r.minLongitude + r.maxLongitude) / 2 - west) * perDegree
        let y = ((r.minLatitude + r.maxLatitude) / 2 - south) * perDegree
        var t = 0.0
        if let time = envelope.time {
            t = (Double(time.first) / 2 + Double(time.last) / 2 - Double(start)) * perMillisecond
        }
        return position(coordinate(x), coordinate(y), coordinate(t))
    }

    /// The nearest coordinate on the curve: of no consequence for answers, but it must not trap.
    @inline(__always)
    private func coordinate(_ value: Double) -> UInt32 {
        UInt32(max(0, min(value, Double((1 << curve.bits) - 1))))
    }
}
