import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Files of a project with a kind, a length and a checksum.
package enum SealedFile {
  /// Writes a file atomically and flushes it to disk.
  package static func write(_ body: [UInt8], kind: FileKind, to path: String) throws {
    // The umask, set when a project is opened, decides on the group's access.
    var file = try AtomicFile(path: path, permissions: nil)
    try file.append(kind.seal.closed(body))
    try file.commit()
  }

  /// Throws unless a file is a plain one that is as long as its heading says: nothing else is read whole.
  private static func requireWhole(_ path: String, _ kind: FileKind) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SealedFileFault.unopened(path) }
    guard status.st_mode & S_IFMT == S_IFREG, let file = FileHandle(forReadingAtPath: path) else {
      throw FileFaults(file: path, SealedFileFault.damaged)
    }
    defer { try? file.close() }
    let heading = Array((try? file.read(upToCount: kind.seal.bodyOffset)) ?? Data())
    guard heading.starts(with: kind.rawValue.utf8) else {
      throw FileFaults(file: path, SealedFileFault.foreign(kind))
    }
    var reader = ByteReader(heading.dropFirst(8), of: path)
    guard let length = try? reader.number(UInt64.self),
      Int(clamping: length) == Int(status.st_size) - kind.seal.bodyOffset
    else { throw FileFaults(file: path, SealedFileFault.damaged) }
  }

  /// Reads the body of a file; throws `FileFaults` if it is missing, of another kind, or
  /// damaged.
  package static func read(_ path: String, kind: FileKind) throws -> [UInt8] {
    guard access(path, R_OK) == 0 else { throw SealedFileFault.unopened(path) }
    try requireWhole(path, kind)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SystemFault.faults(action: "read", path: path)
    }
    do throws(ByteFault) {
      return Array(try kind.seal.opened([UInt8](data)))
    } catch {
      throw FileFaults(
        file: path, error.reason == .foreign ? SealedFileFault.foreign(kind) : .damaged)
    }
  }
}
