import Dataset
import Domain
import Engine
import Foundation
import Glibc
import SQLiteDriver
import Store
import Workbench

/// A project that can be opened: its database, seals, settings and processes.
struct ProjectCheck {
  let opened: OpenProject
  let now: Date

  private let area = "project"

  private var folder: ProjectFolder { opened.project.folder }

  private var path: String { ShellWord.quoted(folder.path) }

  var lines: [Diagnosis] {
    [database] + schema + values + [input] + records + autoLabels + [settings, loop] + sessions
      + writers + alarms
  }

  private var database: Diagnosis {
    do {
      let faults = try SQLiteDatabase(reading: folder.database).faults(isThorough: false)
      guard let first = faults.first else { return .ok(area, "project.sqlite is sound") }
      return Self.damaged(
        "\(first)\(faults.count > 1 ? " and \(faults.count - 1) more" : "")", folder)
    } catch {
      return Self.damaged("\(error)", folder)
    }
  }

  private var schema: [Diagnosis] {
    let faults = (try? opened.store.schemaFaults(comparedWith: SQLiteDatabase())) ?? []
    return faults.map { fault in
      let file = ShellWord.quoted(folder.database)
      let statement = fault.remedy.map { "sqlite3 \(file) \(ShellWord.quoted($0))" }
      return .problem(
        area, "project.sqlite: \(fault.text)",
        remedy: statement ?? "go back to a backup: “winnow restore” makes a project of one")
    }
  }

  /// Values that the file may hold, but that commands refuse.
  private var values: [Diagnosis] {
    let odd = (try? opened.store.oddValues()) ?? []
    return odd.map {
      .problem(
        area, "project.sqlite, \($0), which no winnow writes",
        remedy: "go back to a backup: “winnow restore” makes a project of one")
    }
  }

  /// The way out of a damaged database.
  static func damaged(_ what: String, _ folder: ProjectFolder) -> Diagnosis {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let backup = names.filter { $0.hasPrefix("project.sqlite.version-") }.max()
    let place = ShellWord.quoted(folder.path)
    let copy = backup.map { ", or go back to the backup \($0), which is of the last update," } ?? ""
    return .problem(
      "project", "project.sqlite: \(what)",
      remedy: "end all winnow commands on it; cp -a \(place) COPY; sqlite3 COPY/project.sqlite "
        + ".dump | sed 's/^ROLLBACK;.*/COMMIT;/' | sqlite3 COPY/recovered.sqlite\(copy) and move that in the "
        + "place of project.sqlite, without project.sqlite-wal and -shm; “winnow status” then says "
        + "how many answers it has"
    )
  }

  private var input: Diagnosis {
    do {
      let manifest = try opened.project.manifest()
      let total = try opened.store.counts(now: now).total
      guard total <= manifest.count else {
        return .problem(
          area, "the database counts \(total) items, the input has \(manifest.count)",
          remedy: "go back to a backup: “winnow restore” makes a project of one")
      }
      guard try InputSeal(in: folder) != nil else {
        return .note(area, "\(manifest.count) items; a project of before 0.2.0 has no input.seal")
      }
      return .ok(area, "\(manifest.count) items, and the input is as it was")
    } catch {
      return .problem(
        area, "\(error)", remedy: "put the file back that “winnow init” read, as input.manifest")
    }
  }

  private var records: [Diagnosis] {
    do {
      let found = try opened.recordFindings(try? opened.project.manifest(), now: now)
      let seen = found.seen.map { Diagnosis.note(area, "seen by the lead: \(RecordText.text($0))") }
      guard found.open.isEmpty else {
        return try seen
          + found.open.map { .problem(area, RecordText.text($0), remedy: try acknowledging()) }
      }
      guard let seal = try AnswerSeal(in: folder) else {
        return seen + [.note(area, "no answers are sealed yet; the next round does it")]
      }
      return seen + [
        .ok(area, "\(seal.through) answers are as they were sealed, and the counts agree")
      ]
    } catch let error as FileFaults {
      return [
        .problem(
          area, "\(error)", remedy: "remove answers.seal; the next round seals what is there then")
      ]
    } catch {
      return [
        .problem(
          area, "\(error)",
          remedy: "go back to a backup: “winnow restore” makes a project of one")
      ]
    }
  }

  /// Names the current round's auto-labels if they are lost: an export would miss them.
  private var autoLabels: [Diagnosis] {
    guard let round = try? opened.store.currentRound()?.number, round > 0,
      (try? opened.archive.autoLabels(round: round)) == nil,
      let present = try? opened.store.currentRound()?.number, present == round
    else { return [] }
    return [
      .problem(
        area, "the auto-labels of round \(round) are lost (rounds/\(round)/autoLabels)",
        remedy: "winnow run \(path) --once: a round decides them again; a stopped job needs "
          + "“winnow resume” first")
    ]
  }

  /// The way on for a lead who has compared what was found.
  private func acknowledging() throws -> String {
    let alarm = try opened.store.alarms().first { $0.isOpen && $0.alarm.kind == .records }
    guard let alarm else {
      return "compare with a backup; “winnow run \(path)” raises an alarm, which the lead can "
        + "acknowledge"
    }
    return "compare with a backup; “winnow alarms acknowledge \(path) \(alarm.id) --reason …” lets "
      + "the job go on as it is"
  }

  private var settings: Diagnosis {
    do {
      var lead = try opened.project.leadSettings()
      if try opened.store.settings() != lead {
        // A command of the lead writes the one after the other.
        usleep(200_000)
        lead = try opened.project.leadSettings()
      }
      guard try opened.store.settings() == lead else {
        return .problem(
          area, "the database has other settings than the lead's file",
          remedy: "nothing: the loop puts them back; “winnow status” shows the event")
      }
      return .ok(area, "the settings are the lead's")
    } catch {
      return .problem(area, "\(error)", remedy: "winnow set \(path) …")
    }
  }

  private var loop: Diagnosis {
    LoopLock.isHeld(path: folder.loopLock)
      ? .ok(area, "its loop runs")
      : .note(area, "its loop does not run; “winnow label” of the lead or “winnow run” starts it")
  }

  private var sessions: [Diagnosis] {
    guard let left = try? opened.store.leftovers(now: now), left.sessions + left.leases > 0 else {
      return []
    }
    return [
      .note(
        area,
        "\(NumberText.counted(left.sessions, "session")) of killed screens and \(left.leases) leases that ran out; the "
          + "next screen or round closes them")
    ]
  }

  /// Names the process that holds the database's one write lock for longer than any command of winnow.
  private var writers: [Diagnosis] {
    var holders = Set(DatabaseHolder.holders(of: folder.database))
    for _ in 0..<5 where !holders.isEmpty {
      usleep(100_000)
      holders.formIntersection(DatabaseHolder.holders(of: folder.database))
    }
    return holders.filter { $0 > 0 }.sorted().map {
      .problem(
        area,
        "\(DatabaseHolder.command(of: $0)) (\($0)) holds the database, so nothing can be saved",
        remedy: "end that process: kill \($0)")
    }
  }

  private var alarms: [Diagnosis] {
    let open = (try? opened.store.alarms().filter(\.isOpen)) ?? []
    return open.map {
      .problem(
        area, "alarm \($0.id): \(AlarmText.text($0.alarm))", remedy: AlarmText.remedy($0.alarm))
    }
  }
}
