import ArgumentParser
import IncidentIndex

/// A place on the command line: `44.23,33.26` or a name of the gazetteer.
enum PlaceArgument: ExpressibleByArgument {
    case coordinate(Coordinate)
    case name(String)
    /// Numbers, but not two of them with a comma between.
    case malformedPoint(String)

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count == 2, let longitude = Double(trimmed(parts[0])), let latitude = Double(trimmed(parts[1])) {
            self = .coordinate(Coordinate(longitude: longitude, latitude: latitude))
        } else if PlaceArgument.isNumbers(argument) {
            self = .malformedPoint(argument)
        } else if !argument.isEmpty {
            self = .name(argument)
        } else {
            return nil
        }
    }

    /// Whether there is nothing but several numbers, which no place is called.
    private static func isNumbers(_ text: String) -> Bool {
        let words = text.split { $0 == "," || $0 == ";" || $0.isWhitespace }
        return words.count > 1 && words.allSatisfy { Double($0) != nil }
    }

    /// What to say of numbers that are no point.
    static func failure(malformedPoint text: String) -> Outcome {
        .failed("'\(text)' is no point: write LON,LAT in degrees, such as 44.23,33.26")
    }
}

/// Without the blanks around it.
func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
