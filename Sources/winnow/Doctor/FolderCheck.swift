import Dataset
import Domain
import Engine
import Foundation
import Glibc
import SQLiteDriver
import Workbench

/// The files of a project: who may do what with them, whether they are whole, what is left over.
struct FolderCheck {
  let folder: ProjectFolder

  private let area = "project"

  var lines: [Diagnosis] {
    [access] + strangeFiles + damagedFiles + [leftovers] + writers
  }

  private var access: Diagnosis {
    var status = stat()
    guard stat(folder.path, &status) == 0 else {
      return .problem(
        area, "\(folder.path): \(SystemFault.text(ofCode: errno))", remedy: "check the path")
    }
    let mode = String(status.st_mode & 0o7777, radix: 8)
    let own = status.st_uid == geteuid() ? "yours" : "not yours"
    let text = "belongs to \(UserName.of(status.st_uid)) (\(own)), mode \(mode)"
    guard status.st_mode & 0o002 == 0 else {
      return .problem(
        area, "\(text): everybody can write in it",
        remedy: "chmod o-w \(ShellWord.quoted(folder.path))")
    }
    return .ok(area, text)
  }

  /// Files that somebody else than the owner has put where the owner's are.
  private var strangeFiles: [Diagnosis] {
    var place = stat()
    guard stat(folder.path, &place) == 0 else { return [] }
    let own = [
      folder.database, "\(folder.database)-wal", "\(folder.database)-shm", folder.input,
      folder.inputSeal, folder.answerSeal, folder.decisionSeal, folder.settings, folder.job,
      folder.labelCategories, folder.loopLock,
    ]
    // The first process to open the database makes its log, with the database's mode.
    let shared = Set(["\(folder.database)-wal", "\(folder.database)-shm"])
    return own.compactMap { path in
      var status = stat()
      guard lstat(path, &status) == 0 else { return nil }
      let isLocked = shared.contains(path) && Glibc.access(path, R_OK) != 0
      guard isLocked || (!shared.contains(path) && status.st_uid != place.st_uid) else {
        return nil
      }
      return .problem(
        area,
        "\(path): belongs to \(UserName.of(status.st_uid))\(isLocked ? ", and you may not read it" : "")",
        remedy: "end all winnow commands on the project; then the lead moves the file away")
    }
  }

  /// Files with a checksum that does not agree.
  private var damagedFiles: [Diagnosis] {
    var lines: [Diagnosis] = []
    var count = 0
    func check(_ path: String, _ kind: FileKind, remedy: String) {
      guard FileManager.default.fileExists(atPath: path) else { return }
      count += 1
      do { _ = try SealedFile.read(path, kind: kind) } catch {
        lines.append(.problem(area, "\(error)", remedy: remedy))
      }
    }
    let again = "winnow run \(ShellWord.quoted(folder.path)) --once"
    check(folder.lineIndex, .lineIndex, remedy: again)
    check(folder.graph, .graph, remedy: again)
    check(folder.stacks, .stacks, remedy: again)
    check(
      folder.inputSeal, .input,
      remedy: "compare input.manifest with the file that init read, then remove input.seal")
    for round in rounds {
      for file in RoundFile.allCases {
        check(
          folder.round(round, file), file.kind,
          remedy: "nothing: the next round makes it anew")
      }
    }
    for round in numbers(in: folder.scores) {
      check(
        folder.scores(round), .scores, remedy: "remove it: trace then names the round as not kept")
    }
    return lines.isEmpty ? [.ok(area, "\(count) files have their checksums")] : lines
  }

  private var rounds: [Int] { numbers(in: folder.rounds) }

  private func numbers(in place: String) -> [Int] {
    ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [])
      .compactMap { Int($0) }.sorted()
  }

  /// Checks for files that killed processes have left.
  private var leftovers: Diagnosis {
    let places = folder.folders + [folder.scores] + rounds.map { folder.round($0) }
    let names = places.flatMap { place in
      ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [])
        .filter { $0.hasPrefix(".") && $0.hasSuffix(".tmp") }
    }
    let making = MakingFolder.leftovers(beside: folder.path)
    let count = names.count + making.count
    guard count > 0 else { return .ok(area, "no unfinished files of killed commands") }
    let remedy =
      making.isEmpty
      ? "winnow run \(ShellWord.quoted(folder.path)) --once"
      : "winnow clean \(ShellWord.quoted(folder.path))"
    return .problem(
      area, "\(NumberText.counted(count, "unfinished file")) of killed commands", remedy: remedy)
  }

  /// Checks who else can write the database, and so answers in anybody's name.
  private var writers: [Diagnosis] {
    var status = stat()
    guard stat(folder.database, &status) == 0, status.st_mode & 0o022 != 0 else { return [] }
    let group = getgrgid(status.st_gid).map { String(cString: $0.pointee.gr_name) }
    let who = status.st_mode & 0o002 != 0 ? "everybody" : "group \(group ?? "\(status.st_gid)")"
    return [
      .note(
        area,
        "\(who) can write project.sqlite, so a new answer in another's name cannot be told from "
          + "theirs; changes of what was saved are found")
    ]
  }
}
