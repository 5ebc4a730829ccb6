import Gazetteers
import Geometries
import Incidents

/// Fills empty countries and first-level units of incidents by where they lie.
///
/// It holds handles of GEOS, so it stays in the task that made it.
final class PlaceStamper {
    private let finder: PlaceFinder

    init(_ gazetteer: Gazetteer) throws { finder = try PlaceFinder(gazetteer) }

    /// Fills what is empty; what the source says stays.
    ///
    /// A line or an area gets the country and the unit in which all its vertices lie.
    ///
    /// - Returns: Whether anything was filled.
    func stamp(_ incident: inout Incident) throws -> Bool {
        let wantsCountry = incident.country?.isEmpty ?? true
        let wantsUnit = incident.admin1?.isEmpty ?? true
        guard wantsCountry || wantsUnit, let geometry = incident.geometry else { return false }
        let holders = try holders(of: geometry)
        var hasFilled = false
        if wantsCountry, let country = holders.country {
            incident.country = country.name
            hasFilled = true
        }
        if wantsUnit, let unit = holders.admin1 {
            incident.admin1 = unit.name
            hasFilled = true
        }
        return hasFilled
    }

    private func holders(of geometry: Geometry) throws -> (country: GazetteerEntry?, admin1: GazetteerEntry?) {
        if case .point(let position) = geometry { return try finder.holders(of: position.coordinate) }
        var positions: [Position] = []
        geometry.forEachPosition { positions.append($0) }
        guard let first = positions.first else { return (nil, nil) }
        var common = try finder.holders(of: first.coordinate)
        for position in positions.dropFirst() where common.country != nil || common.admin1 != nil {
            let found = try finder.holders(of: position.coordinate)
            if found.country != common.country { common.country = nil }
            if found.admin1 != common.admin1 { common.admin1 = nil }
        }
        return common
    }
}
