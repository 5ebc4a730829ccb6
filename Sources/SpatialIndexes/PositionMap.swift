/// Where the entries with an identifier stand in a tree.
///
/// Row numbers lie close together, and then a table of positions answers at once; others are looked for by bisection.
struct PositionMap: Sendable {
    /// One class of entries in one order.
    fileprivate enum Order: Sendable {
        /// The position of each identifier from the first on; `none` where there is no entry.
        case dense(first: Int64, positions: [UInt32])
        /// Positions in the order of their identifiers.
        case sorted([UInt32])
    }

    private let classes: [(main: Order, byPlace: Order?)]
    private static let none = UInt32.max

    /// Looks through a tree.
    ///
    /// - Complexity: O(n) where identifiers lie close together, otherwise O(n log n).
    init(_ tree: PackedTree) {
        classes = tree.classes.map { ($0.main.order, $0.byPlace?.order) }
    }

    /// Deletes the entry with an identifier from a tree, which holds what this map was made for; returns whether it was there.
    func delete(_ id: Int64, from tree: inout PackedTree) -> Bool {
        for number in classes.indices {
            guard let (position, other) = positions(of: id, in: tree.classes[number], number) else { continue }
            // Nothing else holds the tombstones here, so that they are changed and not copied.
            if tree.delete(position, byPlace: other, ofClass: number) { return true }
        }
        return false
    }

    private func positions(of id: Int64, in entries: OrderedParts, _ number: Int) -> (Int, Int?)? {
        guard let position = Self.position(of: id, in: classes[number].main, entries.main) else { return nil }
        guard let byPlace = entries.byPlace, let order = classes[number].byPlace else { return (position, nil) }
        return (position, Self.position(of: id, in: order, byPlace))
    }

    private static func position(of id: Int64, in order: Order, _ part: TreePart) -> Int? {
        switch order {
        case .dense(let first, let positions):
            let (offset, overflow) = id.subtractingReportingOverflow(first)
            guard !overflow, offset >= 0, offset < positions.count, positions[Int(offset)] != none else { return nil }
            return Int(positions[Int(offset)])
        case .sorted(let positions):
            var low = 0
            var high = positions.count
            while low < high {
                let middle = (low + high) / 2
                if part.id(at: Int(positions[middle])) < id { low = middle + 1 } else { high = middle }
            }
            guard low < positions.count, part.id(at: Int(positions[low])) == id else { return nil }
            return Int(positions[low])
        }
    }
}

extension TreePart {
    fileprivate var order: PositionMap.Order { PositionMap.order(of: self) }
}

extension PositionMap {
    /// A table may be twice as long as there are entries, and no longer.
    private static let spread: UInt64 = 2

    fileprivate static func order(of part: TreePart) -> Order {
        part.withIDs(0..<part.count) { ids in
            var least = Int64.max
            var greatest = Int64.min
            for index in ids.indices {
                least = min(least, ids[index])
                greatest = max(greatest, ids[index])
            }
            let width = UInt64(bitPattern: greatest &- least)
            guard width / spread < UInt64(ids.count) else {
                return .sorted((0..<UInt32(ids.count)).sorted { ids[Int($0)] < ids[Int($1)] })
            }
            var positions = [UInt32](repeating: none, count: Int(width) + 1)
            for index in ids.indices { positions[Int(ids[index] - least)] = UInt32(index) }
            return .dense(first: least, positions: positions)
        }
    }
}
