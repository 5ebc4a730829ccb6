import Gazetteers

/// What the feature codes of GeoNames mean (https://www.geonames.org/export/codes.html).
enum GeoNamesClasses {
    /// The class of a place: by its code, or else by the letter that stands for many codes.
    static func featureClass(of letter: String, _ code: String) -> FeatureClass {
        if let known = codes[code] { return known }
        switch letter {
        case "A": return .region
        case "P": return .city
        case "H": return .lake
        case "L", "V": return .region
        case "T": return .mountain
        case "U": return .sea
        default: return .site
        }
    }

    private static let codes: [String: FeatureClass] = {
        var codes: [String: FeatureClass] = [:]
        for (featureClass, names) in lists {
            for name in names.split(separator: " ") { codes[String(name)] = featureClass }
        }
        return codes
    }()

    private static let lists: [(FeatureClass, String)] = [
        (.country, "PCL PCLD PCLF PCLI PCLIX PCLS TERR"),
        (.admin1, "ADM1"),
        (.admin2, "ADM2 ADM3 ADM4 ADM5 ADMD"),
        (.quarter, "PPLX"),
        (.airport, "AIRF AIRH AIRP AIRS"),
        (.airBase, "AIRB"),
        (.militaryBase, "MILB INSM NVB FT MILP"),
        (.camp, "CMP CMPRF CMPQ CMPL CMPLA CMPMN CMPO RSRT STNI"),
        (.borderCrossing, "PSTB CSTM BDG"),
        (.oilField, "OILF GASF OILW"),
        (.refinery, "OILR PTR"),
        (.dam, "DAM DAMQ DAMSB"),
        (.nuclearSite, "PSN NUCL"),
        (.powerPlant, "PS PSH PSTP"),
        (.port, "PRT HBR ANCH DCK MAR"),
        (.strait, "STRT CHN CHNM CHNL"),
        (.sea, "SEA OCN GULF BAY BAYS BGHT COVE FJD FJDS INLT SD"),
        (.river, "STM STMI STMS STMH STMM STMX STMSB STMC STMD STMIX WAD WADB WADS WADJ CNL CNLI FLLS RPDS"),
        (.lake, "LK LKS LKI LKN LKNI LKX LKSI LKC RSV RSVI LGN LGNS PND PNDS"),
        (.island, "ISL ISLS ISLET ISLF ISLM ISLT ISLX ATOL"),
        (.region, "RGN RGNE RGNL RGNH RGND VAL VALS VALX PLN PLNX DSRT PLAT UPLD PEN PENX DLTA DLTAS LOWLD"),
        (.mountain, "MT MTS MTU PK PKS HLL HLLS RDGE RDGB VLC PASS GAP MESA BUTE SPUR"),
        (.site, "SPNG WLL WLLS WTRH PNDI WTRW WLLQ SPNT CAPE HDLD PT ROCK RKS CLF CAVE"),
    ]
}
