import Dataset
import Domain
import Engine
import Foundation
import TestSupport
import Testing

/// Lines that a project has are not added a second time.
@Suite struct AddedLinesTests {
  private let folder: TemporaryFolder
  private let labels = LabelSet(labels: [.init(name: "a", key: "a"), .init(name: "b", key: "b")])

  init() throws { folder = try TemporaryFolder() }

  private func manifest(_ name: String, _ lines: String...) throws -> Manifest {
    let path = try folder.write(name, lines.map { $0 + "\n" }.joined())
    let attribute = try #require(LabelAttributeName("topic"))
    return try Manifest.read(path: path, attribute: attribute, labels: labels)
  }

  @Test("A line is known by its bytes, or by its id and text; an id with another text is new")
  func known() throws {
    let project = try manifest(
      "p", #"{"id": "1", "source": "one"}"#, #"{"id": "2", "source": "two"}"#,
      #"{"source": "three"}"#)
    let new = try manifest(
      "n",
      #"{"id": "1", "source": "one", "topic": 1, "topic-metadata": {"class-name": "b", "confidence": 1, "human-annotated": "yes", "creation-date": "2026-01-01T00:00:00.000000", "type": "groundtruth/text-classification"}}"#,
      #"{"id": "2", "source": "two"}"#, #"{"source": "three"}"#,
      #"{"source": "three", "more": 1}"#, #"{"id": "2", "source": "another"}"#,
      #"{"id": "3", "source": "two"}"#, #"{"id": "3", "source": "two", "more": 1}"#)
    let added = AddedLines(of: new, to: project)
    #expect(added.count == 3 && added.known == 4 && added.labeled == 0)
  }
}
