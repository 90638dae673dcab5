import Domain
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("Session.draw: labels that the lead changes while the screen is open")
struct ChangedLabelsSnapshotTests {
  private static let changes: [LabelChange.Kind] = [
    .rename("Business", to: "Economy"), .merge("Entertainment", into: "Economy"),
    .split("Health & Medicine", into: ["Health", "Medicine"], keys: ["a", "m"]),
    .add("Sport", key: "s"),
  ]

  private func changed() throws -> Session {
    var session = Fixtures.busySession()
    var report = Fixtures.report
    report.labels = try Self.changes.reduce(Fixtures.labels) { try $0.applying($1) }
    report.counts.humanByLabel += [0, 0, 0]
    report.counts.autoByLabel += [0, 0, 0]
    _ = session.update(.reported(report))
    return session
  }

  @Test(
    "The labels of now with their keys; answers of before have the names of now",
    arguments: [
      ("small", DrawSnapshotTests.small), ("usual", DrawSnapshotTests.usual),
      ("wide", DrawSnapshotTests.wide),
    ])
  func screen(name: String, size: Size) throws {
    var session = try changed()
    show(&session, size)
    expectScreen(
      session.draw(rows: size.rows, columns: size.columns), "labeling-changed-labels-\(name)")
  }

  @Test("A key gives the label of now, and that of a label that is gone gives none")
  func keys() throws {
    var session = try changed()
    show(&session)
    #expect(session.update(.key(.character("e"))).compactMap(\.saved).isEmpty)
    #expect(session.update(.key(.character("s"))).compactMap(\.saved).map(\.label) == [6])
  }
}
