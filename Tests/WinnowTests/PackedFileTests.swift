import ExternalModel
import Foundation
import TestSupport
import Testing

@testable import Dataset
@testable import winnow

struct PackedFileTests {
  /// A text of more bytes than a pipe holds.
  private static let text = (0..<40_000).map { "line \($0)\n" }.joined()

  static let programs = ["gzip", "xz", "zstd", "bzip2"].filter { isInstalled($0) }

  private static func isInstalled(_ name: String) -> Bool {
    (try? ProgramPath.resolve(name, from: "/")) != nil
  }

  /// Packs the text into a file with a name that does not tell its form.
  private func packed(_ program: String, in folder: TemporaryFolder) throws -> String {
    let call = ProgramCall(
      name: program, program: try ProgramPath.resolve(program, from: "/"), arguments: ["-c"],
      folder: folder.url.path)
    let (outcome, bytes) = try ProgramRun.collect(call, input: Array(Self.text.utf8))
    if let failure = outcome.failure(of: call) { throw failure }
    return try folder.write("-input", bytes)
  }

  private func content(_ file: InputFile) throws -> String {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: file.size + 1, alignment: 1)
    defer { bytes.deallocate() }
    var count = 0
    while true {
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
      let read = try file.read(into: rest, at: count)
      if read == 0 { return String(decoding: bytes[..<count], as: UTF8.self) }
      count += read
    }
  }

  @Test("A packed file is told by its bytes and unpacked", arguments: programs)
  func unpacked(program: String) throws {
    let folder = try TemporaryFolder()
    let path = try packed(program, in: folder)
    let file = try PackedFile.open(path)
    #expect(file.name == path)
    #expect(try content(file) == Self.text)
  }

  @Test("A file that is not packed is opened as it is")
  func plain() throws {
    let folder = try TemporaryFolder()
    for text in ["", "\u{1F}", "one\ntwo\n"] {
      #expect(try content(PackedFile.open(folder.write("plain.gz", text))) == text)
    }
  }

  @Test("A file that breaks off is refused with the file, the program and its own message")
  func broken() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: URL(filePath: packed("gzip", in: folder)))
    let path = try folder.write("broken.gz", Array(whole.dropLast(100)))
    let error = #expect(throws: CommandError.self) { try PackedFile.open(path) }
    let message = "\(try #require(error))"
    #expect(message.hasPrefix("\(path) cannot be unpacked: gzip ended with code 1; it said: "))
    #expect(message.contains("unexpected end of file"))
  }

  @Test("An archive of several files is left packed")
  func archive() throws {
    let folder = try TemporaryFolder()
    let bytes: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]
    #expect(try PackedFile.open(folder.write("news.zip", bytes)).size == bytes.count)
  }

  @Test("A missing file is refused by its name")
  func missing() {
    #expect(throws: (any Error).self) { try PackedFile.open("/nowhere/news.gz") }
  }
}
