import Foundation

/// The files that a preparation reads and writes; an output must not be one of the inputs.
///
/// Files are compared by device and inode, so that links and other spellings of a path are found.
package enum PreparationFiles {
  /// A file and its role, such as `--output`, for messages.
  package struct Role {
    let name: String
    let path: String

    package init(_ name: String, path: String) {
      self.name = name
      self.path = path
    }
  }

  /// Refuses outputs that are one of the inputs, or each other; `-` is standard input.
  package static func check(inputs: [Role], outputs: [Role]) throws(FileFaults) {
    var known = inputs.map { ($0.name, FileIdentity(input: $0.path)) }
    for output in outputs {
      let identity = FileIdentity(path: output.path)
      if let identity, let other = known.first(where: { $0.1 == identity }) {
        throw FileFaults(
          file: output.path, ImportFault.sameFile(output.name, other: other.0))
      }
      known.append((output.name, identity))
    }
  }
}

/// The identity of a file; of one that does not exist yet, its folder and name.
private struct FileIdentity: Equatable {
  private let device: dev_t
  private let inode: ino_t
  private let name: String?

  init?(input path: String) {
    guard path == "-" else {
      self.init(path: path)
      return
    }
    var status = stat()
    guard fstat(STDIN_FILENO, &status) == 0 else { return nil }
    self.init(status, name: nil)
  }

  init?(path: String) {
    var status = stat()
    if stat(path, &status) == 0 {
      self.init(status, name: nil)
      return
    }
    let url = URL(filePath: path)
    guard stat(url.deletingLastPathComponent().path, &status) == 0 else { return nil }
    self.init(status, name: url.lastPathComponent)
  }

  private init(_ status: stat, name: String?) {
    device = status.st_dev
    inode = status.st_ino
    self.name = name
  }
}
