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

    let kind: Kind
    let place: CQL2Error.Place
    /// How many nodes stand below each other, this one included.
    let height: Int

    init(_ kind: Kind, at place: CQL2Error.Place) {
        self.kind = kind
        self.place = place
        height = 1 + kind.heightBelow
    }

    /// An operation.
    static func operation(
        _ name: String, written: String? = nil, _ arguments: [CQL2Node], at place: CQL2Error.Place
    ) -> CQL2Node {
        CQL2Node(.operation(name: name, written: written ?? name, arguments), at: place)
    }
}

extension CQL2Node.Kind {
    fileprivate var heightBelow: Int {
        switch self {
        case .literal, .property, .geometry, .box, .date, .timestamp: 0
        case .operation(_, _, let nodes), .array(let nodes): nodes.reduce(0) { max($0, $1.height) }
        case .parenthesised(let node): node.height
        case .interval(let start, let end): max(start.height, end.height)
        }
    }
}
