import Foundation

/// Finds executables.
package enum ProgramPath {
  /// Returns the absolute path of a program: a name with a slash starts in the folder, another one
  /// is looked up on the PATH.
  package static func resolve(
    _ name: String, from folder: String, path: String? = ProcessInfo.processInfo.environment["PATH"]
  ) throws(ModelFailure) -> String {
    let shown = SafeExcerpt(name, limit: 200)
    guard !name.isEmpty, !name.utf8.contains(0) else {
      throw ModelFailure("the job's Command has no program; its first entry must name one")
    }
    guard !name.contains("/") else {
      let full = URL(filePath: name, relativeTo: URL(filePath: folder, directoryHint: .isDirectory))
        .standardizedFileURL.path
      try check(full, shown: "\(shown)", folder: folder)
      return full
    }
    for part in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let candidate = "\(part)/\(name)"
      // A relative part of PATH would depend on who calls.
      if part.hasPrefix("/"), isProgram(candidate) { return candidate }
    }
    throw ModelFailure(
      "there is no program “\(shown)” on the PATH; install it, or name it with ./ before it "
        + "if it lies beside the job file")
  }

  private static func check(
    _ path: String, shown: String, folder: String
  ) throws(ModelFailure) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ModelFailure("there is no program \(shown) in \(folder)")
    }
    guard !isFolder.boolValue else {
      throw ModelFailure("\(shown) is a folder; a program is expected")
    }
    guard isProgram(path) else {
      throw ModelFailure("\(shown) may not be executed; “chmod +x \(shown)” allows it")
    }
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
