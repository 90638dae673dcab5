import Glibc

/// The number of files that this process may have open.
///
/// Where there are too few, the system's libraries end the process, and a file that cannot be opened looks
/// like a damaged one.
enum OpenFiles {
  private static let needed: rlim_t = 64
  private static let wanted: rlim_t = 256

  /// Raises the limit as far as the system lets; throws if that is not enough.
  static func raise() throws {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < wanted else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    _ = setrlimit(files, &limit)
    guard limit.rlim_cur < needed else { return }
    throw CommandError(
      "only \(limit.rlim_cur) files may be open at once here, and winnow needs \(needed); raise the limit "
        + "(“ulimit -n 1024”, or LimitNOFILE of the service)")
  }
}
