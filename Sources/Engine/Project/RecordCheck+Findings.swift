import Dataset
import Domain
import Foundation
import Store

/// What of a project's database is not what its seal, the input or the loop's own files say.
extension RecordCheck {
  /// Compares everything but the answers and the lead's decisions.
  func besidesAnswers(
    _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    try initialLabelFindings(seal, round: round, now: now)
      + roundFindings(seal, round: round, now: now) + rowFindings(seal, round: round, now: now)
      + autoCountFindings(seal, round: round, now: now)
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

  /// Compares the current round's accuracy, and the labels that make the next one due, with what the loop
  /// kept in its own file of the round.
  private func roundFindings(
    _ seal: AnswerSeal?, round: Int, now: Date
  ) throws -> [RecordFinding] {
    guard let present = try store.accuracy() else { return [] }
    let published = ModelRole.allCases.compactMap { role in
      let files = FolderArchive(folder: folder).files(of: role)
      let bytes = try? files.load(.publication, round: present.round)
      return bytes.flatMap { try? RoundCoding.publication($0) }
    }
    // A round of an earlier version kept no such file.
    guard !published.isEmpty else { return [] }
    let isKept = try published.contains { publication in
      let report = publication.report
      let accuracy = RoundAccuracy(
        round: report.number, estimate: report.estimatedAccuracy, lowerBound: report.lowerBound,
        promise: report.promise)
      return try present == accuracy
        && !store.isNextRoundHeldBack(published: publication.labelsForNextRound)
    }
    return isKept ? [] : [finding(.round(present.round), seal, chunk: nil, round: round, now: now)]
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
    guard let initialLabel else { return [] }
    let items = try store.strayInitialLabels(initialLabel)
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
