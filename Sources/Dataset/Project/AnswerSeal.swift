package import Domain
package import Foundation

/// The lead's record of the answers that the database held, so that a change of them is found.
///
/// Answers are only ever added. They are hashed in chunks of consecutive numbers; a chunk that has
/// another hash later was changed. Only the lead's loop writes the file.
package struct AnswerSeal: Sendable, Equatable {
  /// A chunk's hash, and the last check that found it as it was.
  package struct Chunk: Sendable, Equatable {
    package var hash: UInt64
    package var checkedAt: Date
    package var round: Int

    package init(hash: UInt64, checkedAt: Date, round: Int) {
      (self.hash, self.checkedAt, self.round) = (hash, checkedAt, round)
    }
  }

  /// The hash of all rows of a table that is only ever added to, up to a number.
  package struct Rows: Sendable, Equatable {
    package var through: Int64
    package var hash: UInt64

    package init(through: Int64 = 0, hash: UInt64 = Hash.start) {
      (self.through, self.hash) = (through, hash)
    }
  }

  /// A hash of all items, and of what was decided when it was taken.
  package struct Items: Sendable, Equatable {
    package var decisions: UInt64
    package var hash: UInt64

    package init(decisions: UInt64, hash: UInt64) {
      (self.decisions, self.hash) = (decisions, hash)
    }
  }

  /// The version of the tables that the hashes are of.
  package let schema: UInt64
  package var chunks: [Chunk] = []
  /// The number of the last answer that is sealed.
  package var through: Int64 = 0
  /// The chunk with which the next check of old ones begins.
  package var next = 0
  package var notes = Rows()
  /// The events; nil if an earlier version sealed none.
  package var events: Rows?
  /// The published rounds; nil if an earlier version sealed none.
  package var rounds: Rows?
  /// The items of a completed job; nil while it goes on.
  package var items: Items?
  /// The numbers of the alarms that were open.
  package var openAlarms: [Int] = []
  /// The number of changes in the lead's file of label changes.
  package var labelChanges = 0
  /// Whether the loop has ended the job's tasks; nil if an earlier version wrote the seal.
  package var hasEnded: Bool?
  /// The findings, oldest first.
  package var findings: [RecordFinding] = []

  /// Makes the seal of a project of which nothing is sealed yet.
  package init(schema: UInt64) {
    self.schema = schema
    (events, rounds) = (Rows(), Rows())
    hasEnded = false
  }

  /// The last check of a chunk; nil if it is a new one.
  package func lastCheck(of chunk: Int) -> (at: Date, round: Int)? {
    chunks.indices.contains(chunk) ? (chunks[chunk].checkedAt, chunks[chunk].round) : nil
  }
}

extension AnswerSeal {
  /// Reads the seal of a project; nil if it has none yet.
  ///
  /// Throws `FileFaults` if the file is damaged, or somebody else's: who can write the database can
  /// make files in the project, too.
  package init?(in folder: ProjectFolder) throws {
    guard try LeadOwnership.hasFile(folder.answerSeal, else: .notTheLeads(.seal)) else {
      return nil
    }
    let body = try SealedFile.read(folder.answerSeal, kind: .answers)
    do {
      try self.init(body: body)
    } catch {
      throw FileFaults(file: folder.answerSeal, SealedFileFault.damaged)
    }
  }

  /// Makes the seal from the body of its file.
  package init(body: [UInt8]) throws {
    var reader = ByteReader(body[...], of: "answers' seal")
    schema = try reader.number()
    through = try reader.number()
    let first: UInt64 = try reader.number()
    let hashes: [UInt64] = try reader.numbers()
    let times: [Double] = try reader.numbers()
    let checks: [UInt32] = try reader.numbers()
    let found: [UInt8] = try reader.numbers()
    // Earlier versions sealed no notes.
    if !reader.isAtEnd { notes = Rows(through: try reader.number(), hash: try reader.number()) }
    // Earlier versions sealed neither alarms nor changes of labels.
    if !reader.isAtEnd {
      openAlarms = try (reader.numbers() as [UInt64]).map { Int(clamping: $0) }
      labelChanges = Int(clamping: try reader.number(UInt64.self))
    }
    // Earlier versions sealed neither events nor the job's end.
    if !reader.isAtEnd {
      events = Rows(through: try reader.number(), hash: try reader.number())
      hasEnded = try reader.number(UInt64.self) != 0
    }
    // Earlier versions sealed no rounds.
    if !reader.isAtEnd { rounds = Rows(through: try reader.number(), hash: try reader.number()) }
    if !reader.isAtEnd {
      items = Items(decisions: try reader.number(), hash: try reader.number())
    }
    try reader.requireEnd()
    try reader.require(
      times.count == hashes.count && checks.count == hashes.count, "its lists differ in length")
    chunks = hashes.indices.map {
      Chunk(
        hash: hashes[$0], checkedAt: Date(timeIntervalSince1970: times[$0]), round: Int(checks[$0]))
    }
    next = first < UInt64(chunks.count) ? Int(first) : 0
    findings = try JSONDecoder().decode([RecordFinding].self, from: Data(found))
  }

  /// Writes the seal, completely or not at all.
  package func write(in folder: ProjectFolder) throws {
    try SealedFile.write(body(), kind: .answers, to: folder.answerSeal)
  }

  /// Returns the body of the seal's file.
  package func body() throws -> [UInt8] {
    var writer = ByteWriter()
    writer.write(schema)
    writer.write(through)
    writer.write(UInt64(next))
    writer.write(chunks.map(\.hash))
    writer.write(chunks.map(\.checkedAt.timeIntervalSince1970))
    writer.write(chunks.map { UInt32($0.round) })
    writer.write(Array(try JSONEncoder().encode(findings)))
    writer.write(notes.through)
    writer.write(notes.hash)
    writer.write(openAlarms.map { UInt64(clamping: $0) })
    writer.write(UInt64(clamping: labelChanges))
    guard let events else { return writer.bytes }
    writer.write(events.through)
    writer.write(events.hash)
    writer.write(UInt64(hasEnded == true ? 1 : 0))
    guard let rounds else { return writer.bytes }
    writer.write(rounds.through)
    writer.write(rounds.hash)
    guard let items else { return writer.bytes }
    writer.write(items.decisions)
    writer.write(items.hash)
    return writer.bytes
  }
}
