import Formats
import Foundation
import Geometries
import Incidents
import JSONValues
import Testing

@Suite("CSV reader")
struct CSVReaderTests {
    @Test("bad rows are refused with line, column and reason, and the others are read")
    func badRows() throws {
        let run = try Reading.text(
            """
            date,longitude,latitude,type
            2022-01-04,44.2,33.3,a
            2022-01-04,44.2,91,b
            2021-02-30,44.2,33.3,c
            2022-01-04T24:00:00Z,44.2,33.3,d
            2022-01-04,nan,33.3,e
            2022-01-04T02:30,44.2,33.3,f
            2022-01-04,44.2,33.3
            2022-01-04,44.2,33.3,h,i
            2022-01-04,44.2,,j
            2022-01-04,44.2,north,k
            ,,,l
            """)
        #expect(run.drafts.compactMap(\.incident.type) == ["a", "l"])
        #expect(
            run.rejects == [
                "3 latitude: latitude 91.0 is outside -90...90",
                "4 date: '2021-02-30' does not exist: month 2 of 2021 has no day 30",
                "5 date: '2022-01-04T24:00:00Z' does not exist: the day ends at 23:59:59; write 00:00 of the next day",
                "6 longitude: 'nan' is not a number of degrees",
                "7 date: '2022-01-04T02:30' has a time of day but no time zone; name one with --assume-zone",
                "8: 3 cells where the header has 4",
                "9: 5 cells where the header has 4",
                "10 latitude: a longitude without a latitude",
                "11 latitude: 'north' is not a number of degrees",
            ])
        #expect(run.drafts.last?.incident.geometry == nil)
        #expect(run.drafts.last?.incident.interval == nil)
    }

    @Test("a time without a zone takes the assumed one")
    func assumedZone() throws {
        let text = "time,lon,lat\n2022-01-04 02:30:00,44.2,33.3\n"
        #expect(try Reading.text(text).rejects.count == 1)
        let run = try Reading.text(text, ReadOptions(zone: try AssumedZone("Asia/Baghdad")))
        #expect(run.drafts.first?.incident.interval?.start.description == "2022-01-03T23:30:00Z")
    }

    @Test("invalid UTF-8 and NUL refuse the row and name the byte")
    func badText() throws {
        let start = Array("place,type\nErbil,a\nTa".utf8)
        for bad: [UInt8] in [[0xFF], [0xC3], [0]] {
            let run = try Reading.bytes(start + bad + Array("ji,b\nBalad,c\n".utf8))
            #expect(run.drafts.compactMap(\.incident.place) == ["Erbil", "Balad"])
            let error = try #require(
                run.records.compactMap { if case .failure(let error) = $0.content { error } else { nil } }.first)
            #expect(error.byteOffset == start.count)
        }
    }

    @Test("all columns are kept, in order, as written; those that an export repeats are not kept twice")
    func keptColumns() throws {
        let run = try Reading.text(
            "code,date,type,longitude,latitude,deaths_best,note,empty\n007,2022-01-04,x,44.20,33.3,03,\" a\nb \",\n")
        let incident = try #require(run.drafts.first?.incident)
        #expect(
            incident.properties == [
                JSONMember("code", .string("007")), JSONMember("date", .string("2022-01-04")),
                JSONMember("longitude", .string("44.20")), JSONMember("deaths_best", .string("03")),
                JSONMember("note", .string(" a\nb ")), JSONMember("empty", .null),
            ])
        #expect(incident.deathsBest == 3)
        #expect(incident.type == "x")
    }

    @Test("nil and 0 deaths differ")
    func zeroDeaths() throws {
        let run = try Reading.text("place,deaths\nErbil,0\nTaji,\nBalad,many\n")
        #expect(run.drafts.map(\.incident.deathsBest) == [0, nil, nil])
        #expect(run.drafts.last?.incident.properties.last == JSONMember("deaths", .string("many")))
    }

    @Test("an end that is a bare date is included")
    func inclusiveEnd() throws {
        let run = try Reading.text(
            "start_date,end_date,place\n2022-01-04,2022-01-06,a\n2022-01-04,2022-01-04,b\n2022-01-05,2022-01-04,c\n,2022-01-04,d\n"
        )
        let intervals = run.drafts.map {
            "\($0.incident.interval?.start.description ?? "") \($0.incident.interval?.end.description ?? "")"
        }
        #expect(
            intervals == [
                "2022-01-04T00:00:00Z 2022-01-07T00:00:00Z", "2022-01-04T00:00:00Z 2022-01-05T00:00:00Z",
            ])
        #expect(run.rejects.count == 2)
    }

    @Test("well-known text gives any geometry")
    func wellKnownText() throws {
        let run = try Reading.text(
            "date,geom_wkt\n2022,POINT (44.2 33.3)\n2022,\"LINESTRING (1 2, 3 4)\"\n2022,\"LINESTRING (1 2)\"\n2022,nonsense\n2022,POINT (1 95)\n"
        )
        #expect(run.mapping.contains("wkt=geom_wkt"))
        #expect(
            run.drafts.map(\.incident.geometry) == [
                .point(longitude: 44.2, latitude: 33.3),
                .lineString([Position(longitude: 1, latitude: 2), Position(longitude: 3, latitude: 4)]),
            ])
        #expect(run.rejects.count == 3)
    }

    @Test("longitudes are wrapped on request only, latitudes never")
    func wrapping() throws {
        let text = "lon,lat,n\n190,1,a\n-190,1,b\n180,1,c\n540,1,d\n10,91,e\n1,1,f\n2,2,g\n3,3,h\n4,4,i\n5,5,j\n"
        #expect(try Reading.text(text).rejects.count == 4)
        let run = try Reading.text(text, ReadOptions(wrapsLongitude: true))
        #expect(run.rejects.count == 1)
        #expect(
            run.drafts.prefix(4).map(\.incident.geometry)
                == [-170, 170, 180, 180].map { .point(longitude: $0, latitude: 1) })
    }

    @Test("a table without a location ends with an error that lists its columns")
    func noLocation() throws {
        let error = #expect(throws: FormatError.self) { try Reading.text("date,kind\n2022-01-04,x\n") }
        #expect(error?.reason.contains("date, kind") == true)
        #expect(error?.advice?.contains("--map") == true)
        #expect(throws: FormatError.self) { try Reading.text("lon,date\n44,2022\n") }
        #expect(throws: FormatError.self) { try Reading.text("") }
        #expect(throws: FormatError.self) { try Reading.text(" \n\n") }
    }

    @Test("a table without a header numbers its columns, which can be mapped")
    func noHeader() throws {
        var mapping = ColumnMapping()
        mapping[.longitude] = "column2"
        mapping[.latitude] = "column3"
        mapping[.start] = "column1"
        let text = "2022-01-04,44.2,33.3\n2022-01-05,44.3,33.4\n"
        #expect(throws: FormatError.self) { try Reading.text(text) }
        let run = try Reading.text(text, ReadOptions(mapping: mapping))
        #expect(run.drafts.count == 2)
        #expect(run.drafts.first?.incident.geometry == .point(longitude: 44.2, latitude: 33.3))
        #expect(run.drafts.first?.incident.interval == .day(2022, 1, 4))
    }

    @Test("what the user maps goes before every guess, and a column that is not there is an error")
    func explicitMapping() throws {
        var mapping = ColumnMapping()
        mapping[.title] = "kind"
        let run = try Reading.text("lon,lat,kind,title\n1,2,a,b\n", ReadOptions(mapping: mapping))
        #expect(run.drafts.first?.incident.title == "a")
        #expect(run.drafts.first?.incident.type == nil)
        mapping[.title] = "missing"
        let error = #expect(throws: FormatError.self) {
            try Reading.text("lon,lat\n1,2\n", ReadOptions(mapping: mapping))
        }
        #expect(error?.description.contains("'missing'") == true)
    }

    @Test("columns of one name are told apart, nameless ones are numbered")
    func headerNames() throws {
        let run = try Reading.text("place,note,note,,note_2\nErbil,a,b,c,d\n")
        #expect(run.drafts.first?.incident.properties.map(\.name) == ["note", "note_2", "column4", "note_2_2"])
    }

    @Test("equal rows have equal hashes, others do not, and cells cannot run together")
    func hashes() throws {
        let run = try Reading.text("place,a,b\nErbil,x,y\nErbil,x,y\nErbil,xy,\nErbil,,xy\n\"Erbil\",\"x\",\"y\"\n")
        let hashes = run.drafts.map(\.contentHash)
        #expect(hashes[0] == hashes[1])
        #expect(hashes[0] == hashes[4])
        #expect(Set(hashes).count == 3)
    }

    @Test("the hash of a row never changes, since ids are made of it")
    func stableHash() throws {
        let run = try Reading.text("date,longitude,latitude,type\n2006-01-01,40.2939,33.0286,Airstrike\n")
        #expect(run.drafts.first?.contentHash.description == "48c2bbcaa543e60065ae2a85a8f97b2a")
    }

    @Test("a byte order mark is skipped, UTF-16 is known by its own, other encodings are read when they are named")
    func encodings() throws {
        let text = "place,title\nMédine,“Größe” 😀\n"
        let utf8 = Array(text.utf8)
        #expect(try Reading.bytes([0xEF, 0xBB, 0xBF] + utf8).drafts.first?.incident.place == "Médine")
        var utf16: [UInt8] = [0xFF, 0xFE]
        var big: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            utf16 += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            big += [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
        }
        let error = #expect(throws: FormatError.self) { try Reading.bytes([0xFF, 0xFE, 0, 0] + utf8) }
        #expect(error?.reason.contains("UTF-32") == true)
        for (bytes, encoding) in [
            (utf16, TextEncoding.utf16), (big, .utf16), (Array(big.dropFirst(2)), .utf16BigEndian), (utf16, .utf8),
            (big, .utf8),
        ] {
            for chunkSize in [1, 3, 1_000] {
                let run = try Reading.of(MemoryByteSource(bytes, chunkSize: chunkSize), encoding: encoding)
                #expect(run.drafts.first?.incident.title == "“Größe” 😀")
                #expect(run.drafts.first?.incident.place == "Médine")
            }
        }
        let windows = Array("place,title\nM".utf8) + [0xE9] + Array("dine,".utf8) + [0x93, 0x80, 0x94, 0x0A]
        #expect(try Reading.of(MemoryByteSource(windows), encoding: .windows1252).drafts.first?.incident.title == "“€”")
        #expect(try Reading.of(MemoryByteSource(windows), encoding: .latin1).drafts.first?.incident.place == "Médine")
        #expect(try Reading.bytes(windows).rejects.count == 1)
    }

    @Test("every byte of a Windows code page means what the platform's own decoder says")
    func windowsCodePages() throws {
        let pages: [(TextEncoding, String.Encoding)] = [
            (.windows1250, .windowsCP1250), (.windows1251, .windowsCP1251), (.windows1252, .windowsCP1252),
        ]
        for (encoding, oracle) in pages {
            for byte in UInt8(0x80)...0xFF {
                // Bytes that a page leaves undefined are nothing to the platform and controls to the web and to us.
                guard let expected = String(data: Data([byte]), encoding: oracle) else { continue }
                let bytes = Array("place,title\nx,<".utf8) + [byte] + Array(">\n".utf8)
                let run = try Reading.of(MemoryByteSource(bytes), encoding: encoding)
                #expect(run.drafts.first?.incident.title == "<\(expected)>", "\(encoding) \(byte)")
            }
        }
        let baghdad = Array("place,title\n".utf8) + [0xC8, 0xDB, 0xCF, 0xC7, 0xCF] + Array(",\u{0A}".utf8)
        #expect(
            try Reading.of(MemoryByteSource(baghdad), encoding: .windows1256).drafts.first?.incident.place == "بغداد")
        #expect(TextEncoding(name: "CP1256") == .windows1256)
    }

    @Test("a coordinate may have a decimal comma")
    func decimalCommas() throws {
        let run = try Reading.text("Datum;Länge;Breite;n\n2022-01-04;44,125;-33,5;1,5\n2022-01-05;44;33.5;2\n")
        #expect(run.rejects == [])
        #expect(
            run.drafts.map(\.incident.geometry) == [
                .point(longitude: 44.125, latitude: -33.5), .point(longitude: 44, latitude: 33.5),
            ])
        // What the source wrote stays as it is.
        #expect(run.drafts[0].incident.properties.first { $0.name == "Länge" }?.value == .string("44,125"))
        let quoted = try Reading.text("date,lon,lat\n2022-01-04,\"44,125\",\"33,5\"\n")
        #expect(quoted.drafts.first?.incident.geometry == .point(longitude: 44.125, latitude: 33.5))
        let wrong = try Reading.text("id;lon;lat\n1;44,1;33,2\n2;44,1,2;33\n3;1.044,1;33\n4;44,;33\n5;,5;33\n")
        #expect(wrong.drafts.count == 1)
        #expect(wrong.rejects.count == 4)
    }

    @Test("the separator that a spreadsheet names in a line before the header is taken")
    func declaredSeparators() throws {
        for (line, separator) in [("sep=;\n", ";"), ("SEP=|\r\n", "|"), ("sep=\t\r\n", "\t"), ("sep=,\n", ",")] {
            let rows = ["id;date;longitude;latitude", "1;2022-01-04;44;33", "2;2022-01-04;44;95"]
                .map { $0.replacing(";", with: separator) }
            let run = try Reading.text(line + rows.joined(separator: "\n") + "\n")
            #expect(run.drafts.map(\.recordID) == ["1"])
            #expect(run.rejects.first?.hasPrefix("4 latitude: ") == true, "\(run.rejects)")
        }
        // Elsewhere it is a name like any other.
        #expect(try Reading.text("sep=;,longitude,latitude\nx,44,33\n").drafts.count == 1)
    }

    @Test("a column that the user names and that is not there is told, with the one that may be meant")
    func missingColumns() throws {
        var mapping = ColumnMapping()
        mapping[.start] = "dat"
        let options = ReadOptions(mapping: mapping)
        let plain = #expect(throws: FormatError.self) { try Reading.text("date,longitude,latitude\n,44,33\n", options) }
        #expect(plain?.reason.hasSuffix("did you mean 'date'?") == true, "\(String(describing: plain))")
        let publisher =
            "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,confidence,version,bright_t31,frp,daynight\n"
            + "1,2,3,1,1,2022-04-03,0050,T,64,6.1NRT,300,43,D\n"
        mapping[.start] = "acq_dat"
        let firms = #expect(throws: FormatError.self) {
            try Reading.text(publisher, ReadOptions(mapping: mapping))
        }
        #expect(firms?.reason.hasSuffix("did you mean 'acq_date'?") == true, "\(String(describing: firms))")
    }

    @Test("a cut UTF-16 text ends with an error")
    func cutUTF16() {
        #expect(throws: FormatError.self) {
            try Reading.of(MemoryByteSource([0xFF, 0xFE, 0x61, 0, 0x3D, 0xD8] as [UInt8]), encoding: .utf16)
        }
        #expect(throws: FormatError.self) {
            try Reading.of(MemoryByteSource([0xFF, 0xFE, 0x61] as [UInt8]), encoding: .utf16)
        }
    }

    @Test("the records before half of a surrogate pair are read however the bytes arrive, and the error names the byte")
    func halfOfSurrogatePair() throws {
        let text = "\u{FEFF}id,longitude,latitude\n" + (0..<20_000).map { "\($0),44,33\n" }.joined()
        var bytes = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let fault = bytes.count
        bytes += [0x3D, 0xD8, 0x61, 0x00]
        for chunkSize in [1, 7, 4_096, .max] {
            var reader = try RecordReaders.open(
                MemoryByteSource(bytes, chunkSize: chunkSize), options: ReadOptions(format: .csv))
            var count = 0
            let error = #expect(throws: FormatError.self) { while try reader.next() != nil { count += 1 } }
            #expect(count == 20_000, "in pieces of \(chunkSize)")
            #expect(error?.byteOffset == fault)
        }
    }

    @Test("a missing file and a folder are errors with the system's reason")
    func missingFile() {
        #expect(throws: FormatError.self) { try FileByteSource(path: "/nonexistent/file.csv") }
        #expect(throws: FormatError.self) { try Reading.of(try FileByteSource(path: "/")) }
    }
}
