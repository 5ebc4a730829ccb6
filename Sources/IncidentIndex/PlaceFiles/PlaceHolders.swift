import Formats
import Gazetteers
import Geometries

/// Tells which country and unit hold a place that a user gives, by the names that the row has or else by where it lies.
///
/// It holds handles of GEOS, so it stays in the task that made it.
final class PlaceHolders {
    private let base: Gazetteer
    private var finder: PlaceFinder?
    private var countryCodes: [String: String] = [:]

    init(_ base: Gazetteer) { self.base = base }

    /// Gives a place the code of its country and its first-level unit.
    ///
    /// - Throws: ``RowError`` for a country that nobody knows, ``GazetteerError`` for a broken gazetteer.
    func settle(_ place: inout PlaceDraft, country: String?, admin1: String?, column: String?) throws {
        place.admin1 = admin1
        if let country { place.countryCode = try code(of: country, column: column) }
        guard place.featureClass != .country, country == nil || admin1 == nil else { return }
        if finder == nil { finder = try PlaceFinder(base) }
        guard let found = try finder?.holders(of: place.coordinate), let code = found.country?.countryCode,
            place.countryCode == nil || place.countryCode == code
        else { return }
        place.countryCode = code
        if place.featureClass != .admin1, place.admin1 == nil { place.admin1 = found.admin1?.name }
    }

    private func code(of country: String, column: String?) throws -> String {
        if let known = countryCodes[country] { return known }
        let entry: GazetteerEntry
        do throws(GazetteerError) {
            entry = try base.country(named: country)
        } catch {
            guard case .unknownCountry = error else { throw error }
            throw RowError("\(error)", column: column)
        }
        let code = entry.countryCode ?? country
        countryCodes[country] = code
        return code
    }
}
