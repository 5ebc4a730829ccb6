/// Puts entries in order by recursive median splits of their longest side, as the k-d trees of J. L. Bentley do
/// ("Multidimensional binary search trees used for associative searching", 1975).
///
/// Every split falls on a whole number of leaves, and of whole nodes where there are enough, so that the leaves and
/// nodes that are later cut from the order are the boxes of the splits.
struct MedianSplit {
    /// An entry's least longitude, latitude and time, in steps of its part's grids, and its index.
    struct Item {
        var longitude: Int32, latitude: Int32, time: Int32
        var index: UInt32
    }

    /// How many steps of longitude a step of time counts for.
    let timeScale: Double
    private var random: UInt32 = 0x9E37_79B9
    private var sample: [Int32] = []

    init(timeScale: Double) {
        self.timeScale = timeScale
        sample.reserveCapacity(Self.largestSample)
    }

    /// Ranges up to this size are looked through for their longest side; of larger ones a sample is.
    private static let smallRange = 4096
    private static let largestSample = 31

    /// Orders all items.
    ///
    /// - Complexity: O(n log n), expected.
    mutating func order(_ items: inout MutableSpan<Item>) { order(&items, from: 0, to: items.count) }

    private mutating func order(_ items: inout MutableSpan<Item>, from low: Int, to high: Int) {
        guard high - low > PartLayout.leafCapacity else { return }
        var least = items[low]
        var greatest = least
        for position in stride(from: low, to: high, by: high - low > Self.smallRange ? (high - low) / 1024 : 1) {
            let item = items[position]
            least.longitude = min(least.longitude, item.longitude)
            least.latitude = min(least.latitude, item.latitude)
            least.time = min(least.time, item.time)
            greatest.longitude = max(greatest.longitude, item.longitude)
            greatest.latitude = max(greatest.latitude, item.latitude)
            greatest.time = max(greatest.time, item.time)
        }
        let width = Double(greatest.longitude) - Double(least.longitude)
        let height = Double(greatest.latitude) - Double(least.latitude)
        let duration = (Double(greatest.time) - Double(least.time)) * timeScale
        let middle = Self.split(from: low, to: high)
        if width >= height, width >= duration {
            select(&items, low, middle, high) { $0.longitude }
        } else if height >= duration {
            select(&items, low, middle, high) { $0.latitude }
        } else {
            select(&items, low, middle, high) { $0.time }
        }
        order(&items, from: low, to: middle)
        order(&items, from: middle, to: high)
    }

    /// Where to split: near the middle, at a multiple of the largest power of two of leaves that fits a half.
    private static func split(from low: Int, to high: Int) -> Int {
        let half = (high - low) / 2
        var block = PartLayout.leafCapacity
        while block * 2 <= half { block *= 2 }
        let middle = low + (half + block - 1) / block * block
        return middle < high ? middle : low + block
    }
}

// MARK: - Selection

extension MedianSplit {
    /// Moves items so that none before `middle` has a greater key than one from there on.
    ///
    /// C. A. R. Hoare's "Find" with pivots out of a sample (R. W. Floyd, R. L. Rivest, 1975): the first cuts the range where
    /// `middle` is expected, the next ones cut the rest off close to it.
    @inline(__always)
    private mutating func select(
        _ items: inout MutableSpan<Item>, _ low: Int, _ middle: Int, _ high: Int, key: (Item) -> Int32
    ) {
        var low = low
        var high = high
        while high - low > 1, low < middle, middle < high {
            let pivot = Int64(pivot(items, low, middle, high, key: key))
            let cut = Self.partition(&items, low, high, below: pivot, key: key)
            if cut > low {
                if middle <= cut { high = cut } else { low = cut }
            } else {
                // The pivot is the least key: those equal to it need no order among themselves.
                low = Self.partition(&items, low, high, below: pivot + 1, key: key)
                if middle <= low { return }
            }
        }
    }

    /// A key of which about as many items have a lesser one as there are before `middle`.
    @inline(__always)
    private mutating func pivot(
        _ items: borrowing MutableSpan<Item>, _ low: Int, _ middle: Int, _ high: Int, key: (Item) -> Int32
    ) -> Int32 {
        let count = high - low
        let size = count > 1024 ? Self.largestSample : count > 32 ? 7 : 1
        sample.removeAll(keepingCapacity: true)
        for _ in 0..<size {
            // G. Marsaglia's xorshift: places without a pattern, and the same ones each time.
            random ^= random << 13
            random ^= random >> 17
            random ^= random << 5
            var place = sample.count
            let value = key(items[low + Int((UInt64(random) &* UInt64(count)) >> 32)])
            sample.append(value)
            while place > 0, sample[place - 1] > value {
                sample[place] = sample[place - 1]
                place -= 1
            }
            sample[place] = value
        }
        let share = Double(middle - low) / Double(count)
        let expected = Int(share * Double(size))
        // Near an end the pivot is taken a little beyond `middle`, so that the short side is the one that is left.
        let margin = share < 0.25 ? 1 : share > 0.75 ? -1 : 0
        return sample[max(0, min(size - 1, expected + margin))]
    }

    /// Moves the items with a key below `limit` before the others; returns where the others begin.
    ///
    /// Without a branch on the keys, whose outcome no processor could predict (N. Lomuto's scheme): the sign of the
    /// difference is what the border moves by.
    @inline(__always)
    private static func partition(
        _ items: inout MutableSpan<Item>, _ low: Int, _ high: Int, below limit: Int64, key: (Item) -> Int32
    ) -> Int {
        var cut = low
        for position in low..<high {
            let item = items[position]
            items[position] = items[cut]
            items[cut] = item
            let difference = Int64(key(item)) &- limit
            cut &+= Int(truncatingIfNeeded: UInt64(bitPattern: difference) >> 63)
        }
        return cut
    }
}
