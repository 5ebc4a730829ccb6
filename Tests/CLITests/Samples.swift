import Foundation
import TestSupport

/// Small inputs that several suites use.
enum Samples {
    /// Five incidents with coordinates, one of them without a date.
    static let csv = """
        id,date,longitude,latitude,type,title,deaths_best,code
        a,2022-01-03,44.23,33.26,drone_attack,Shot down at the airport,0,007
        b,2022-01-04,42.441,33.786,drone_attack,Shot down at the base,,010
        c,2022-02-01T10:00:00Z,36.19,33.51,bombing,"Said ""no"", twice",3,1
        d,,44.39,33.31,protest,Undated,,
        e,2021-12-31,-179.9,10,other,Far away,,

        """

    /// The same kind of rows, good ones and bad ones.
    static let mixed = """
        date,longitude,latitude,type
        2022-01-03,44.23,33.26,good
        2022-01-04,44.23,91,latitude
        2021-02-30,44.23,33.26,day
        2022-01-05,44.24,33.27,good
        2022-01-06,nowhere,33.27,number

        """

    /// A box around Iraq.
    static let polygon = #"{"type":"Polygon","coordinates":[[[38,29],[49,29],[49,38],[38,38],[38,29]]]}"#

    /// A bow tie.
    static let selfIntersecting = #"{"type":"Polygon","coordinates":[[[0,0],[10,10],[10,0],[0,10],[0,0]]]}"#

    /// The countries of the shared data.
    static let countries = "regions/countries-110m.geojson"

    /// One feature of a file of the shared data, by the property that names it, as GeoJSON text.
    static func feature(of file: String, named name: String) throws -> String {
        let json = try JSONSerialization.jsonObject(with: Data(SharedData.bytes(file)))
        let features = (json as? [String: Any])?["features"] as? [[String: Any]] ?? []
        let feature = features.first { ($0["properties"] as? [String: Any])?["name"] as? String == name }
        return String(decoding: try JSONSerialization.data(withJSONObject: feature ?? [:]), as: UTF8.self)
    }
}
