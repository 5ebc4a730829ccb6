/// A priority queue: the least element first.
struct BinaryHeap<Element: Comparable> {
    /// The elements in heap order: none is less than the one at half its (one-based) place.
    private(set) var elements: [Element] = []

    var count: Int { elements.count }

    /// The least element.
    var first: Element? { elements.first }

    /// - Complexity: O(log n).
    mutating func insert(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard elements[child] < elements[parent] else { return }
            elements.swapAt(child, parent)
            child = parent
        }
    }

    /// Removes the least element.
    ///
    /// - Complexity: O(log n).
    mutating func popFirst() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        // The last element sinks from the root, past lesser children.
        var place = 0
        while 2 * place + 1 < elements.count {
            var child = 2 * place + 1
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < last else { break }
            elements[place] = elements[child]
            place = child
        }
        elements[place] = last
        return first
    }
}
