import Dataset
import Foundation
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to path: String) throws {
    var file = try AtomicFile(output: path)
    try file.append(Array(text.utf8))
    try file.commit()
  }

  @Test("A link that is named as an output is followed and stays a link")
  func link() throws {
    try folder.write("real", "old")
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
    try write("new", to: link)
    #expect(try folder.read("real") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
  }

  @Test("A link to a file that does not exist yet leads to the new file")
  func danglingLink() throws {
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
    try write("new", to: link)
    #expect(try folder.read("real") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
  }

  @Test("A pipe is written through and stays a pipe")
  func pipe() async throws {
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let reader = Task.detached {
      try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data()
    }
    try write("through", to: path)
    #expect(String(decoding: try await reader.value, as: UTF8.self) == "through")
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type]
    #expect(type as? FileAttributeType != .typeRegular)
  }

  @Test("A device is written through and stays a device")
  func device() throws {
    try write("away", to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("A file that is not finished has no name, so that a killed process leaves none")
  func unfinished() throws {
    var file = try AtomicFile(path: folder.path("new"), permissions: 0o640)
    try file.append(Array("all".utf8))
    #expect(try folder.contents.isEmpty)
    try file.commit()
    #expect(try folder.contents == ["new"] && folder.read("new") == "all")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path("new"))
    #expect(mode[.posixPermissions] as? Int == 0o640)
  }

  @Test("A folder cannot be an output")
  func folderIsNoFile() throws {
    #expect(throws: FileFaults.self) { try write("x", to: folder.url.path) }
  }

  @Test("An output never takes the place of a project's own file; its folder output is open")
  func insideProject() throws {
    for name in ["p", "p/output", "p/rounds"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
    }
    for name in ["p/project.sqlite", "p/input.manifest"] { try folder.write(name, "kept") }
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "p/project.sqlite")
    for path in [
      folder.path("p/project.sqlite"), folder.path("p/new"), folder.path("p/rounds/x"), link,
    ] {
      let error = #expect(throws: FileFaults.self) { try write("lost", to: path) }
      #expect(error?.description.contains("is inside the project") == true)
    }
    #expect(try folder.read("p/project.sqlite") == "kept")
    try write("out", to: folder.path("p/output/labels.csv"))
    #expect(try folder.read("p/output/labels.csv") == "out")
  }
}
