public import Incidents
import JSONValues

extension Filter {
    /// Whether the incident meets the condition: true, false, or nil where an absent value leaves it open.
    ///
    /// This is the definition; a store may answer parts of it by other means but never differently.
    /// - Complexity: O(conditions × source columns).
    public func evaluate(_ incident: Incident) -> Bool? {
        switch self {
        case .equals(let property, let expected):
            return incident.value(ofProperty: property).map { $0.isEqual(to: expected) }
        case .isOneOf(let property, let options):
            return incident.value(ofProperty: property).map { value in options.contains { value.isEqual(to: $0) } }
        case .isNull(let property):
            return incident.value(ofProperty: property) == nil
        case .not(let condition):
            return condition.evaluate(incident).map { !$0 }
        case .and(let conditions):
            var open = false
            for condition in conditions {
                switch condition.evaluate(incident) {
                case false: return false
                case nil: open = true
                default: break
                }
            }
            return open ? nil : true
        case .or(let conditions):
            var open = false
            for condition in conditions {
                switch condition.evaluate(incident) {
                case true: return true
                case nil: open = true
                default: break
                }
            }
            return open ? nil : false
        }
    }
}

extension JSONValue {
    /// Equality as a query means it: strings by their bytes, numbers by their value.
    fileprivate func isEqual(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.integer(let left), .real(let right)): Double(left) == right
        case (.real(let left), .integer(let right)): left == Double(right)
        case (.bigInteger(let digits), .real(let number)), (.real(let number), .bigInteger(let digits)):
            Double(digits) == number
        default: self == other
        }
    }
}
