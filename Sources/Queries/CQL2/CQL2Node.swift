import Geometries
import JSONValues

/// A filter as it was written, in text or in JSON: operations under the names that CQL2 JSON gives them, in lower case, and
/// where each stands. What it means is decided by ``CQL2Translator``, once for both.
struct CQL2Node {
    /// What it is.
    indirect enum Kind {
        case literal(JSONValue)
        case property(String)
        case operation(name: String, written: String, [CQL2Node])
        case array([CQL2Node])
        /// One thing in parentheses, which where an array is expected is an array of one.
        case parenthesised(CQL2Node)
        case geometry(Geometry)
        case box([Double])
        /// `DATE('…')`.
        case date(String)
        /// `TIMESTAMP('…')`.
        case timestamp(String)
        /// `INTERVAL(…, …)`; its ends are strings or properties.
        case interval(CQL2Node, CQL2Node)
    }

    var kind: Kind
    var place: CQL2Error.Place

    init(_ kind: Kind, at place: CQL2Error.Place) {
        self.kind = kind
        self.place = place
    }

    /// An operation.
    static func operation(
        _ name: String, written: String? = nil, _ arguments: [CQL2Node], at place: CQL2Error.Place
    ) -> CQL2Node {
        CQL2Node(.operation(name: name, written: written ?? name, arguments), at: place)
    }
}
