import Foundation

/// Both ends of a pseudo-terminal.
final class PseudoTerminal {
  private let master: Int32
  let programSide: Int32

  // Linux's numbers of TIOCSPTLCK and TIOCGPTN, which are macros that Swift does not see.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430
  /// Bytes that say that a new item is on the screen; a clock's tick is shorter.
  private static let leastBytes = 100

  init(rows: UInt16, columns: UInt16) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var (zero, index): (Int32, Int32) = (0, 0)
    guard master >= 0, ioctl(master, Self.unlock, &zero) == 0,
      ioctl(master, Self.number, &index) == 0
    else { throw BenchmarkError("no pseudo-terminal: \(String(cString: strerror(errno)))") }
    programSide = open("/dev/pts/\(index)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  deinit {
    close(master)
    close(programSide)
  }

  func type(_ key: String) { _ = write(master, key, 1) }

  /// Returns the bytes that have come; waits for the first so many milliseconds at most.
  func bytes(within milliseconds: Int32) -> [UInt8] {
    var wish = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wish, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }

  /// Reads what the program writes, until a time.
  func drain(until end: ContinuousClock.Instant) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = (end - .now) / .milliseconds(1)
      guard left > 0 else { return }
      var wish = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&wish, 1, Int32(left.rounded(.up))) > 0 else { continue }
      // The program is gone: only the time is waited for.
      if read(master, &buffer, buffer.count) <= 0 { usleep(10_000) }
    }
  }

  /// Waits for a burst of output and gives the time when it was long enough for an item.
  ///
  /// ncurses sends a frame in one piece; what follows is counts that catch up. Nil if none came.
  func burst(within milliseconds: Int32, quiet: Int32) -> ContinuousClock.Instant? {
    let deadline = ContinuousClock.now + .milliseconds(Int64(milliseconds))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var (count, last) = (0, ContinuousClock.now)
    while true {
      var wish = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wish, 1, count >= Self.leastBytes ? quiet : max(1, quiet))
      if ready > 0 {
        let got = read(master, &buffer, buffer.count)
        guard got > 0 else { return nil }
        if count < Self.leastBytes { last = .now }
        count += got
      } else if count >= Self.leastBytes {
        return last
      } else if ContinuousClock.now >= deadline {
        return nil
      }
    }
  }
}
