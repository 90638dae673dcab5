package import Domain
package import Foundation

/// The contents of a backup, as its first file, `backup.json`, lists them.
package struct BackupContents: Sendable, Equatable, Codable {
  /// The name of the file in the archive.
  package static let name = "backup.json"

  /// One file of the project.
  package struct File: Sendable, Equatable, Codable {
    package var name: String
    package var bytes: Int
    /// `Seal.checksum`, in hexadecimal.
    package var checksum: String

    package init(name: String, bytes: Int, checksum: String) {
      (self.name, self.bytes, self.checksum) = (name, bytes, checksum)
    }

    init(name: String, _ content: UnsafeBufferPointer<UInt8>) {
      self.init(
        name: name, bytes: content.count,
        checksum: String(Seal.checksum(UnsafeRawBufferPointer(content)), radix: 16))
    }
  }

  /// The version of the form.
  package var version = 1
  /// The version of winnow that wrote it.
  package var winnow: String
  package var job: String
  package var madeAt: Date
  /// The current round of the database.
  package var round: Int
  package var total: Int
  package var human: Int
  package var auto: Int
  package var rejected: Int
  /// The answers in the database, undone ones among them.
  package var answers: Int
  package var files: [File]

  /// Whether a database has what the backup says.
  func agrees(with counts: Counts, round: Int, answers: Int) -> Bool {
    (total, human, auto, rejected) == (counts.total, counts.human, counts.auto, counts.rejected)
      && (self.round, self.answers) == (round, answers)
  }

  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return Array(try encoder.encode(self))
  }

  init(json: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(Self.self, from: Data(json))
  }

  init(
    _ database: BackupDatabase, job: String, madeAt: Date, files: [File]
  ) {
    winnow = Version.current
    (self.job, self.madeAt, self.files) = (job, madeAt, files)
    (round, answers) = (database.round, database.answers)
    (total, human) = (database.counts.total, database.counts.human)
    (auto, rejected) = (database.counts.auto, database.counts.rejected)
  }
}

/// The counts of a database that a backup is compared with.
package struct BackupDatabase: Sendable {
  package var counts: Counts
  package var round: Int
  package var answers: Int

  package init(counts: Counts, round: Int, answers: Int) {
    (self.counts, self.round, self.answers) = (counts, round, answers)
  }
}
