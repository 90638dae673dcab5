import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct ManifestTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ bytes: [UInt8], limit: Int = 100) throws -> Manifest {
    let path = try folder.write("input.manifest", bytes)
    return try Manifest.read(
      path: path, attribute: .category(), labels: .news, faultLimit: limit)
  }

  private func read(_ text: String) throws -> Manifest { try read(Array(text.utf8)) }

  private func faults(_ bytes: [UInt8]) -> [FileFault] {
    do {
      _ = try read(bytes)
      return []
    } catch {
      return (error as? FileFaults)?.faults ?? []
    }
  }

  private func fault(_ line: String) -> ManifestFault? {
    let text = "{\"source\": \"ok\"}\n\(line)\n{\"source\": \"ok\"}\n"
    return faults(Array(text.utf8)).first { $0.line == 2 }?.reason as? ManifestFault
  }

  @Test("Lines, texts, ids and initial labels of a manifest are read")
  func lines() throws {
    let manifest = try read(
      """
      {"source": "Fed \\"hawks\\" \\u00e9", "id": 7, "publisher": "P", "n": 1.5}
      {"id": "x", "source": "two", "category": 2, "category-metadata": {"human-annotated": "no"}}
      {"source": "three", "category": "1"}

      """)
    #expect(manifest.count == 3)
    #expect(manifest.text(of: 0) == "Fed \"hawks\" é")
    #expect(manifest.identifier(of: 0) == "7")
    #expect(manifest.identifier(of: 2) == nil)
    #expect(
      manifest.lines.map(\.initialLabel) == [
        nil, InitialLabel(index: 2, isHuman: false), InitialLabel(index: 1, isHuman: true),
      ])
    let context = [
      ContextField(key: "n", value: "1.5"), ContextField(key: "publisher", value: "P"),
    ]
    #expect(
      manifest.item(at: 0, contextKeys: ["n", "publisher", "none"])
        == Item(id: 0, text: "Fed \"hawks\" é", context: context))
  }

  @Test("A project's item is read by the place of its line")
  func singleItem() throws {
    let project = ProjectFolder(path: folder.url.path)
    let manifest = try read("{\"source\": \"one\"}\r\n{\"source\": \"two\", \"k\": \"v\"}\r\n")
    try ProjectItems.writeIndex(of: manifest, in: project)
    let item = try ProjectItems(folder: project, contextKeys: ["k"]).item(at: 1)
    #expect(manifest.path == project.input)
    #expect(item == manifest.item(at: 1, contextKeys: ["k"]))
    #expect(item.text == "two")
  }

  @Test(
    "A line that is not the one of the index is not shown",
    arguments: ["index shifted", "input changed", "input cut"])
  func otherLine(_ how: String) throws {
    let project = ProjectFolder(path: folder.url.path)
    let lines = ["one", "two", "six", "ten"].map { "{\"source\": \"\($0)\"}\n" }
    let manifest = try read(lines.joined())
    try ProjectItems.writeIndex(of: manifest, in: project)
    let items = ProjectItems(folder: project, contextKeys: [])
    #expect(try (0..<4).map { try items.item(at: $0).text } == ["one", "two", "six", "ten"])
    #expect(throws: FileFaults.self) { try items.item(at: 4) }
    #expect(throws: FileFaults.self) { try items.item(at: .max) }
    switch how {
    case "index shifted":
      var bytes = try Data(contentsOf: URL(filePath: project.lineIndex))
      bytes.replaceSubrange(44..<56, with: bytes[56..<68])
      try bytes.write(to: URL(filePath: project.lineIndex))
    case "input changed":
      try Data(lines.joined().replacing("two", with: "owt").utf8).write(
        to: URL(filePath: project.input))
    default: try Data(lines[0].utf8).write(to: URL(filePath: project.input))
    }
    #expect(try items.item(at: 0).text == "one")
    let error = #expect(throws: FileFaults.self) { try items.item(at: 1) }
    #expect(error?.faults.reasons() == [ProjectItemFault.changed])
  }

  @Test("The index of an earlier version is read until the loop makes it anew")
  func earlierIndex() throws {
    let project = ProjectFolder(path: folder.url.path)
    let manifest = try read("{\"source\": \"one\"}\n{\"source\": \"two\"}\n")
    let packed = manifest.lines.map { UInt64($0.range.lowerBound) << 24 | UInt64($0.range.count) }
    try SealedArray.write(packed, kind: .earlierLineIndex, to: project.lineIndex)
    #expect(try ProjectItems(folder: project, contextKeys: []).item(at: 1).text == "two")
    #expect(!ProjectItems.hasIndex(of: 2, in: project))
  }

  @Test(
    "A manifest may have either line end, none at its end, and empty lines there",
    arguments: ["\n", "\r\n"])
  func lineEnds(end: String) throws {
    let lines = ["{\"source\": \"one\"}", "{\"source\": \"two\"}"]
    for tail in ["", end, end + end] {
      let manifest = try read(lines.joined(separator: end) + tail)
      #expect(manifest.lines.indices.map { manifest.text(of: $0) } == ["one", "two"])
    }
  }

  @Test("Labels of another attribute are ignored")
  func otherAttribute() throws {
    let manifest = try read("{\"source\": \"one\", \"topic\": \"sports\", \"topic-metadata\": 1}\n")
    #expect(manifest.lines[0].initialLabel == nil)
  }

  @Test(
    "Each fault of a manifest's line has its reason",
    arguments: [
      (#"{"source": "a""#, ManifestFault.json(.cutOff)),
      ("hello", .json(.notAnObject)),
      ("", .emptyLine),
      ("   ", .emptyLine),
      (#"{"text": "a"}"#, .missingSource),
      (#"{"source-ref": "s3://b/k"}"#, .sourceReference),
      (#"{"source": "a", "source-ref": "s3://b/k"}"#, .sourceReference),
      (#"{"source": 1}"#, .sourceIsNoText),
      (#"{"source": null}"#, .sourceIsNoText),
      (#"{"source": "a", "$x": 1}"#, .dollarAttribute(key: "$x")),
      (#"{"source": "a", "\u0024x": 1}"#, .dollarAttribute(key: "$x")),
      (#"{"source": "a", "source": "b"}"#, .json(.duplicateKey("source"))),
    ] as [(String, ManifestFault)])
  func lineFaults(line: String, reason: ManifestFault) {
    #expect(fault(line) == reason)
    #expect(!"\(reason)".isEmpty)
  }

  @Test(
    "Each fault of an initial label has its reason",
    arguments: [
      ("4", "{}", .labelOutOfRange(key: "category", index: 4, count: 4)),
      (#""9""#, "{}", .labelOutOfRange(key: "category", index: 9, count: 4)),
      ("-1", "{}", .labelIsNoIndex(key: "category")),
      ("1.0", "{}", .labelIsNoIndex(key: "category")),
      (#""Business""#, "{}", .labelIsNoIndex(key: "category")),
      (#""""#, "{}", .labelIsNoIndex(key: "category")),
      ("null", "{}", .labelIsNoIndex(key: "category")),
      ("99999999999999999999", "{}", .labelIsNoIndex(key: "category")),
      ("0", "1", .metadataIsNoObject(key: "category-metadata")),
      ("0", #"{"human-annotated": true}"#, .humanAnnotated(key: "category-metadata")),
      ("0", #"{"human-annotated": "maybe"}"#, .humanAnnotated(key: "category-metadata")),
      (
        "0", #"{"class-name": "Entertainment"}"#,
        .classNameDisagrees(
          key: "category-metadata", index: 0, expected: "Business", found: "Entertainment")
      ),
      (
        "0", #"{"class-name": 7}"#,
        .classNameDisagrees(
          key: "category-metadata", index: 0, expected: "Business", found: nil)
      ),
    ] as [(String, String, ManifestFault)])
  func labelFaults(label: String, metadata: String, expected: ManifestFault) {
    let line = "{\"source\": \"a\", \"category\": \(label), \"category-metadata\": \(metadata)}"
    #expect(fault(line) == expected)
  }

  @Test("A class name that disagrees with its index is refused with both names")
  func classNameWords() {
    let fault = ManifestFault.classNameDisagrees(
      key: "category-metadata", index: 0, expected: "Sport", found: "Food")
    #expect(
      fault.description == "“class-name” in “category-metadata” is “Food”, but label 0 of the "
        + "label categories is “Sport”; write the manifest with `prepare --labels FILE`")
  }

  @Test("Metadata without a label, as of a rejected item, is no initial label")
  func failureReason() throws {
    let manifest = try read(
      "{\"source\": \"a\", \"category-metadata\": {\"failure-reason\": \"broken\"}}\n")
    #expect(manifest.lines[0].initialLabel == nil)
  }

  @Test("A manifest's limits count characters, not bytes")
  func limits() throws {
    let wide = String(repeating: "世", count: 20_000)
    #expect(try read("{\"source\": \"\(wide)\"}").count == 1)
    #expect(fault("{\"source\": \"\(wide)x\"}") == .attributeTooLong(key: "source"))
    let part = String(repeating: "x", count: 19_000)
    let line = "{\"source\": \"a\"" + (0..<6).map { ", \"k\($0)\": \"\(part)\"" }.joined() + "}"
    #expect(fault(line) == .lineTooLong)
  }

  @Test("A manifest's line of two megabytes is refused")
  func hugeLine() {
    let huge = "{\"source\": \"\(String(repeating: "x", count: 2_000_000))\"}"
    #expect(fault(huge) == .lineTooLong)
  }

  @Test("Invalid UTF-8 and NUL bytes in a manifest are refused with their line")
  func bytes() {
    let head = Array("{\"source\": \"ok\"}\n{\"source\": \"a".utf8)
    let tail = Array("b\"}\n".utf8)
    #expect(faults(head + [0xFF] + tail).reasons() == [ManifestFault.json(.invalidUTF8)])
    #expect(faults(head + [0x00] + tail).reasons() == [ManifestFault.json(.controlCharacter(0))])
    #expect(faults(head + [0x00] + tail).map(\.line) == [2])
  }

  @Test("An empty manifest, and one of empty lines, is refused", arguments: ["", "\n", "\r\n\n"])
  func emptyFile(text: String) {
    #expect(faults(Array(text.utf8)).reasons() == [ManifestFault.emptyFile])
  }

  @Test("All faults of a manifest are reported, up to the limit")
  func manyFaults() throws {
    let lines = (0..<150).map { $0 % 2 == 0 ? "{\"source\": \"a\"}" : "{}" }
    let error = #expect(throws: FileFaults.self) {
      try read(Array(lines.joined(separator: "\n").utf8), limit: 10)
    }
    #expect(error?.faults.count == 10)
    #expect(error?.faults.map(\.line) == stride(from: 2, through: 20, by: 2).map(\.self))
    #expect(error?.isCut == true)
    #expect("\(try error.orThrow())".contains("input.manifest:2: no key “source”"))
  }

  @Test("A missing manifest is reported")
  func noFile() throws {
    let error = #expect(throws: FileFaults.self) {
      try Manifest.read(path: "/nowhere/x.manifest", attribute: .category(), labels: .news)
    }
    let words = "/nowhere/x.manifest: cannot read: there is no such file"
    #expect("\(try error.orThrow())".contains(words))
  }

  @Test("The name of a label attribute follows Ground Truth's rule")
  func attributeNames() {
    for name in ["category", "a", "A-b", "news--2", String(repeating: "a", count: 127)] {
      #expect(LabelAttributeName(name)?.name == name)
    }
    for name in [
      "", "-a", "a-", "a_b", "é", "source", "source-ref", "x-metadata", "x-ref",
      String(repeating: "a", count: 128),
    ] {
      #expect(LabelAttributeName(name) == nil)
    }
  }

  @Test(
    "A text that shows nothing is refused as empty, but in projects that have it",
    arguments: ["", "   ", #"\t\n"#, #"\u200b\ufeff"#, "\u{A0}\u{3000}"])
  func blank(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("m", "{\"source\": \"a\"}\n{\"source\": \"\(text)\"}\n")
    let error = #expect(throws: FileFaults.self) {
      try Manifest.read(path: path, attribute: .category(), labels: .news)
    }
    #expect(error?.faults.map(\.line) == [2])
    #expect(error?.faults.reasons() == [ManifestFault.blankSource])
    let kept = try Manifest.readInput(
      path: path, length: nil, attribute: .category(), labels: .news)
    #expect(kept.count == 2)
  }
}
