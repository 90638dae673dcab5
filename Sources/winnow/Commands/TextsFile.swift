import Dataset
import Domain
import Engine
import Foundation

/// A file of texts that was given in the place of a manifest.
enum TextsFile {
  /// Throws if a file is no manifest but a file of texts, with the command that makes one of it.
  static func refuse(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let head = try FileHandle(forReadingFrom: URL(filePath: path)).read(upToCount: 4096),
      let first = head.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{"),
      !head.starts(with: [0xEF, 0xBB, 0xBF])
    else { return }
    let made = URL(filePath: path).deletingPathExtension().lastPathComponent + ".manifest"
    throw CommandError(
      "\(path) is no manifest: its first line is not a JSON object. “winnow prepare "
        + "\(ShellWord.quoted(path)) --output \(ShellWord.quoted(made))” makes one of it")
  }
}
