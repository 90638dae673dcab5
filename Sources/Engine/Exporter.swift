package import Dataset
internal import Foundation

/// Writes a project's manifest with all that is known of its labels.
///
/// The same state gives the same bytes.
package struct Exporter {
  private let project: Project
  private let manifest: Manifest
  private let store: any ExportStore
  private let archive: any RoundArchive

  package init(
    project: Project, manifest: Manifest, store: any ExportStore, archive: any RoundArchive
  ) {
    self.project = project
    self.manifest = manifest
    self.store = store
    self.archive = archive
  }

  /// Writes every line of the input, in order, to a file that appears whole or not at all.
  package func write(to path: String) throws {
    let outcome = try store.outcome()
    let labels = try archive.autoLabels(round: outcome.currentRound)
    try OutputManifest(manifest: manifest, jobName: project.outputJobName).write(
      to: path, permissions: permissions
    ) { line($0, outcome, labels) }
  }

  /// A group's project gives the group its outputs.
  private var permissions: mode_t {
    let attributes = try? FileManager.default.attributesOfItem(atPath: project.folder.path)
    let mode = attributes?[.posixPermissions] as? Int ?? 0
    return mode & 0o070 == 0 ? 0o600 : 0o640
  }

  private func line(_ item: Item.ID, _ outcome: ProjectOutcome, _ auto: AutoLabels?) -> OutputLine {
    switch outcome.decisions[item] {
    case .given: return .unchanged
    case .failed(let reason, let date): return .failed(reason: reason, creationDate: date)
    case .labeled(let label, let date, let agreement):
      return .labeled(human(label, date, agreement))
    case nil:
      guard let auto, auto.labels[item] >= 0 else { return .unchanged }
      return .labeled(machine(item, auto, outcome))
    }
  }

  private func human(_ label: Int, _ date: Date, _ agreement: Double) -> OutputLabel {
    let settings = project.job.activeLearning
    return OutputLabel(
      index: label, className: project.labels[label].name,
      confidence: project.job.workersPerItem > 1 ? agreement : settings.humanConfidence,
      humanAnnotated: true, creationDate: date)
  }

  private func machine(
    _ item: Item.ID, _ auto: AutoLabels, _ outcome: ProjectOutcome
  ) -> OutputLabel {
    let label = Int(auto.labels[item])
    return OutputLabel(
      index: label, className: project.labels[label].name,
      confidence: Self.shortened(auto.confidence[item]), humanAnnotated: false,
      creationDate: outcome.publishedAt[Int(auto.since[item])] ?? Date(timeIntervalSince1970: 0))
  }

  /// Four digits say all that a probability knows.
  private static func shortened(_ confidence: Float) -> Double {
    (Double(confidence) * 10_000).rounded() / 10_000
  }
}
