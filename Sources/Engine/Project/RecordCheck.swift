package import Dataset
package import Domain
package import Foundation
package import Store

/// The comparison of a project's database with the seal of its answers.
package struct RecordCheck {
  /// The chunks of old answers that a round checks; `inspect` checks all.
  private static let chunksOfRound = 64
  /// The findings that the file keeps.
  private static let mostFindings = 100

  let folder: ProjectFolder
  let store: ProjectStore
  let isConsolidated: Bool
  let initialLabels: (() throws -> (Item.ID) -> InitialLabel?)?

  /// `initialLabels` gives the labels that items came with, by the lead's labels of now; without it these are
  /// not checked.
  package init(
    folder: ProjectFolder, store: ProjectStore, isConsolidated: Bool = false,
    initialLabels: (() throws -> (Item.ID) -> InitialLabel?)? = nil
  ) {
    self.folder = folder
    self.store = store
    self.isConsolidated = isConsolidated
    self.initialLabels = initialLabels
  }

  /// Checks a part of the old answers, seals the new ones, and notes what was changed.
  ///
  /// Only the process that holds the loop's lock may do it. A seal that cannot be read is begun
  /// anew: what was changed before is not found then. `isThorough` also counts each worker's answers, all of
  /// which it reads.
  package func perform(round: Int, now: Date, isThorough: Bool = false) throws {
    var seal = readable() ?? AnswerSeal(schema: ProjectStore.schemaDigest)
    let parts = parts(of: seal)
    let sealed = try digest(of: parts, through: seal.through)
    func look(_ sealed: RecordDigest) throws -> [RecordFinding] {
      let found = try changes(sealed, seal, round: round, now: now)
      return try found + (isThorough ? workerFindings(seal, round: round, now: now) : [])
    }
    let new = try confirmed(look(sealed).filter { !isKnown($0, in: seal) }) {
      try look(digest(of: parts, through: seal.through))
    }
    extend(&seal, sealed, try newDigest(seal, latest: sealed.latest), round: round, now: now)
    seal.notes = try rows(of: .notes)
    seal.events = try rows(of: .events)
    seal.rounds = try rows(of: .rounds)
    // A job that goes on has not ended; one that is stopping ends as it was about to.
    if try store.situation(now: now).status == .inProgress { seal.hasEnded = false }
    seal.items = try store.digestOfCompletedItems().map(AnswerSeal.Items.init)
    seal.next = parts.first.map { $0.upperBound >= seal.chunks.count ? 0 : $0.upperBound } ?? 0
    seal.findings = (seal.findings + new).suffix(Self.mostFindings)
    // Noted first: a process that is killed between the two finds it again.
    try store.note(new, round: round, now: now)
    try store.settleDecisions(record, now: now)
    seal.labelChanges = try labelChanges()
    seal.openAlarms = try store.alarms().filter(\.isOpen).map(\.id)
    try seal.write(in: folder)
  }

  /// Whether the loop has ended the job, as far as its seal tells; an earlier version's tells nothing.
  package var hasEnded: Bool { readable().map { $0.hasEnded ?? true } ?? false }

  /// Returns those of the findings that a second look finds, too: the lead, people and the loop write
  /// between the reading of files and of the database.
  private func confirmed(
    _ found: [RecordFinding], by look: () throws -> [RecordFinding]
  ) throws -> [RecordFinding] {
    var found = found
    for _ in 0..<2 where !found.isEmpty {
      Thread.sleep(forTimeInterval: Self.pauseBeforeLook)
      let again = try look().map(\.change)
      found = found.filter { finding in again.contains { Self.isSame($0, finding.change) } }
    }
    return found
  }

  /// A count that is wrong by as much is wrong still, though people have labeled meanwhile.
  private static func isSame(_ one: RecordFinding.Change, _ other: RecordFinding.Change) -> Bool {
    guard case .count(let name, let kept, let found) = one,
      case .count(let otherName, let otherKept, let otherFound) = other
    else { return one == other }
    return name == otherName && kept &- found == otherKept &- otherFound
  }

  /// In seconds.
  private static let pauseBeforeLook = 0.2

  /// Compares all that the seal is of with the database.
  private func changes(
    _ digest: RecordDigest, _ seal: AnswerSeal, round: Int, now: Date
  ) throws -> [RecordFinding] {
    var found = findings(digest, seal, round: round, now: now)
    found += try besidesAnswers(seal, round: round, now: now)
    // A record that cannot be read is begun anew by `perform`.
    if try (try? store.areDecisionsKnown(record)) == false || !areAlarmsKept(seal) {
      found.append(finding(.decisions, seal, chunk: nil, round: round, now: now))
    }
    return found
  }

  /// Notes that the loop is about to end the job, or its tasks.
  ///
  /// Only the process that holds the loop's lock may do it.
  package func keepEnd() throws {
    var seal = readable() ?? AnswerSeal(schema: ProjectStore.schemaDigest)
    seal.hasEnded = true
    try seal.write(in: folder)
  }

  /// Checks all that is sealed and changes nothing; also returns what the loop has found before.
  package func inspect(now: Date) throws -> [RecordFinding] {
    let new = try confirmed(look(now: now)) { try look(now: now) }
    return try (AnswerSeal(in: folder)?.findings ?? []) + new
  }

  private func look(now: Date) throws -> [RecordFinding] {
    guard let seal = try AnswerSeal(in: folder) else {
      return try findings(digest(of: [], through: 0), nil, round: 0, now: now)
        + initialLabelFindings(nil, round: 0, now: now)
    }
    let all = seal.schema == ProjectStore.schemaDigest ? [0..<seal.chunks.count] : []
    var found = try changes(
      digest(of: all, through: seal.through), seal, round: 0, now: now)
    found += try workerFindings(seal, round: 0, now: now)
    if let status = try store.unexplainedStatus(hasEnded: { seal.hasEnded ?? true }) {
      found.append(finding(.status(status.rawValue), seal, chunk: nil, round: 0, now: now))
    }
    return found.filter { !isKnown($0, in: seal) }
  }

  private func digest(of chunks: [Range<Int>], through last: Int64) throws -> RecordDigest {
    try store.recordDigest(of: chunks, through: last, isConsolidated: isConsolidated)
  }

  /// Whether all alarms that were open are there, acknowledged or not.
  private func areAlarmsKept(_ seal: AnswerSeal) throws -> Bool {
    try Set(store.alarms().map(\.id)).isSuperset(of: seal.openAlarms)
  }

  private func rows(of table: AppendedTable) throws -> AnswerSeal.Rows {
    let digest = try store.digest(of: table)
    return AnswerSeal.Rows(through: digest.latest, hash: digest.hash)
  }

  private func readable() -> AnswerSeal? {
    guard let seal = try? AnswerSeal(in: folder), seal.schema == ProjectStore.schemaDigest else {
      return nil
    }
    return seal
  }

  /// The next old chunks, and the last one, which new answers go on.
  private func parts(of seal: AnswerSeal) -> [Range<Int>] {
    let count = seal.chunks.count
    guard count > 0 else { return [] }
    let end = min(seal.next + Self.chunksOfRound, count)
    return end == count ? [seal.next..<count] : [seal.next..<end, (count - 1)..<count]
  }

  private func newDigest(_ seal: AnswerSeal, latest: Int64) throws -> RecordDigest {
    let first = max(0, seal.chunks.count - 1)
    let end = Int((latest + ProjectStore.chunkSize - 1) / ProjectStore.chunkSize)
    return try digest(of: [min(first, end)..<end], through: latest)
  }

  /// Takes in what was checked and what is new; also what was changed: it is found once.
  private func extend(
    _ seal: inout AnswerSeal, _ old: RecordDigest, _ new: RecordDigest, round: Int, now: Date
  ) {
    let end = Int((old.latest + ProjectStore.chunkSize - 1) / ProjectStore.chunkSize)
    seal.chunks = Array(seal.chunks.prefix(end))
    for (chunk, hash) in old.chunks.merging(new.chunks, uniquingKeysWith: { $1 }).sorted(by: {
      $0.key < $1.key
    }) where chunk < end {
      let value = AnswerSeal.Chunk(hash: hash, checkedAt: now, round: round)
      if chunk < seal.chunks.count { seal.chunks[chunk] = value } else { seal.chunks.append(value) }
    }
    seal.through = old.latest
  }

  private var record: DecisionSeal { DecisionSeal(folder) }

  /// Whether the same was found before: counts and labels stay as they are.
  private func isKnown(_ finding: RecordFinding, in seal: AnswerSeal) -> Bool {
    switch finding.change {
    case .answers(let first, let last) where first == last && first > seal.through:
      seal.findings.contains { $0.change == finding.change }
    case .answers, .notes, .events, .rounds, .items, .decisions, .status: false
    case .labels, .initialLabels, .count, .round:
      seal.findings.contains { $0.change == finding.change }
    }
  }
}
