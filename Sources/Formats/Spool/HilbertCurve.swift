/// The Hilbert curve over a grid of 65,536 by 65,536 cells: places near each other mostly get numbers near each other.
package enum HilbertCurve {
    /// The number of a cell, by the walk from the largest quadrant to the smallest (D. Hilbert, 1891).
    ///
    /// - Complexity: O(1), sixteen steps.
    package static func index(x: UInt32, y: UInt32) -> UInt32 {
        var (x, y) = (x & 0xFFFF, y & 0xFFFF)
        var index: UInt32 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side > 0 ? 1 : 0
            let upper: UInt32 = y & side > 0 ? 1 : 0
            index = index << 2 | (3 &* right ^ upper)
            // The quadrants below are turned so that the curve goes on where it left the one before.
            if upper == 0 {
                if right == 1 { (x, y) = (0xFFFF - x, 0xFFFF - y) }
                swap(&x, &y)
            }
            side >>= 1
        }
        return index
    }

    /// The number of the cell that a place lies in.
    package static func index(longitude: Double, latitude: Double) -> UInt32 {
        index(x: cell(longitude, 180), y: cell(latitude, 90))
    }

    private static func cell(_ degrees: Double, _ limit: Double) -> UInt32 {
        // Clamped as a double, so that no number is too large for the conversion.
        UInt32(min(max((degrees + limit) / (2 * limit) * 65_535, 0), 65_535))
    }
}
