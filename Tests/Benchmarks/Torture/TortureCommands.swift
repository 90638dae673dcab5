import Domain
import Foundation
import Glibc

/// Commands that are killed while they work: the loop, and all that make a file or a folder.
struct TortureCommands {
  let place: TorturePlace
  let log: TortureLog
  let seed: UInt64

  /// Starts and kills loops until so many processes have been killed.
  func killLoops(untilKills kills: Int) {
    kill(untilKills: kills, seed: seed) { generator in
      let most = Bool.random(using: &generator) ? 0.5 : 4
      return ("run", ["run", place.project], .random(in: 0.02...most, using: &generator))
    }
  }

  /// Starts and kills the others until so many processes have been killed.
  func killWriters(untilKills kills: Int) {
    kill(untilKills: kills, seed: seed &+ 1) { generator in
      let name = Self.writers.randomElement(using: &generator) ?? "init"
      return (name, arguments(name), .random(in: 0.005...0.7, using: &generator))
    }
  }

  private static let writers = [
    "init", "export", "export --output", "export --format", "prepare", "model train", "verify",
    "add", "backup",
  ]

  private func arguments(_ name: String) -> [String] {
    let folder = place.folder
    switch name {
    case "init": return ["init", "\(folder)/other", "--job", place.job, "--input", place.manifest]
    case "export": return ["export", place.project, "--partial"]
    case "export --output":
      return ["export", place.project, "--partial", "--output", "\(folder)/out.manifest"]
    case "export --format":
      return [
        "export", place.project, "--partial", "--format", "csv", "--annotations", "--output",
        "\(folder)/out.csv",
      ]
    case "prepare":
      return ["prepare", place.manifest, "--output", "\(folder)/prepared", "--labeled", "all"]
    case "verify": return ["verify", place.project]
    case "backup": return ["backup", place.project, "\(folder)/copy.tar"]
    case "add":
      // Each one has lines of its own: what it added is told from what others did.
      try? Self.batch().write(toFile: "\(folder)/more.manifest", atomically: true, encoding: .utf8)
      return ["add", place.project, "\(folder)/more.manifest"]
    default:
      return [
        "model", "train", place.manifest, "--labels", place.labels, "--output",
        "\(folder)/model.winnow",
      ]
    }
  }

  /// The lines of an addition; they are labeled, so that nobody is asked for them.
  static let batchSize = 5

  private static func batch() -> String {
    let name = UUID().uuidString
    return (0..<batchSize).map { line in
      "{\"id\": \"added \(name)\", \"source\": \"bank \(name) \(line)\", \"category\": 0, "
        + "\(TorturePlace.metadata(0))}\n"
    }.joined()
  }

  private func kill(
    untilKills kills: Int, seed: UInt64,
    _ next: (inout SeededGenerator) -> (name: String, arguments: [String], seconds: Double)
  ) {
    var generator = SeededGenerator(seed: seed)
    while log.killCount < kills {
      let turn = next(&generator)
      do {
        let process = try KilledProcess(turn.arguments, environment: place.environment)
        usleep(useconds_t(turn.seconds * 1_000_000))
        let left = process.kill()
        log.note(kill: turn.name)
        if !left.isEmpty { log.note(fault: "\(turn.name) left processes: \(left)") }
        if turn.name != "run" { checkFiles() }
      } catch {
        log.note(fault: "\(turn.name): \(error)")
        return
      }
    }
  }

  /// Checks that a backup of the name that it gets can be restored.
  private func checkBackup() {
    let (files, copy) = (FileManager.default, "\(place.folder)/copy")
    guard files.fileExists(atPath: "\(copy).tar") else { return }
    do {
      try place.run("restore", "\(copy).tar", copy)
      try place.run("status", copy)
      try files.removeItem(atPath: copy)
      try files.removeItem(atPath: "\(copy).tar")
    } catch {
      log.note(fault: "a backup is not whole: \(error)")
    }
  }

  /// Checks that each file under its own name is whole.
  private func checkFiles() {
    let files = FileManager.default
    let other = "\(place.folder)/other"
    if files.fileExists(atPath: other) {
      do {
        try place.run("status", other)
        try files.removeItem(atPath: other)
      } catch {
        log.note(fault: "a project that was made is not whole: \(error)")
      }
    }
    checkBackup()
    for name in ["out.manifest", "out.csv", "prepared", "model.winnow"] {
      guard let bytes = files.contents(atPath: "\(place.folder)/\(name)") else { continue }
      if name != "model.winnow", bytes.last != 0x0A { log.note(fault: "\(name) is cut off") }
      try? files.removeItem(atPath: "\(place.folder)/\(name)")
    }
  }
}
