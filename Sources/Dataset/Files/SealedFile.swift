import Domain
import Foundation

/// Files of a project with a kind, a length and a checksum.
package enum SealedFile {
  /// Writes a file atomically and flushes it to disk.
  package static func write(_ body: [UInt8], kind: FileKind, to path: String) throws {
    // The umask, set when a project is opened, decides on the group's access.
    var file = try AtomicFile(path: path, permissions: nil)
    try file.append(kind.seal.closed(body))
    try file.commit()
    Ownership.handOver(path)
  }

  /// Reads the body of a file; throws `SealedFileError` if it is missing, of another kind, or
  /// damaged.
  package static func read(_ path: String, kind: FileKind) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SealedFileError(file: path, reason: .missing)
    }
    do throws(ByteFault) {
      return Array(try kind.seal.opened([UInt8](data)))
    } catch {
      let isForeign = error.reason == .foreign
      throw SealedFileError(file: path, reason: isForeign ? .foreign(kind) : .damaged)
    }
  }
}

/// A reason why a sealed file cannot be read.
package struct SealedFileError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case missing
    case foreign(FileKind)
    case damaged
  }

  package let file: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .missing: "\(file): missing; start the loop again to make it"
    case .foreign(let kind): "\(file): not a \(kind.rawValue) file of this version of winnow"
    case .damaged:
      "\(file): damaged (wrong length or checksum); remove it and start the loop again"
    }
  }
}
