import ArgumentParser
import Domain
import Foundation
import Glibc

/// The worker and the process, as the operating system names them.
enum Identity {
  /// The worker: the login's name, or `uid-N` where it has none; only root may name another.
  static func worker(named name: String?) throws -> String {
    guard let name else { return login }
    guard user == 0 else {
      throw ValidationError("--worker is root's alone; without it you are “\(login)”")
    }
    guard isName(name) else {
      throw ValidationError("a worker's name has 1–64 letters, digits, -, _, . or @")
    }
    return name
  }

  /// Whether a text can be a worker's name.
  static func isName(_ text: String) -> Bool {
    1...64 ~= text.count
      && text.allSatisfy { $0.isLetter || $0.isNumber || "-_.@".contains($0) }
  }

  /// The user who started this process, also after root has become a project's owner.
  static let user: uid_t = getuid()

  private static var login: String {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else {
      return "uid-\(user)"
    }
    return String(cString: name)
  }

  /// This process, as others of the same boot and PID namespace can find it.
  static var process: ProcessIdentity { ProcessIdentity(host: host, number: getpid()) }

  /// Whether a process lives; where this one cannot tell, it is taken to.
  ///
  /// A process of an earlier boot does not. One of another PID namespace cannot be asked after.
  static func isAlive(_ process: ProcessIdentity) -> Bool {
    guard process.host != host else {
      return kill(process.number, 0) == 0 || errno == EPERM
    }
    let (boot, own) = (process.host.split(separator: " ").first, host.split(separator: " ").first)
    return boot == own || boot == "-" || own == "-"
  }

  private static let host: String = {
    let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    return "\(boot?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "-") \(space ?? "-")"
  }()
}
