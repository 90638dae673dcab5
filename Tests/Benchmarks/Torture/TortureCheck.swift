import Foundation
import SQLiteDriver

/// The comparison of what labelers were told with what the project has.
struct TortureCheck {
  let place: TorturePlace
  let log: TortureLog.Contents

  /// A row of `export --annotations`.
  private struct Row {
    let line: Int
    let worker: String
    let label: Int?
    let at: Date
    let state: String
  }

  struct Outcome {
    var counts: [(name: String, count: Int)] = []
    var faults: [String] = []
  }

  func run() throws -> Outcome {
    var outcome = Outcome()
    outcome.faults = log.faults
    // The next loop and the next init remove the files of killed processes.
    try place.run("run", place.project, "--once", "--quiet")
    try place.run("init", "\(place.folder)/last", "--job", place.job, "--input", place.manifest)
    outcome.faults += leftovers()
    let rows = try annotations()
    compare(rows, &outcome)
    try compareCounts(rows, &outcome)
    let faults = try SQLiteDatabase(reading: "\(place.project)/project.sqlite").faults(
      isThorough: true)
    outcome.faults += faults.map { "project.sqlite: \($0)" }
    return outcome
  }

  private func leftovers() -> [String] {
    let found = FileManager.default.enumerator(atPath: place.folder)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".tmp") || $0.contains(".making-") }
      .map { "left behind: \($0)" }
      + ((try? FileManager.default.contentsOfDirectory(atPath: place.temporary)) ?? []).map {
        "left behind in TMPDIR: \($0)"
      }
  }

  private func annotations() throws -> [Row] {
    let path = "\(place.folder)/check.manifest"
    try place.run("export", place.project, "--partial", "--annotations", "--output", path)
    let dates = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return try String(contentsOfFile: "\(place.folder)/check.annotations.jsonl", encoding: .utf8)
      .split(separator: "\n").map { line in
        let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        return Row(
          line: (json["line"] as? Int ?? 0) - 1, worker: json["workerId"] as? String ?? "",
          label: json["label"] as? Int,
          at: try dates.parse(json["submissionTime"] as? String ?? ""),
          state: json["state"] as? String ?? "")
      }
  }
}

extension TortureCheck {
  /// Finds for each answer its row: one for each that was acknowledged, none that nobody gave.
  private func compare(_ rows: [Row], _ outcome: inout Outcome) {
    var free = Dictionary(grouping: rows.indices) { "\(rows[$0].worker) \(rows[$0].line)" }
    func take(_ answer: GivenAnswer, _ label: Int?, of item: Int) -> Bool {
      let key = "\(answer.worker) \(item)"
      let span = answer.pressedAt.addingTimeInterval(-0.5)...answer.answeredAt.addingTimeInterval(4)
      guard
        let place = free[key]?.firstIndex(where: {
          rows[$0].label == label && span.contains(rows[$0].at)
        })
      else { return false }
      free[key]?.remove(at: place)
      return true
    }
    var (saved, lost, kept, gone, undone, later, pairs) = (0, 0, 0, 0, 0, 0, 0)
    var single: [GivenAnswer] = []
    let answered = Set(rows.map(\.line))
    // Those that were acknowledged have the first choice.
    let answers =
      log.answers.filter { $0.fate == .acknowledged }
      + log.answers.filter { $0.fate != .acknowledged }
    for answer in answers {
      let label: Int?
      switch answer.kind {
      case .label(let number): label = number
      case .reject: label = nil
      case .undo:
        if answer.fate == .acknowledged { undone += 1 }
        continue
      case .later:
        later += 1
        continue
      }
      let isThere = take(answer, label, of: answer.item)
      if let pair = answer.pair {
        let isPairThere = take(answer, label, of: pair)
        if isPairThere { pairs += 1 }
        // Somebody else may have labeled it before the key was pressed.
        if isPairThere && !isThere { outcome.faults.append("half a stack: \(answer)") }
        if !isPairThere && isThere && !answered.contains(pair) { single.append(answer) }
      }
      guard answer.fate == .acknowledged else {
        if isThere { kept += 1 } else { gone += 1 }
        continue
      }
      saved += 1
      if !isThere {
        lost += 1
        outcome.faults.append("lost: \(answer)")
      }
    }
    // Another screen may have been handed the near-duplicate just before the key, and been killed.
    if single.count > 1 + pairs / 20 {
      outcome.faults += single.map { "half a stack: \($0)" }
    }
    // A few screens may be killed before anybody could answer.
    let screens = log.kills.reduce(0) { $1.key.hasPrefix("screens") ? $0 + $1.value : $0 }
    if saved == 0, screens >= 20 {
      outcome.faults.append("no answer was acknowledged, so nothing was compared")
    }
    let unknown = free.values.reduce(0) { $0 + $1.count }
    if unknown > 0 { outcome.faults.append("\(unknown) answers that nobody gave") }
    let standing = rows.filter { $0.state == "counted" }
    let doubled = standing.count - Set(standing.map(\.line)).count
    if doubled > 0 { outcome.faults.append("\(doubled) items have two answers that count") }
    outcome.counts += [
      ("answers acknowledged", saved), ("lost", lost), ("doubled", doubled),
      ("that nobody gave", unknown), ("in the air and kept", kept), ("in the air and gone", gone),
      ("undone", undone), ("put off", later), ("stacks", pairs),
      ("stacks of which one item was another's", single.count),
    ]
    outcome.faults += lostUndos(rows).map { "an undo was lost: \($0)" }
  }

