package import Domain
import Foundation

/// All answers of people, one JSON object on each line, with the times that Ground Truth gives a
/// worker's response: `workerId`, `acceptanceTime`, `submissionTime`, `timeSpentInSeconds`.
package struct AnnotationsFile {
  private let manifest: Manifest
  private let labels: LabelSet

  package init(manifest: Manifest, labels: LabelSet) {
    (self.manifest, self.labels) = (manifest, labels)
  }

  /// Writes answers in their order; `isWanted` chooses by item.
  package func write(
    _ records: [AnnotationRecord], to file: inout AtomicFile, isWanted: (Item.ID) -> Bool
  ) throws {
    for record in records where isWanted(record.item) {
      var bytes: [UInt8] = []
      append(record, to: &bytes)
      try file.append(bytes)
    }
  }

  private func append(_ record: AnnotationRecord, to output: inout [UInt8]) {
    var object = JSONObjectWriter(to: &output)
    object.append("line", json: String(record.item + 1).utf8, to: &output)
    if let id = manifest.identifier(of: record.item) { object.append("id", id, to: &output) }
    object.append("workerId", record.worker, to: &output)
    switch record.answer {
    case .label(let label):
      object.append("label", json: String(label).utf8, to: &output)
      object.append("class-name", labels[label].name, to: &output)
    case .rejected(let reason): object.append("failure-reason", reason.manifestValue, to: &output)
    }
    object.append("acceptanceTime", Self.time(record.acceptedAt), to: &output)
    object.append("submissionTime", Self.time(record.submittedAt), to: &output)
    let seconds = (record.secondsSpent * 1000).rounded() / 1000
    object.append("timeSpentInSeconds", json: seconds.description.utf8, to: &output)
    object.append("state", record.state.rawValue, to: &output)
    object.end(&output)
    output.append(0x0A)
  }

  /// Returns a time as in `2026-01-31T12:00:00.000Z`.
  private static func time(_ date: Date) -> String { "\(CreationDate.text(date).dropLast(3))Z" }
}
