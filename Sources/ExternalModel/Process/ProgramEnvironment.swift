import Foundation

/// The environment of a user's program: the variables that programs need to find their parts.
///
/// Others are left out, since the lead's variables may hold secrets.
package enum ProgramEnvironment {
  private static let names: Set = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH",
    "JAVA_HOME",
  ]
  private static let prefixes = ["LC_", "PYTHON", "PYENV_", "CONDA_", "CUDA_", "OMP_"]

  /// Returns `base` with the variables of Docker's client.
  static func docker() -> [String: String] {
    let all = ProcessInfo.processInfo.environment
    return base().merging(all.filter { $0.key.hasPrefix("DOCKER_") }) { first, _ in first }
  }

  package static func base(
    of all: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String: String] {
    var kept = all.filter { name, _ in
      names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }
    // Python would otherwise buffer its output until it ends.
    kept["PYTHONUNBUFFERED"] = "1"
    return kept
  }
}
