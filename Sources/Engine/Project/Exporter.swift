package import Dataset
package import Domain
import Foundation
package import Store

/// Writes a project's output manifest.
///
/// The same state of the project gives the same bytes.
package struct Exporter {
  private let project: Project
  private let manifest: Manifest
  private let store: ProjectStore
  private let archive: any RoundArchive

  package init(
    project: Project, manifest: Manifest, store: ProjectStore, archive: any RoundArchive
  ) {
    self.project = project
    self.manifest = manifest
    self.store = store
    self.archive = archive
  }

  /// Writes all lines of the input, in order, to a file that appears complete or not at all.
  @discardableResult
  package func write(to path: String) throws -> ExportTally {
    let outcome = try store.outcome()
    let labels = try archive.autoLabels(round: outcome.currentRound)
    var tally = ExportTally()
    try OutputManifest(manifest: manifest, jobName: project.outputJobName).write(
      to: path, permissions: permissions
    ) { item in
      let line = line(item, outcome, labels)
      tally.count(line, initialLabel: manifest.lines[item].initialLabel)
      return line
    }
    Ownership.handOver(path)
    return tally
  }

  /// The group may read the outputs if it may use the project.
  private var permissions: mode_t {
    let attributes = try? FileManager.default.attributesOfItem(atPath: project.folder.path)
    let mode = attributes?[.posixPermissions] as? Int ?? 0
    return mode & 0o070 == 0 ? 0o600 : 0o640
  }

  private func line(_ item: Item.ID, _ outcome: ProjectOutcome, _ auto: AutoLabels?) -> OutputLine {
    switch outcome.decisions[item] {
    case .initial: return .unchanged
    case .rejected(let reason, let date):
      return .rejected(reason: reason.manifestValue, creationDate: date)
    case .labeled(let label, let date, let confidence):
      return .labeled(human(label, date, confidence))
    case nil:
      guard let auto, auto.labels[item] >= 0 else { return .unchanged }
      return .labeled(machine(item, auto, outcome))
    }
  }

  private func human(_ label: Int, _ date: Date, _ confidence: Double?) -> OutputLine.Label {
    OutputLine.Label(
      index: label, className: project.labels[label].name,
      confidence: confidence ?? project.job.activeLearning.humanConfidence,
      humanAnnotated: true, creationDate: date)
  }

  private func machine(
    _ item: Item.ID, _ auto: AutoLabels, _ outcome: ProjectOutcome
  ) -> OutputLine.Label {
    let label = Int(auto.labels[item])
    var line = OutputLine.Label(
      index: label, className: project.labels[label].name,
      confidence: Self.shortened(auto.confidence[item]), humanAnnotated: false,
      creationDate: outcome.publishedAt[Int(auto.since[item])] ?? Date(timeIntervalSince1970: 0))
    line.accuracy = outcome.promise.flatMap(Self.accuracy)
    return line
  }

  private static func accuracy(_ promise: PromiseReport) -> OutputLine.Accuracy? {
    promise.bound.map { bound in
      OutputLine.Accuracy(
        // Rounded down: a bound is never promised higher than it is.
        bound: (bound * 10_000).rounded(.down) / 10_000,
        method: promise.isComplete ? promise.method.rawValue : "estimated")
    }
  }

  /// Rounds to four digits, which is more than a probability's precision.
  private static func shortened(_ confidence: Float) -> Double {
    (Double(confidence) * 10_000).rounded() / 10_000
  }
}

/// The lines of an export, counted by origin of their label.
package struct ExportTally: Sendable, Equatable {
  package private(set) var human = 0
  package private(set) var auto = 0
  package private(set) var rejected = 0
  package private(set) var unlabeled = 0

  mutating func count(_ line: OutputLine, initialLabel: InitialLabel?) {
    switch line {
    case .rejected: rejected += 1
    case .labeled(let label): add(isHuman: label.humanAnnotated)
    case .unchanged:
      if let initialLabel { add(isHuman: initialLabel.isHuman) } else { unlabeled += 1 }
    }
  }

  private mutating func add(isHuman: Bool) {
    if isHuman { human += 1 } else { auto += 1 }
  }

  /// Returns whether the project's counts are the same.
  package func agrees(with counts: Counts) -> Bool {
    human == counts.human && auto == counts.auto && rejected == counts.rejected
      && unlabeled == counts.unlabeled
  }
}
