import Incidents
import JSONValues

/// A value of a condition made ready: names looked up, what is known beforehand worked out.
indirect enum CompiledValue {
    /// The same for every incident; nil is absent.
    case constant(FilterScalar?)
    case start
    case end
    case wellKnown(Incident.WellKnownProperty)
    case named(String)
    case arithmetic(FilterValue.Arithmetic, CompiledValue, CompiledValue)
    case caseFolded(CompiledValue)
    case accentFolded(CompiledValue)

    init(_ value: FilterValue) {
        switch value {
        case .property("start"): self = .start
        case .property("end"): self = .end
        case .property(let name):
            self = Incident.WellKnownProperty(rawValue: name).map { .wellKnown($0) } ?? .named(name)
        case .literal(let json): self = .constant(FilterScalar(json))
        case .time(let interval): self = .constant(.time(TimeExtent(interval)))
        case .arithmetic(let operation, let left, let right):
            self = CompiledValue.arithmetic(operation, CompiledValue(left), CompiledValue(right)).folded
        case .caseFolded(let text): self = CompiledValue.caseFolded(CompiledValue(text)).folded
        case .accentFolded(let text): self = CompiledValue.accentFolded(CompiledValue(text)).folded
        }
    }

    /// Itself, or its value where that is the same for every incident.
    private var folded: CompiledValue {
        switch self {
        case .arithmetic(let operation, .constant(let left), .constant(let right)):
            .constant(CompiledValue.result(operation, left, right))
        case .caseFolded(.constant(let text)): .constant(text?.mapText(TextFolding.withoutCase))
        case .accentFolded(.constant(let text)): .constant(text?.mapText(TextFolding.withoutAccents))
        default: self
        }
    }

    /// The value for an incident; nil where it is absent.
    func value(in incident: Incident) -> FilterScalar? {
        switch self {
        case .constant(let value): value
        case .start: incident.interval.map { .time(TimeExtent(moment: $0.start)) }
        case .end: incident.interval.map { .time(TimeExtent(moment: $0.end)) }
        case .wellKnown(let property): incident.value(of: property).flatMap(FilterScalar.init)
        case .named(let name): incident.value(ofProperty: name).flatMap(FilterScalar.init)
        case .arithmetic(let operation, let left, let right):
            CompiledValue.result(operation, left.value(in: incident), right.value(in: incident))
        case .caseFolded(let text): text.value(in: incident)?.mapText(TextFolding.withoutCase)
        case .accentFolded(let text): text.value(in: incident)?.mapText(TextFolding.withoutAccents)
        }
    }

    private static func result(
        _ operation: FilterValue.Arithmetic, _ left: FilterScalar?, _ right: FilterScalar?
    ) -> FilterScalar? {
        guard let left = left?.number, let right = right?.number else { return nil }
        let result = operation.apply(left, right)
        return result.isFinite ? .real(result) : nil
    }
}
