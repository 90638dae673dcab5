/// A lock on bytes of a file, as a line of `/proc/locks` tells it (proc_locks(5)).
package struct FileLock: Sendable {
  /// 0 for a process of another namespace, -1 for a lock of an open file.
  package let process: Int
  /// Device and inode, in the list's own form: `fe:01:77`.
  package let file: String
  package let inode: UInt64
  package let isWrite: Bool
  /// Whether it belongs to an open file description, and to no process.
  package let isOfOpenFile: Bool
  private let bytes: ClosedRange<Int>

  /// Reads `1: POSIX ADVISORY READ|WRITE PROCESS MAJOR:MINOR:INODE FIRST LAST`; nil for a lock of another
  /// kind, or one that is waited for.
  init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard fields.count >= 8, ["POSIX", "OFDLCK"].contains(fields[1]),
      let process = Int(fields[4]), let inode = fields[5].split(separator: ":").last,
      let number = UInt64(inode), let first = Int(fields[6])
    else { return nil }
    self.process = process
    self.inode = number
    file = String(fields[5])
    isWrite = fields[3] == "WRITE"
    isOfOpenFile = fields[1] == "OFDLCK"
    bytes = first...max(first, Int(fields[7]) ?? .max)
  }

  package func has(_ byte: Int) -> Bool { bytes.contains(byte) }

  /// Reads the whole list.
  package static func all(in list: String) -> [FileLock] {
    list.split(separator: "\n").compactMap { FileLock($0) }
  }

  /// Returns a file's device and inode (stat(2)) in the list's form.
  package static func file(device: UInt64, inode: UInt64) -> String {
    let numbers = [(device >> 8) & 0xFFF, (device & 0xFF) | ((device >> 12) & 0xFFF00)]
    let parts = numbers.map { number in
      let text = String(number, radix: 16)
      return text.count < 2 ? "0\(text)" : text
    }
    return parts.joined(separator: ":") + ":\(inode)"
  }
}
