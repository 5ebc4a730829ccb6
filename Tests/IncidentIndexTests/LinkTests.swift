import IncidentIndex
import TestSupport
import Testing

/// Suggestions that incidents of reports are told twice.
@Suite("Links between incidents")
struct LinkTests {
    private let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    private func read(_ id: String, _ text: String, _ linker: inout IncidentLinker?) throws -> [LinkedIncident] {
        let report = ReportText(id: id, published: CivilDate(year: 2022, month: 1, day: 8), text: text)
        return try LinkedIncident.all(of: try reader.get().read(report), in: report, &linker)
    }

    private let bomb = "A bomb exploded in Kabul on Tuesday, killing three people."

    @Test("the same incident of two reports is suggested, with its distance and what speaks for it")
    func acrossReports() throws {
        var linker: IncidentLinker? = IncidentLinker(store: nil)
        let first = try #require(try read("a", bomb, &linker).first)
        #expect(first.links == [])
        let second = try #require(try read("b", "An explosion in Kabul killed three people on Tuesday.", &linker).first)
        let link = try #require(second.links?.first)
        #expect(second.links?.count == 1)
        #expect(link.id == first.incident.id)
        #expect(link.metres == 0)
        #expect(!link.isStored)
        #expect((0.5...1).contains(link.confidence))
        #expect(second.incident.properties.contains { $0.name == "links" })
    }

    @Test(
        "what differs in kind, place or day is not suggested",
        arguments: [
            "An earthquake shook Kabul on Tuesday.", "A bomb exploded in Herat on Tuesday.",
            "A bomb exploded in Kabul on Friday.", "A bomb exploded in Afghanistan last year.",
        ])
    func others(text: String) throws {
        var linker: IncidentLinker? = IncidentLinker(store: nil)
        #expect(try read("a", bomb, &linker).count == 1)
        let other = try read("b", text, &linker)
        #expect(other.allSatisfy { $0.links == [] }, "\(other)")
    }

    @Test("a neighbouring day is suggested with less confidence than the same one")
    func neighbours() throws {
        var linker: IncidentLinker? = IncidentLinker(store: nil)
        _ = try read("a", bomb, &linker)
        let same = try #require(try read("b", bomb, &linker).first?.links?.first)
        let next = try #require(try read("c", "A bomb exploded in Kabul on Wednesday.", &linker).first?.links?.first)
        #expect(next.confidence < same.confidence)
    }

    @Test("incidents of one report are not linked with each other, and reading it again links nothing to itself")
    func oneReport() throws {
        var linker: IncidentLinker? = IncidentLinker(store: nil)
        let text = bomb + "\n\nA bomb exploded in Herat on Tuesday, killing one."
        #expect(try read("a", text, &linker).allSatisfy { $0.links == [] })
        #expect(try read("a", text, &linker).allSatisfy { $0.links == [] })
    }

    @Test("stored incidents are suggested and stay as they are")
    func stored() async throws {
        let folder = try TemporaryFolder()
        let store = try IncidentStore(path: folder.file("store.gpkg"))
        var none: IncidentLinker?
        var stored = try #require(try read("a", bomb, &none).first).incident
        #expect(try read("a", bomb, &none).first?.links == nil)
        stored.title = "what somebody wrote"
        let added = stored
        try await store.write { batch in _ = try batch.upsert(added, policy: .skip) }
        var linker: IncidentLinker? = IncidentLinker(store: store)
        let link = try #require(try read("b", "A blast in Kabul wounded six on Tuesday.", &linker).first?.links?.first)
        #expect(link.isStored)
        #expect(link.id == stored.id)
        #expect(try store.incident(id: stored.id) == stored)
        #expect(try store.count(Query()) == 1)
    }
}
