import Geometries

/// Coordinates in degrees and minutes, as notices to shipping write them: `54°52.6'N, 015°24.6'E`.
enum WrittenCoordinates {
    /// The first pair in some tokens, and the tokens that write it.
    static func first(_ passage: Passage, in tokens: Range<Int>) -> (Coordinate, Range<Int>)? {
        guard passage.hasDegreeSigns else { return nil }
        for index in tokens where passage.word(index + 1) == "°" {
            guard let (latitude, end) = angle(passage, index, "n", "s"), abs(latitude) <= 90 else { continue }
            let next = [",", ";", "/"].contains(passage.word(end)) ? end + 1 : end
            guard let (longitude, last) = angle(passage, next, "e", "w"), abs(longitude) <= 180 else { continue }
            return (Coordinate(longitude: longitude, latitude: latitude), index..<last)
        }
        return nil
    }

    /// Degrees, minutes and seconds with the letter of a hemisphere.
    private static func angle(
        _ passage: Passage, _ index: Int, _ positive: String, _ negative: String
    ) -> (Double, Int)? {
        guard var value = Double(passage.word(index)), passage.word(index + 1) == "°" else { return nil }
        var position = index + 2
        for (signs, factor) in [(["'", "’", "′"], 60.0), (["\"", "”", "″"], 3_600.0)] {
            if let part = Double(passage.word(position)), signs.contains(passage.word(position + 1)) {
                value += part / factor
                position += 2
            }
        }
        switch passage.word(position) {
        case positive: return (value, position + 1)
        case negative: return (-value, position + 1)
        default: return nil
        }
    }
}
