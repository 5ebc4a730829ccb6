import Gazetteers

/// The kinds of places as tables and OpenStreetMap name them.
struct PlaceTags {
    let names: [String]
    let cells: [String?]

    /// The class of a feature of OpenStreetMap, by its tags; nil where none of them says it.
    var featureClass: FeatureClass? {
        for (index, name) in names.enumerated() where index < cells.count {
            guard let value = cells[index] else { continue }
            if name == "boundary", value == "administrative" { return administrativeClass }
            if let known = Self.classes["\(name)=\(value)"] { return known }
        }
        return nil
    }

    private var administrativeClass: FeatureClass {
        let column = names.firstIndex(of: "admin_level")
        let text = column.flatMap { $0 < cells.count ? cells[$0] : nil }
        switch text.flatMap({ Int($0) }) ?? 10 {
        case ...2: return .country
        case 3...4: return .admin1
        case 5...8: return .admin2
        default: return .quarter
        }
    }

    /// The class that a cell names: one of ours, a word for it, or a value of the key `place` of OpenStreetMap.
    static func featureClass(named text: String) -> FeatureClass? {
        let word = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "_")
        return FeatureClass(rawValue: word) ?? words[word] ?? classes["place=\(word)"]
    }

    /// Words that tables use.
    private static let words: [String: FeatureClass] = [
        "airbase": .airBase, "air_force_base": .airBase, "airfield": .airport, "aerodrome": .airport,
        "base": .militaryBase, "barracks": .militaryBase, "military": .militaryBase, "outpost": .militaryBase,
        "checkpoint": .site, "border": .borderCrossing, "crossing": .borderCrossing, "refugee_camp": .camp,
        "idp_camp": .camp, "settlement": .city, "populated_place": .city, "locality": .city, "municipality": .city,
        "governorate": .admin1, "oblast": .admin1, "department": .admin2, "neighborhood": .quarter,
        "nuclear": .nuclearSite, "mountains": .mountain, "harbour": .port, "harbor": .port, "area": .region,
        "building": .site, "landmark": .site, "prison": .site, "facility": .site, "bay": .sea, "gulf": .sea,
        "oil": .oilField, "gas_field": .oilField,
    ]

    private static let classes: [String: FeatureClass] = {
        var classes: [String: FeatureClass] = [:]
        for (featureClass, tags) in lists {
            for tag in tags.split(separator: " ") { classes[String(tag)] = featureClass }
        }
        return classes
    }()

    private static let lists: [(FeatureClass, String)] = [
        (.country, "place=country"),
        (.admin1, "place=state place=province"),
        (.admin2, "place=district place=county place=municipality"),
        (.city, "place=city place=town place=village place=hamlet place=isolated_dwelling place=farm place=borough"),
        (.quarter, "place=suburb place=quarter place=neighbourhood place=city_block"),
        (.airBase, "military=airfield"),
        (.airport, "aeroway=aerodrome aeroway=heliport"),
        (.militaryBase, "military=base military=barracks military=naval_base military=checkpoint landuse=military"),
        (.camp, "amenity=refugee_site place=camp"),
        (.borderCrossing, "barrier=border_control"),
        (.oilField, "industrial=oil industrial=gas"),
        (.refinery, "industrial=refinery"),
        (.dam, "waterway=dam"),
        (.nuclearSite, "plant:source=nuclear"),
        (.powerPlant, "power=plant"),
        (.port, "landuse=port industrial=port harbour=yes seamark:type=harbour"),
        (.strait, "natural=strait"),
        (.sea, "place=sea place=ocean natural=bay"),
        (.island, "place=island place=islet place=archipelago"),
        (.mountain, "natural=peak natural=volcano natural=mountain_range natural=hill natural=ridge"),
        (.river, "waterway=river waterway=stream waterway=canal"),
        (.lake, "natural=water water=lake water=reservoir"),
        (.region, "place=region boundary=region natural=valley natural=desert natural=peninsula"),
        (.site, "place=locality"),
    ]
}
