import ExternalModel
import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// From a label's key to the next item on the screen, at a pseudo-terminal, while the loop works.
///
/// A job with small batches keeps the loop training and publishing while the keys are pressed. The
/// budget is a frame, 16 ms; the figures are printed, not judged.
struct KeysBenchmark {
  private let news: String
  private let rows: [Int]
  private let presses: Int
  private let pause: Int

  init(_ arguments: [String]) throws {
    guard let news = arguments.first, !news.hasPrefix("--") else {
      throw BenchmarkError("benchmarks keys FILE [--rows 10000,296055] [--presses 300]")
    }
    self.news = news
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap {
        $0 + 1 < arguments.count ? arguments[$0 + 1] : nil
      }
    }
    rows = (value("--rows") ?? "10000").split(separator: ",").compactMap { Int($0) }
    presses = value("--presses").flatMap { Int($0) } ?? 300
    pause = value("--pause").flatMap { Int($0) } ?? 100
  }

  /// A few keys on the sample data.
  static func smoke() throws {
    let file = repository.appending(path: "sample-data/headlines.csv").path
    try KeysBenchmark([file, "--rows", "500", "--presses", "10"]).run()
  }

  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  func run() throws {
    for count in rows {
      let folder = FileManager.default.temporaryDirectory
        .appending(path: "winnow-keys-\(UUID().uuidString.prefix(8))").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let project = try makeProject(rows: count, in: folder)
      let times = try measure(project)
      let rounds =
        try program(["status", project]).split(separator: "\n")
        .first { $0.contains("loop") } ?? ""
      report(count, times, rounds: String(rounds))
    }
  }

  private func report(_ count: Int, _ times: [Double], rounds: String) {
    guard !times.isEmpty else { return print("\(count) items: no key was answered") }
    let sorted = times.sorted()
    func at(_ share: Double) -> String {
      String(format: "%.1f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }
    print(
      "\(count) items, \(times.count) of \(presses) keys answered: median \(at(0.5)) ms, "
        + "99th percentile \(at(0.99)) ms, slowest \(at(1)) ms (budget 16 ms); after it:\(rounds)")
  }
}

extension KeysBenchmark {
  private static let programPath = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "winnow").path

  private func makeProject(rows: Int, in folder: String) throws -> String {
    let manifest = "\(folder)/news.manifest"
    _ = try program([
      "prepare", news, "--sample", "\(rows)", "--labeled", "\(min(1_000, rows / 5))", "--output",
      manifest,
    ])
    let template = Self.repository.appending(path: "templates/news-headlines").path
    for name in ["label-categories.json", "worker-task-template.liquid.html"] {
      try FileManager.default.copyItem(atPath: "\(template)/\(name)", toPath: "\(folder)/\(name)")
    }
    let job = try String(contentsOfFile: "\(template)/job.json", encoding: .utf8)
    guard let end = job.lastIndex(of: "}") else { throw BenchmarkError("job.json has no end") }
    try (job[..<end] + ", \"ActiveLearning\": {\"BatchSize\": 10}}").write(
      toFile: "\(folder)/job.json", atomically: true, encoding: .utf8)
    _ = try program([
      "init", "\(folder)/news", "--job", "\(folder)/job.json", "--input", manifest,
    ])
    return "\(folder)/news"
  }

  private func program(_ arguments: [String]) throws -> String {
    try blocking {
      let result = try await Subprocess.run(
        .path(FilePath(Self.programPath)), arguments: Arguments(arguments),
        output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
      guard result.terminationStatus == .exited(0) else {
        throw BenchmarkError("winnow \(arguments[0]): \(result.standardError)")
      }
      return result.standardOutput
    }
  }

  /// Presses keys at the screen and gives the milliseconds that each took.
  private func measure(_ project: String) throws -> [Double] {
    let terminal = try PseudoTerminal(rows: 32, columns: 110)
    let (path, side) = (Self.programPath, terminal.programSide)
    let screen = Task.detached {
      var options = PlatformOptions()
      options.createSession = true
      let descriptor = FileDescriptor(rawValue: side)
      return try await Subprocess.run(
        .path(FilePath(path)), arguments: ["label", project],
        environment: .inherit.updating(["TERM": "xterm-256color", "LANG": "C.UTF-8"]),
        platformOptions: options,
        input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
        output: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
        error: .fileDescriptor(descriptor, closeAfterSpawningProcess: false))
    }
    var times: [Double] = []
    // The first screen, and the loop's first round: the tasks come with it.
    _ = terminal.burst(within: 20_000, quiet: 3_000)
    for number in 0..<presses {
      _ = terminal.burst(within: 0, quiet: 0)
      let start = ContinuousClock.now
      terminal.type(["b", "e", "m", "t"][number % 4])
      if let last = terminal.burst(within: 2_000, quiet: 4) {
        times.append((last - start) / .milliseconds(1))
      }
      usleep(useconds_t(pause * 1_000))
    }
    terminal.type("q")
    _ = try blocking { try await screen.value }
    return times
  }
}

/// Both ends of a pseudo-terminal.
private final class PseudoTerminal {
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

/// Why a benchmark cannot run.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
