import Foundation

/// The environment that a user's program sees: what programs need to find their parts, and no more.
///
/// The lead's own variables may hold secrets that are none of a model's business.
package enum ProgramEnvironment {
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

  package static func base(
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
