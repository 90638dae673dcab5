import Dataset
import Domain
import Foundation
import Store

/// The differences of a project's database from its seal, the input and the loop's own files.
extension RecordCheck {
  /// Compares everything but the answers and the lead's decisions.
  func besidesAnswers(
    _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    try initialLabelFindings(seal, round: round, now: now)
      + roundFindings(seal, round: round, now: now) + rowFindings(seal, round: round, now: now)
      + autoCountFindings(seal, round: round, now: now)
      + endFindings(seal, round: round, now: now)
  }

  /// Compares the items of a completed job with what they were, unless somebody has decided anything since.
  private func endFindings(
    _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    guard let kept = seal.items, try labelChanges() == seal.labelChanges,
      let found = try store.digestOfCompletedItems(), found.decisions == kept.decisions,
      found.hash != kept.hash
    else { return [] }
    return [finding(.items, seal, chunk: nil, round: round, now: now)]
  }

  /// The changes in the lead's file of label changes.
  func labelChanges() throws -> Int {
    (try? LabelChangesFile(path: folder.labelChanges).read()?.count) ?? 0
  }

  func findings(
    _ digest: RecordDigest, _ seal: AnswerSeal?, round: Int, now: Date
  ) -> [RecordFinding] {
    func finding(_ change: RecordFinding.Change, chunk: Int?) -> RecordFinding {
      self.finding(change, seal, chunk: chunk, round: round, now: now)
    }
    var found: [RecordFinding] = []
    if let seal {
      for (chunk, hash) in digest.chunks.sorted(by: { $0.key < $1.key })
      where seal.chunks.indices.contains(chunk) && seal.chunks[chunk].hash != hash {
        let first = Int64(chunk) * ProjectStore.chunkSize + 1
        found.append(
          finding(
            .answers(
              first: first, last: min(first + ProjectStore.chunkSize - 1, seal.through)),
            chunk: chunk))
      }
    }
    if let number = digest.beyond {
      found.append(finding(.answers(first: number, last: number), chunk: nil))
    }
    if let item = digest.strayLabels.min() {
      found.append(
        finding(.labels(count: digest.strayLabels.count, firstItem: item), chunk: nil))
    }
    return found + digest.counts.map { finding($0, chunk: nil) }
  }

  /// Compares the current round with what the loop kept in its own file of it.
  private func roundFindings(
    _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    guard let present = try store.currentRound() else { return [] }
    let published = ModelRole.allCases.compactMap { role in
      let files = FolderArchive(folder: folder).files(of: role)
      let bytes = try? files.load(.publication, round: present.number)
      return bytes.flatMap { try? RoundCoding.publication($0) }
    }
    // A round of an earlier version kept no such file.
    if published.isEmpty && seal.rounds == nil { return [] }
    guard !published.contains(where: present.isWhat) else { return [] }
    return [finding(.round(present.number), seal, chunk: nil, round: round, now: now)]
  }

  func workerFindings(_ seal: AnswerSeal, round: Int, now: Date) throws -> [RecordFinding] {
    try store.workerCountFaults().map { finding($0, seal, chunk: nil, round: round, now: now) }
  }

  /// Compares the kept counts of auto-labels with the current round's file of them.
  private func autoCountFindings(
    _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    let archive = FolderArchive(folder: folder)
    // A file that is lost, or gone since for a later round's, counts nothing.
    return try store.autoCountFaults { try? archive.autoLabels(round: $0)?.labels }.map {
      finding($0, seal, chunk: nil, round: round, now: now)
    }
  }

  func initialLabelFindings(
    _ seal: AnswerSeal?, round: Int, now: Date
  ) throws -> [RecordFinding] {
    guard let initialLabels else { return [] }
    let items = try store.strayInitialLabels(initialLabels())
    return items.min().map {
      let change = RecordFinding.Change.initialLabels(count: items.count, firstItem: $0)
      return [finding(change, seal, chunk: nil, round: round, now: now)]
    } ?? []
  }

  func finding(
    _ change: RecordFinding.Change, _ seal: AnswerSeal?, chunk: Int?, round: Int, now: Date
  ) -> RecordFinding {
    let last =
      chunk.flatMap { seal?.lastCheck(of: $0) }
      ?? seal?.chunks.last.map {
        (at: $0.checkedAt, round: $0.round)
      }
    return RecordFinding(change, since: last, foundAt: now, round: round)
  }

  private func rowFindings(_ seal: AnswerSeal, round: Int, now: Date) throws -> [RecordFinding] {
    let tables: [(AppendedTable, AnswerSeal.Rows?, RecordFinding.Change)] = [
      (.notes, seal.notes, .notes), (.events, seal.events, .events),
      (.rounds, seal.rounds, .rounds),
    ]
    return try tables.compactMap { table, kept, change in
      guard let kept, try store.digest(of: table, through: kept.through).hash != kept.hash else {
        return nil
      }
      return finding(change, seal, chunk: nil, round: round, now: now)
    }
  }
}
