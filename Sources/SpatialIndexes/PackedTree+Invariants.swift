internal import Geometries

extension PackedTree {
    /// What must always hold, and does not; nothing in a tree that was built here or read from an undamaged file.
    ///
    /// For tests, and for a thorough look at a file.
    ///
    /// - Complexity: O(n), slowly.
    package func violations() -> [String] {
        var found: [String] = []
        for (number, part) in parts.enumerated() {
            found += part.violations().map { "part \(number): \($0)" }
        }
        if count != classes.reduce(0, { $0 + $1.count }) { found.append("the classes do not add up to \(count)") }
        for entries in classes where entries.byPlace.map({ !$0.holdsTheSame(as: entries.main) }) ?? false {
            found.append("the two orders of kind \(entries.main.kind.rawValue) hold different entries")
        }
        return found
    }
}

extension TreePart {
    /// Whether two parts hold the same entries in whatever order.
    fileprivate func holdsTheSame(as other: TreePart) -> Bool {
        guard count == other.count else { return false }
        var counts: [IndexEntry: Int] = [:]
        for position in 0..<count {
            counts[entry(at: position), default: 0] += 1
            counts[other.entry(at: position), default: 0] -= 1
        }
        return counts.values.allSatisfy { $0 == 0 }
    }
}

extension TreePart {
    fileprivate func violations() -> [String] {
        var found: [String] = []
        if !kind.isValid { found.append("kind \(kind.rawValue)") }
        if grid.unit < 1 { found.append("a unit of \(grid.unit) ms") }
        found += columnViolations()
        found += paddingViolations()
        var boxes: [StepBox] = (0..<layout.leafCount).map { box(ofLeaf: $0) }
        var start = layout.nodeCount
        for level in 0..<layout.levelCount {
            let nodes = layout.nodeCount(level: level)
            start -= nodes
            var unions: [StepBox] = []
            for node in 0..<nodes {
                for slot in 0..<PartLayout.nodeCapacity {
                    let child = node * PartLayout.nodeCapacity + slot
                    let stored = bounds(ofChild: slot, of: start + node)
                    if child >= boxes.count {
                        if stored != .zero { found.append("node \(node) of level \(level) has a child too many") }
                        continue
                    }
                    if stored != boxes[child] {
                        found.append(
                            "child \(slot) of node \(node) of level \(level) is \(stored), not \(boxes[child])")
                    }
                    if slot == 0 { unions.append(stored) } else { unions[node].formUnion(stored) }
                }
            }
            boxes = unions
        }
        if boxes.count != 1 || start != 0 { found.append("the highest level is not a root") }
        return found
    }

    /// The box of a leaf's entries, entry by entry.
    private func box(ofLeaf leaf: Int) -> StepBox {
        let first = leaf * PartLayout.leafCapacity
        var box = box(at: first)
        for position in first + 1..<max(first + 1, min(count, first + PartLayout.leafCapacity)) {
            box.formUnion(self.box(at: position))
        }
        return box
    }

    private func box(at position: Int) -> StepBox {
        let extents = kind.contains(.extents)
        let spans = kind.contains(.spans)
        return StepBox(
            minLongitude: step(.minLongitude, at: position),
            maxLongitude: step(extents ? .maxLongitude : .minLongitude, at: position),
            minLatitude: step(.minLatitude, at: position),
            maxLatitude: step(extents ? .maxLatitude : .minLatitude, at: position),
            minTime: step(.first, at: position), maxTime: step(spans ? .last : .first, at: position))
    }

    /// Each entry is valid, belongs to its part, and has the steps that its values floor to.
    private func columnViolations() -> [String] {
        var found: [String] = []
        for position in 0..<count {
            let entry = entry(at: position)
            let rectangle = entry.envelope.rectangle
            let time = entry.envelope.time
            let box = box(at: position)
            let space = StepBox(
                minLongitude: DegreeGrid.step(flooring: rectangle.minLongitude),
                maxLongitude: DegreeGrid.step(flooring: rectangle.maxLongitude),
                minLatitude: DegreeGrid.step(flooring: rectangle.minLatitude),
                maxLatitude: DegreeGrid.step(flooring: rectangle.maxLatitude),
                minTime: time.map { grid.step(flooring: $0.first) } ?? 0,
                maxTime: time.map { grid.step(flooring: $0.last) } ?? 0)
            if box != space { found.append("entry \(position) has the steps \(box), not \(space)") }
            if !Rectangle.world.contains(rectangle) || rectangle.isEmpty {
                found.append("entry \(position) lies at \(rectangle)")
            }
            if rectangle.isPoint == kind.contains(.extents) { found.append("entry \(position) is in the wrong part") }
            if let time, time.last < time.first { found.append("entry \(position) ends before it begins") }
            if box.minTime == .min || box.maxTime == .max, kind.contains(.dated) {
                found.append("entry \(position) is beyond the grid of time")
            }
        }
        return found
    }

    /// Columns are filled with zeros behind the last entry.
    private func paddingViolations() -> [String] {
        layout.sections.compactMap { section, range in
            guard section != .nodes, let bytes = unsafe bytes(of: section) else { return nil }
            // The bytes belong to the part.
            let padding = unsafe bytes.dropFirst(count * section.bytesPerEntry)
            return unsafe padding.allSatisfy { $0 == 0 } ? nil : "section \(section) is not filled with zeros"
        }
    }
}

extension StepBox {
    fileprivate static let zero = StepBox(
        minLongitude: 0, maxLongitude: 0, minLatitude: 0, maxLatitude: 0, minTime: 0, maxTime: 0)
}
