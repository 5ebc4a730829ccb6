/// In how many orders a tree keeps its dated entries.
public enum TreeOrders: Sendable {
    /// In one of place and time, which serves every window.
    case placeAndTime
    /// In that one and in one of place alone, which serves windows without time, and nearest searches, better.
    case both
    /// In both where there are more entries of a class than are looked through about as fast in any order, 1,024.
    case automatic
}

extension TreeOrders {
    /// Whether so many dated entries of a class are kept in two orders.
    func areTwo(for count: Int) -> Bool {
        switch self {
        case .placeAndTime: false
        case .both: true
        case .automatic: count > PartLayout.leafCapacity * PartLayout.nodeCapacity
        }
    }
}
