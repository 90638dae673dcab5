import Dataset
import ExternalModel
import Foundation

/// Opens a file of texts, unpacked if it is packed and the machine has the program for it.
enum PackedFile {
  static func open(_ path: String) throws -> InputFile {
    guard let packing = packing(of: path), !packing.isArchive,
      let program = try? ProgramPath.resolve(packing.program, from: "/")
    else { return try InputFile(path: path) }
    let call = ProgramCall(
      name: packing.program, program: program,
      arguments: [packing.option, "--", URL(filePath: path).standardizedFileURL.path],
      folder: FileManager.default.temporaryDirectory.path)
    let target = try UnlinkedFile.open(for: path)
    do {
      let outcome = try ProgramRun.perform(call, output: { try write($0, to: target) })
      if let failure = outcome.failure(of: call) { throw failure }
    } catch {
      close(target)
      throw CommandError("\(path) cannot be unpacked: \(error)")
    }
    return try InputFile(descriptor: target, name: path)
  }

  private static func packing(of path: String) -> Packing? {
    guard path != "-", let file = FileHandle(forReadingAtPath: path),
      let head = try? file.read(upToCount: Packing.magicCount)
    else { return nil }
    return Packing.of(head)
  }

  /// Writes all bytes; returns true, since the program got further.
  private static func write(_ bytes: UnsafeRawBufferPointer, to target: Int32) throws -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(target, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw CommandError(path: "the unpacked copy", code: errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }
}
