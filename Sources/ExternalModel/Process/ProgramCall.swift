import Foundation

/// How a program of the user's is started, and what it may use.
struct ProgramCall: Sendable {
  /// What messages call it: “train”, “predict”.
  let name: String
  /// The whole path of the executable.
  let program: String
  let arguments: [String]
  var environment: [String: String]
  /// The folder that it works in.
  let folder: String
  var limits: ProgramLimits
  /// Where its output is kept; nil keeps the last lines only.
  let log: String?
}

/// What a program may use until it is ended.
struct ProgramLimits: Sendable, Equatable {
  /// It may go on so long without getting further.
  var seconds: Double
  /// So long after SIGTERM comes SIGKILL.
  var graceSeconds: Double
  /// Its address space; nil has no limit.
  var memoryMB: Int?
  /// The disk must keep so many bytes free while it runs; nil: a tenth of what is free, at most 1 GiB.
  var reserve: Int?
}

/// Finds executables.
enum ProgramPath {
  /// Returns the whole path of a program: with a slash from the folder, otherwise by PATH.
  static func resolve(
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

/// The environment that a user's program sees: what programs need to find their parts, and no more.
///
/// The lead's own variables may hold secrets that are none of a model's business.
enum ProgramEnvironment {
  private static let names: Set = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH",
    "JAVA_HOME",
  ]
  private static let prefixes = ["LC_", "PYTHON", "PYENV_", "CONDA_", "CUDA_", "OMP_"]

  /// What Docker's client needs besides.
  static func docker() -> [String: String] {
    let all = ProcessInfo.processInfo.environment
    return base().merging(all.filter { $0.key.hasPrefix("DOCKER_") }) { first, _ in first }
  }

  static func base(
    of all: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    var kept = all.filter { name, _ in
      names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }
    // A model's lines are of use when it says them, not when it ends.
    kept["PYTHONUNBUFFERED"] = "1"
    return kept
  }
}
