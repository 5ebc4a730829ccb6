/// Sorts indices by 64-bit keys, least significant byte first: stable, and linear whatever the keys.
enum RadixSort {
    /// The indices 0..<count in the order of their keys; equal keys keep their order.
    ///
    /// `fill` writes the key of each index to the span, which holds zeros.
    /// - Complexity: O(n), eight passes at most; 24 bytes an index while it runs.
    static func order(count: Int, fill: (inout MutableSpan<UInt64>) -> Void) -> [UInt32] {
        var keys = [UInt64](repeating: 0, count: count)
        var span = keys.mutableSpan
        fill(&span)
        var order = Array(0..<UInt32(count))
        var histograms = [Int](repeating: 0, count: 8 * 256)
        for key in keys {
            for digit in 0..<8 { histograms[digit * 256 + Int(key >> UInt64(8 * digit) & 255)] += 1 }
        }
        var otherKeys = [UInt64](repeating: 0, count: count)
        var otherOrder = [UInt32](repeating: 0, count: count)
        for digit in 0..<8 {
            let histogram = histograms[digit * 256..<digit * 256 + 256]
            // A digit that all keys share orders nothing.
            guard !histogram.contains(count) else { continue }
            var starts = [Int](repeating: 0, count: 256)
            var start = 0
            for (value, size) in histogram.enumerated() {
                starts[value] = start
                start += size
            }
            scatter(keys.span, order.span, &otherKeys, &otherOrder, shift: UInt64(8 * digit), starts: &starts)
            swap(&keys, &otherKeys)
            swap(&order, &otherOrder)
        }
        return order
    }

    private static func scatter(
        _ keys: Span<UInt64>, _ order: Span<UInt32>, _ otherKeys: inout [UInt64], _ otherOrder: inout [UInt32],
        shift: UInt64, starts: inout [Int]
    ) {
        var keysOut = otherKeys.mutableSpan
        var orderOut = otherOrder.mutableSpan
        var starts = starts.mutableSpan
        for index in keys.indices {
            let key = keys[index]
            let digit = Int(key >> shift & 255)
            let slot = starts[digit]
            starts[digit] = slot &+ 1
            keysOut[slot] = key
            orderOut[slot] = order[index]
        }
    }
}
