import Foundation
import Subprocess

/// A terminal of a known size with a program in it, in a tmux server of its own.
struct Tmux: Sendable {
  private let server = "winnow-\(UUID().uuidString.prefix(8))"

  /// Starts a shell command in a new window of this name.
  func start(
    _ name: String, _ command: String, columns: Int = 80, rows: Int = 24
  ) async throws {
    try await tmux(
      "-f", "/dev/null", "new-session", "-d", "-s", name, "-x", "\(columns)", "-y", "\(rows)",
      "env TERM=tmux-256color TZ=UTC LANG=C.UTF-8 \(command); printf '\\nended %s\\n' $?; read x")
  }

  func type(_ keys: String..., in name: String) async throws {
    try await tmux(["send-keys", "-t", name] + keys)
  }

  func resize(_ name: String, columns: Int, rows: Int) async throws {
    try await tmux("resize-window", "-t", name, "-x", "\(columns)", "-y", "\(rows)")
  }

  func screen(_ name: String) async throws -> String {
    try await tmux("capture-pane", "-p", "-t", name)
  }

  /// Whether the program in a window has asked for reports of the mouse.
  func readsMouse(_ name: String) async throws -> Bool {
    try await tmux("display", "-p", "-t", name, "#{mouse_any_flag}").hasPrefix("1")
  }

  /// The process that the window's shell runs.
  func processID(_ name: String) async throws -> String {
    let shell = try await tmux("display", "-p", "-t", name, "#{pane_pid}")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let children = try await Subprocess.run(
      .name("pgrep"), arguments: ["-P", shell], output: .string(limit: 1000))
    return children.standardOutput.split(separator: "\n").first.map(String.init) ?? ""
  }

  /// Waits until a screen is as wanted; says what was on it if it never is.
  @discardableResult
  func wait(
    for what: String, in name: String, seconds: Double = 60,
    until isRight: @Sendable (String) -> Bool
  ) async throws -> String {
    let end = Date() + seconds
    var last = ""
    while Date() < end {
      last = try await screen(name)
      if isRight(last) { return last }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Program.Failure("waited in vain for \(what); the screen was:\n\(last)")
  }

  func wait(for text: String, in name: String) async throws {
    try await wait(for: text, in: name) { $0.contains(text) }
  }

  func end() async throws { try await tmux("kill-server") }

  @discardableResult
  private func tmux(_ arguments: String...) async throws -> String { try await tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    try await Subprocess.run(
      .name("tmux"), arguments: Arguments(["-L", server] + arguments),
      output: .string(limit: 1 << 20), error: .discarded
    ).standardOutput
  }
}

/// Lends a tmux server, and ends it.
func inTmux(_ body: (Tmux) async throws -> Void) async throws {
  let tmux = Tmux()
  do {
    try await body(tmux)
  } catch {
    try? await tmux.end()
    throw error
  }
  try await tmux.end()
}
