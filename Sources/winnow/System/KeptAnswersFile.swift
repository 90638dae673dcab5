import Dataset
import Domain
import Foundation
import Glibc

/// The file of answers that a screen could not leave in the project: a `KeptAnswer` as JSON on each
/// line, readable by its owner alone.
enum KeptAnswersFile {
  /// Writes answers into a new file and returns its path: in the home folder, or where that cannot be
  /// written, in the current one.
  ///
  /// Not in the project: that may be what is gone, full, or read-only.
  static func write(_ answers: [KeptAnswer], job: String, at time: Date = Date()) throws -> String {
    let name = "winnow-\(job.filter { $0.isLetter || $0.isNumber || $0 == "-" }.prefix(40))"
    let file = "\(name)-\(Int(time.timeIntervalSince1970)).jsonl"
    let home = ProcessInfo.processInfo.environment["HOME"]
    if let path = try? home.map({ try write(answers, to: "\($0)/\(file)") }) { return path }
    return try write(answers, to: "\(FileManager.default.currentDirectoryPath)/\(file)")
  }

  private static func write(_ answers: [KeptAnswer], to path: String) throws -> String {
    var bytes = Data()
    for answer in answers {
      bytes += try encoder.encode(answer)
      bytes.append(UInt8(ascii: "\n"))
    }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw CommandError(path: path, code: errno) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: bytes)
    try handle.synchronize()
    return path
  }

  /// Reads a file; throws `CommandError` with the line of what is no answer.
  static func read(_ path: String) throws -> [KeptAnswer] {
    let text = try MappedFile(path: path).withBytes { Data($0) }
    return try text.split(separator: UInt8(ascii: "\n")).enumerated().map { place, line in
      do {
        return try decoder.decode(KeptAnswer.self, from: Data(line))
      } catch {
        throw CommandError(
          "\(path):\(place + 1): no answer that a screen has kept, an object with line, source,"
            + " workerId, label or rejected, acceptedAt, secondsSpent")
      }
    }
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .secondsSince1970
    return decoder
  }
}
