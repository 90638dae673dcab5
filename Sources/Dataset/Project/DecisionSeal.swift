import Domain
import Foundation

/// The digests that the lead's decisions in the database may have, in a file of the lead's.
package struct DecisionSeal: Sendable {
  private let path: String

  package init(_ folder: ProjectFolder) { path = folder.decisionSeal }

  /// Reads the digests; none if the project has no such file yet, or one of an earlier version.
  ///
  /// Throws `FileFaults` if the file is damaged or somebody else's.
  package func digests() throws -> [UInt64] {
    guard try LeadOwnership.hasFile(path, else: .notTheLeads(.seal)) else { return [] }
    for kind in [FileKind.earlierDecisions, .earliestDecisions]
    where (try? SealedFile.read(path, kind: kind)) != nil { return [] }
    let body = try SealedFile.read(path, kind: .decisions)
    do { return try Self.digests(of: body) } catch {
      throw FileFaults(file: path, SealedFileFault.damaged)
    }
  }

  /// Returns the digests that the body of a file says.
  package static func digests(of body: [UInt8]) throws -> [UInt64] {
    var reader = ByteReader(body[...], of: "decisions' seal")
    let digests: [UInt64] = try reader.numbers()
    try reader.requireEnd()
    return digests
  }

  package func write(_ digests: [UInt64]) throws {
    var writer = ByteWriter()
    writer.write(digests)
    try SealedFile.write(writer.bytes, kind: .decisions, to: path)
  }
}
