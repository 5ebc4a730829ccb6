/// A priority queue: the least element first.
struct BinaryHeap<Element: Comparable> {
    /// The elements in heap order: none is less than the one at half its (one-based) place.
    private(set) var elements: [Element] = []

    var count: Int { elements.count }

    /// The least element.
    var first: Element? { elements.first }

    /// Makes room for so many elements.
    mutating func reserveCapacity(_ count: Int) { elements.reserveCapacity(count) }

    /// Removes all elements and keeps the room.
    mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

    /// - Complexity: O(log n).
    mutating func insert(_ element: Element) {
        elements.append(element)
        var heap = elements.mutableSpan
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard element < heap[parent] else { break }
            heap[place] = heap[parent]
            place = parent
        }
        heap[place] = element
    }

    /// Removes the least element.
    ///
    /// - Complexity: O(log n).
    mutating func popFirst() -> Element? {
        guard let last = elements.popLast() else { return nil }
        guard let first = elements.first else { return last }
        // The last element sinks from the root, past lesser children.
        var heap = elements.mutableSpan
        var place = 0
        while 2 * place + 1 < heap.count {
            var child = 2 * place + 1
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < last else { break }
            heap[place] = heap[child]
            place = child
        }
        heap[place] = last
        return first
    }
}
