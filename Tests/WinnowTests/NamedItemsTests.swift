import Dataset
import Domain
import TestSupport
import Testing

@testable import winnow

@Suite struct NamedItemsTests {
  private func items(_ lines: [String], _ naming: ItemNaming? = nil) throws -> NamedItems {
    let folder = try TemporaryFolder()
    let input = try folder.write("in.manifest", lines.joined(separator: "\n") + "\n")
    let manifest = try Manifest.read(
      path: input, attribute: try #require(LabelAttributeName("category")),
      labels: LabelSet(labels: []))
    return NamedItems(manifest: manifest, naming: naming)
  }

  private let plain = [
    #"{"id": "a", "source": "one"}"#, #"{"source": "two"}"#, #"{"id": 1, "source": "three"}"#,
    #"{"id": "4", "source": "four"}"#,
  ]

  @Test("An item is found by its id or its line, in the order of the names")
  func found() throws {
    #expect(try items(plain).find(["2", "a", "4"]) == [1, 0, 3])
  }

  @Test(
    "A name that is the id of one item and the line of another is refused until it is said which")
  func ambiguous() throws {
    #expect(
      throws: CommandError("“1” is the id of line 3, and a line's number; say --by-id or --by-line")
    ) { try items(plain).find(["1"]) }
    #expect(try items(plain, .byID).find(["1"]) == [2])
    #expect(try items(plain, .byLine).find(["1"]) == [0])
  }

  @Test(
    "A name that no item has is an error that says what there is",
    arguments: [
      (nil, "0"), (nil, "5"), (nil, "b"), (ItemNaming.byID, "2"), (.byLine, "a"),
    ])
  func missing(naming: ItemNaming?, name: String) throws {
    let items = try items(plain, naming)
    #expect(throws: CommandError.self) { try items.find([name]) }
  }
}
