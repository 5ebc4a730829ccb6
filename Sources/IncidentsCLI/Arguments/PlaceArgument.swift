import ArgumentParser
import IncidentIndex

/// A place on the command line: `44.23,33.26` or a name of the gazetteer.
enum PlaceArgument: ExpressibleByArgument {
    case coordinate(Coordinate)
    case name(String)

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count == 2, let longitude = Double(trimmed(parts[0])), let latitude = Double(trimmed(parts[1])) {
            self = .coordinate(Coordinate(longitude: longitude, latitude: latitude))
        } else if !argument.isEmpty {
            self = .name(argument)
        } else {
            return nil
        }
    }
}

/// Without the blanks around it.
func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
