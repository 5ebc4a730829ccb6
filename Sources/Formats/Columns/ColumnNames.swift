// The names that columns go by, in the languages of the sources and of their readers.
extension ColumnField {
    /// The names of the field's columns, folded as ``fold(_:)`` does it; the earlier is the likelier.
    var names: [String] {
        switch self {
        case .longitude:
            [
                "longitude", "lon", "lng", "long", "x", "longitud", "longitudine", "lange", "laenge", "langengrad",
                "laengengrad", "lengte", "lengde", "boylam",
                "долгота", "довгота", "خطالطول", "geolongitude", "locationlongitude", "locationlong", "locationlon",
                "pointx", "xcoord", "xcoordinate", "coordx", "longdd", "londd", "declongitude", "decimallongitude",
                "actiongeolong", "beginlon", "eventlongitude", "longitudedecimal", "wgs84long", "wgs84lon", "経度", "经度",
            ]
        case .latitude:
            [
                "latitude", "lat", "y", "latitud", "latitudine", "breite", "breitengrad", "breedte", "bredde", "enlem",
                "широта",
                "دائرةالعرض", "خطالعرض", "geolatitude", "locationlatitude", "locationlat", "pointy", "ycoord",
                "ycoordinate", "coordy", "latdd", "declatitude", "decimallatitude", "actiongeolat", "beginlat",
                "eventlatitude", "latitudedecimal", "wgs84lat", "緯度", "纬度",
            ]
        case .wkt:
            ["wkt", "geomwkt", "wktgeom", "geometry", "geom", "thegeom", "shape", "wktgeometry", "geometrywkt"]
        case .place:
            [
                "place", "placename", "location", "locationname", "locality", "city", "town", "village", "settlement",
                "municipality", "site", "where", "wherecoordinates", "address", "lugar", "localidad", "ciudad",
                "ubicacion", "lieu", "ville", "localite", "commune", "ort", "stadt", "ortsname", "luogo", "citta",
                "cidade", "local", "localidade", "plaats", "miejsce", "miejscowosc", "yer", "sehir", "место", "город",
                "местоположение", "населенныйпункт", "місце", "місто", "مكان", "المكان", "المدينة", "الموقع", "地点",
                "場所",
            ]
        case .start:
            [
                "start", "date", "datetime", "startdate", "datestart", "eventdate", "dateevent", "timestamp",
                "starttime", "startdatetime", "begin", "begindate", "datebegin", "begindatetime", "eventtime",
                "eventdatetime", "incidentdate", "incidentdatetime", "occurred", "occurredat", "occurredon",
                "occurrencedate", "acqdate", "sqldate", "time", "when", "day", "fecha", "fechainicio", "datum",
                "startdatum", "beginn", "datedebut", "debut", "jour", "data", "datainizio", "datainicio", "tarih",
                "dato", "дата", "датаначала", "تاريخ", "التاريخ", "日期", "日付", "reporteddate", "datereported", "month",
                "yearmonth", "year",
            ]
        case .end:
            [
                "end", "enddate", "dateend", "endtime", "enddatetime", "until", "finish", "fechafin", "fechafinal",
                "enddatum", "ende", "datefin", "datafine", "datafim", "bitis", "датаокончания", "dateto",
            ]
        case .time:
            [
                "time", "acqtime", "timeofday", "eventtime", "starttime", "begintime", "hour", "hora", "heure",
                "uhrzeit", "ora", "saat", "время", "час", "الوقت", "incidenttime",
            ]
        case .id:
            [
                "id", "sourceid", "eventid", "eventidcnty", "incidentid", "recordid", "globaleventid", "uniqueid",
                "uuid", "guid", "objectid", "identifier", "eventcode", "fid",
            ]
        case .type:
            [
                "type", "eventtype", "incidenttype", "category", "kind", "attacktype", "typeofevent", "eventcategory",
                "subeventtype", "tipo", "typ", "art", "categoria", "categorie", "kategorie", "tur", "rodzaj", "тип",
                "вид", "نوع", "النوع", "类型", "種類",
            ]
        case .title:
            [
                "title", "headline", "name", "eventname", "heading", "sourceheadline", "titulo", "titre", "titel",
                "titolo", "tytul", "baslik", "заголовок", "название", "عنوان", "العنوان", "summary", "subject",
            ]
        case .country:
            [
                "country", "countryname", "pais", "pays", "land", "staat", "paese", "ulke", "kraj", "страна", "країна",
                "البلد", "الدولة", "国家", "国", "countrycode", "iso3", "iso", "iso2",
            ]
        case .admin1:
            [
                "admin1", "adm1", "admin1name", "province", "governorate", "state", "oblast", "provincia", "estado",
                "departement", "bundesland", "regione", "wojewodztwo", "il", "область", "المحافظة", "محافظة", "省",
            ]
        case .admin2:
            ["admin2", "adm2", "admin2name", "district", "county", "raion", "distrito", "landkreis", "район", "القضاء"]
        case .timePrecision: ["timeprecision"]
        case .locationPrecision: ["locationprecision"]
        case .locationRadius: ["locationradius"]
        case .source:
            ["source", "sourcename", "publisher", "provider", "fuente", "quelle", "fonte", "источник", "المصدر"]
        case .url:
            ["url", "link", "sourceurl", "uri", "href", "weblink", "enlace", "lien", "ссылка", "الرابط"]
        case .deathsLow: ["deathslow", "lowest", "low"]
        case .deathsBest:
            [
                "deathsbest", "deaths", "fatalities", "totaldeaths", "deathstotal", "killed", "numkilled", "nkill",
                "bestest", "best", "dead", "muertes", "muertos", "morts", "tote", "morti", "mortes", "погибшие",
                "القتلى",
            ]
        case .deathsHigh: ["deathshigh", "highest", "high"]
        case .confidence: ["confidence"]
        }
    }

    /// Those among the names that hardly ever mean anything else.
    var unmistakableNames: [String] {
        switch self {
        case .longitude: ["longitude", "lon", "lng", "longitud", "longitudine", "долгота"]
        case .latitude: ["latitude", "lat", "latitud", "latitudine", "широта"]
        case .wkt: ["wkt", "geomwkt"]
        case .start:
            ["start", "date", "datetime", "startdate", "datestart", "eventdate", "incidentdate", "timestamp", "fecha"]
        case .id: ["id", "eventid", "incidentid", "recordid", "uuid", "guid"]
        default: []
        }
    }

    /// ``names``, for other rooms that read tables.
    package var columnNames: [String] { names }

    /// ``fold(_:)``, for other rooms that read tables.
    package static func folded(_ name: String) -> String { fold(name) }

    /// A column's name without case, marks, spaces and punctuation, so that `Date_Start`, `date start` and `dateStart`
    /// are one; letters of Latin script lose their diacritics.
    static func fold(_ name: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in name.lowercased().unicodeScalars
        where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
            folded.append(plain[scalar] ?? scalar)
        }
        return String(folded)
    }

    private static let plain: [UnicodeScalar: UnicodeScalar] = {
        let pairs = zip(
            "áàâäãåąćčçéèêëęěíìîïıłńñóòôöõøśşšúùûüůýźżž".unicodeScalars,
            "aaaaaaaccceeeeeeiiiiilnnoooooosssuuuuuyzzz".unicodeScalars)
        return Dictionary(pairs) { first, _ in first }
    }()
}
