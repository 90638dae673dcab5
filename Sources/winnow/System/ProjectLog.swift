import Dataset
import Domain
import Foundation
import Glibc
import Logging
import Synchronization

/// A project's log: one line an entry, in `winnow.log` of its folder.
///
/// The lead's processes write it: the loop, and the lead's screens and commands. It holds no text
/// of an item below the level `debug`.
enum ProjectLog {
  /// The size in bytes at which the file becomes `winnow.log.1` and a new one begins.
  static let sizeLimit = 1 << 20

  /// Returns a logger for a part of the program; one that writes nothing if the log cannot be
  /// opened, since nobody should be kept from work by it.
  static func logger(
    _ part: String, in folder: ProjectFolder, level: Logger.Level
  ) -> Logger {
    guard let file = LogFile(path: folder.log, sizeLimit: sizeLimit) else {
      return Logger(label: part) { _ in SwiftLogNoOpLogHandler() }
    }
    return Logger(label: part) { label in
      FileLogHandler(label: label, file: file, logLevel: level)
    }
  }
}

/// Writes entries as lines: time, level, part and process, message, metadata by key.
struct FileLogHandler: LogHandler {
  let label: String
  let file: LogFile
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let values = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let time = CreationDate.text(Date())
    file.append(
      Self.inert("\(time)Z \(event.level) \(label)[\(getpid())] \(event.message)\(values)"))
  }

  /// Writes control characters as escapes: an entry is one line, and harmless on a terminal.
  static func inert(_ line: String) -> String {
    String(
      String.UnicodeScalarView(
        line.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
          let isControl =
            scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
          guard isControl else { return [scalar] }
          return Array("\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        }))
  }
}

/// A file to which several processes append lines, and which is set aside once it is large.
final class LogFile: Sendable {
  private let path: String
  private let sizeLimit: Int
  private let descriptor: Mutex<Int32>

  /// Opens the file for appending, private to its owner; nil if that is not allowed.
  init?(path: String, sizeLimit: Int) {
    self.path = path
    self.sizeLimit = sizeLimit
    let file = Self.opened(path)
    guard file >= 0 else { return nil }
    descriptor = Mutex(file)
  }

  deinit { descriptor.withLock { _ = close($0) } }

  func append(_ line: String) {
    descriptor.withLock { file in
      file = current(file)
      // One call a line: lines of several processes do not mix.
      let bytes = Array((line + "\n").utf8)
      _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    }
  }

  /// Returns the file that has the name now, after setting a large one aside.
  private func current(_ file: Int32) -> Int32 {
    var (own, named) = (stat(), stat())
    guard fstat(file, &own) == 0 else { return file }
    let isNamed = lstat(path, &named) == 0 && named.st_ino == own.st_ino
    if isNamed, Int(own.st_size) < sizeLimit { return file }
    if isNamed { rename(path, "\(path).1") }
    let next = Self.opened(path)
    guard next >= 0 else { return file }
    close(file)
    return next
  }

  /// Opens a plain file of this user's own; −1 if somebody else has put anything in its place.
  private static func opened(_ path: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let file = open(path, flags, 0o600)
    var status = stat()
    guard file >= 0 else { return -1 }
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() {
      return file
    }
    close(file)
    return -1
  }
}