  /// Returns the acknowledged undos whose item has no undone answer of the worker.
  private func lostUndos(_ rows: [Row]) -> [GivenAnswer] {
    let undone = Set(rows.filter { $0.state == "undone" }.map { "\($0.worker) \($0.line)" })
    return log.answers.filter {
      $0.kind == .undo && $0.fate == .acknowledged && !undone.contains("\($0.worker) \($0.item)")
    }
  }

  /// Every addition is in the export with all of its lines, or with none.
  private func checkAdditions(_ lines: [Substring], _ total: Int, _ outcome: inout Outcome) {
    let added = Dictionary(
      grouping: lines.compactMap { $0.firstMatch(of: /added ([0-9A-F-]{36})/)?.1 }, by: \.self)
    let torn = added.values.count { $0.count != TortureCommands.batchSize }
    if torn > 0 { outcome.faults.append("\(torn) additions are not whole, or there twice") }
    outcome.counts.append(("additions", added.count))
    if total != lines.count {
      outcome.faults.append("status says \(total) items, the export has \(lines.count)")
    }
  }

  /// Compares the counts of `status`, of the export and of the answers, and verifies the export.
  private func compareCounts(_ rows: [Row], _ outcome: inout Outcome) throws {
    try place.run("verify", place.project, "\(place.folder)/check.manifest")
    let json = try JSONSerialization.jsonObject(
      with: Data(try place.run("status", place.project, "--json").utf8))
    let counts = (json as? [String: Any])?["LabelCounters"] as? [String: Int] ?? [:]
    let exported = try String(contentsOfFile: "\(place.folder)/check.manifest", encoding: .utf8)
      .split(separator: "\n")
    let total = ["TotalLabeled", "FailedNonRetryableError", "Unlabeled"].reduce(0) {
      $0 + (counts[$1] ?? 0)
    }
    checkAdditions(exported, total, &outcome)
    let human = exported.count {
      $0.contains("\"human-annotated\": \"yes\"") || $0.contains("\"human-annotated\":\"yes\"")
    }
    let auto = exported.count {
      $0.contains("\"human-annotated\": \"no\"") || $0.contains("\"human-annotated\":\"no\"")
    }
    let rejected = exported.count { $0.contains("\"failure-reason\"") }
    let all = [
      ("HumanLabeled", human - rejected), ("MachineLabeled", auto),
      ("FailedNonRetryableError", rejected),
    ]
    for (name, count) in all where counts[name] != count {
      outcome.faults.append(
        "status says \(counts[name] ?? -1) \(name), the export has \(count)")
    }
    let lines = Set(rows.filter { $0.state == "counted" && $0.label != nil }.map(\.line)).count
    outcome.counts.append(("items labeled at the end", human - rejected))
    outcome.counts.append(("of them at screens", lines))
  }
}
