import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct SignalTests {
  @Test("Every signal that ends a screen gives the terminal back first")
  func endings() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    let signals: [(name: String, number: Int32)] = [
      ("QUIT", SIGQUIT), ("USR1", SIGUSR1), ("USR2", SIGUSR2), ("ALRM", SIGALRM),
      ("PIPE", SIGPIPE), ("XFSZ", SIGXFSZ), ("XCPU", SIGXCPU), ("RTMIN", 34),
    ]
    try await inTmux { tmux in
      for (name, number) in signals {
        let modes = { (time: String) in folder.path("\(name).\(time)") }
        try await tmux.start(
          name,
          "sh -c 'stty -a > \(modes("before")); \(Program.path) label \(project); "
            + "echo code $?; stty -a > \(modes("after"))'")
        try await tmux.wait(for: "Business", in: name)
        #expect(try await Program.signal(name, childOf: try await tmux.processID(name)))
        try await tmux.wait(for: "code \(128 + number)", in: name)
        try await tmux.wait(for: "ended", in: name)
        let (before, after) = (
          try folder.read("\(name).before").split(separator: ";").dropFirst(3),
          try folder.read("\(name).after").split(separator: ";").dropFirst(3)
        )
        #expect(before == after, "\(name)")
      }
    }
  }

  @Test("A mapped file that is cut short under a screen gives the terminal back, in words")
  func cutFile() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      let modes = { (time: String) in folder.path(time) }
      try await tmux.start(
        "ana",
        "sh -c 'stty -a > \(modes("before")); \(Program.path) label \(project); echo code $?; "
          + "stty -a > \(modes("after"))'")
      try await tmux.wait(for: "Business", in: "ana")
      #expect(truncate("\(project)/project.sqlite-shm", 0) == 0)
      try await tmux.type("b", in: "ana")
      try await tmux.wait(for: "code \(128 + SIGBUS)", in: "ana") { $0.contains("was cut short") }
      try await tmux.wait(for: "ended", in: "ana")
      let (before, after) = (
        try folder.read("before").split(separator: ";").dropFirst(3),
        try folder.read("after").split(separator: ";").dropFirst(3)
      )
      #expect(before == after)
    }
  }

  @Test("A loop ends at once on SIGQUIT, without a question at the terminal")
  func quitLoop() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      try await tmux.start("loop", "sh -c '\(Program.path) run \(project); echo code $?'")
      for _ in 0..<3000 {
        if try await Program.isRunning("winnow run \(project)") { break }
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try await Program.signal("QUIT", childOf: try await tmux.processID("loop")))
      try await tmux.wait(for: "code 131", in: "loop")
    }
  }

  @Test("A size in the environment that is none does not keep a screen from its terminal")
  func size() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    try await inTmux { tmux in
      try await tmux.start(
        "ana", "env COLUMNS=-5 LINES=99999999 \(Program.path) label \(project)")
      try await tmux.wait(for: "Business", in: "ana")
      try await tmux.type("q", in: "ana")
      try await tmux.wait(for: "ended 0", in: "ana")
    }
  }
}
