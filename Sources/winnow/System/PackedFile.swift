import Dataset
import Domain
import ExternalModel
import Foundation
import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Opens a file of texts, unpacked if it is packed and the machine has the program for it.
enum PackedFile {
  static func open(_ path: String) throws -> InputFile {
    guard path != "-", let program = program(for: path) else { return try InputFile(path: path) }
    let target = try UnlinkedFile.open(for: path)
    let result = try blocking {
      try await Subprocess.run(
        .name(program), arguments: ["-dc", "--", path],
        output: .fileDescriptor(
          FileDescriptor(rawValue: target), closeAfterSpawningProcess: false),
        error: .string(limit: 1 << 12))
    }
    guard result.terminationStatus == .exited(0) else {
      throw PackedFileError(file: path, program: program, message: result.standardError)
    }
    return try InputFile(descriptor: target, name: path)
  }

  /// Told by the bytes that the file begins with, not by its name.
  private static func program(for path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), let head = try? file.read(upToCount: 6)
    else { return nil }
    if head.starts(with: [0x1F, 0x8B]) { return "gzip" }
    return head.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) ? "xz" : nil
  }
}

/// Why a packed file could not be read.
struct PackedFileError: Error, Equatable, CustomStringConvertible {
  let file: String
  let program: String
  let message: String

  var description: String {
    let words = message.trimmingCharacters(in: .whitespacesAndNewlines)
    return "\(file): \(program) cannot unpack it: \(words.isEmpty ? "it ended early" : words)"
  }
}
