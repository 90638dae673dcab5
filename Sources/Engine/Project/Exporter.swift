package import Dataset
import Domain
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
  /// The time of the lead's latest change of the labels.
  private let labelsChangedAt: Date

  package init(
    project: Project, manifest: Manifest, store: ProjectStore, archive: any RoundArchive
  ) {
    self.project = project
    self.manifest = manifest
    self.store = store
    self.archive = archive
    labelsChangedAt = (try? project.labelChanges().last?.at) ?? .distantPast
  }

  /// Writes the whole manifest to a file of the project, completely or not at all.
  @discardableResult
  package func write(to path: String) throws -> ExportTally {
    let file = try AtomicFile(path: path, permissions: permissions)
    let tally = try write(file, ExportRequest())
    try writeCategories(to: LabelCategoryFile.path(beside: path))
    return tally
  }

  /// Writes the labels of now, if they are not those of the job's file: the next job reads the manifest
  /// with them.
  private func writeCategories(to path: String) throws {
    guard labelsChangedAt != .distantPast else { return }
    var file = try AtomicFile(output: path, permissions: permissions)
    try file.append(LabelCategoryFile.bytes(project.labels))
    try file.commit()
  }

  /// Writes the whole manifest into a temporary file.
  package func write(into file: UnlinkedFile) throws -> ExportTally {
    try write(AtomicFile(into: file), ExportRequest())
  }

  /// Writes what is asked for to where a person wants it; `-` is standard output.
  ///
  /// A file appears completely or not at all; a device or a pipe is written through.
  package func write(_ request: ExportRequest, to output: String) throws -> ExportTally {
    let tally = try write(AtomicFile(output: output, permissions: permissions), request)
    if let path = request.labelCategoriesPath { try writeCategories(to: path) }
    return tally
  }

  private func write(
    _ file: consuming AtomicFile, _ request: ExportRequest
  ) throws -> ExportTally {
    let outcome = try store.outcome(withAnnotations: request.annotationsPath != nil)
    try requireOwnRows(outcome)
    let auto = try archive.autoLabels(round: outcome.currentRound)
    guard auto?.fit(items: manifest.count, labels: project.labels.count) != false else {
      throw ProjectError.foreignAutoLabels(round: outcome.currentRound)
    }
    var tally = ExportTally()
    func wanted(_ item: Item.ID) -> OutputLine? {
      let line = line(item, outcome, auto)
      let origin = LabelOrigin(line, initial: manifest.lines[item].initialLabel)
      guard request.origins.contains(origin) else { return nil }
      tally.counts[origin, default: 0] += 1
      return line
    }
    if request.format == .manifest {
      try OutputManifest(manifest: manifest, jobName: project.outputJobName)
        .write(to: &file, line: wanted)
    } else {
      tally.leftOut = try ItemExport(
        manifest: manifest, labels: project.labels, format: request.format
      ).write(to: &file, line: wanted)
    }
    if let path = request.annotationsPath {
      let answers = outcome.annotations.filter { request.showsGold || $0.state != .gold }
      try write(answers, to: path) { item in
        request.origins.contains(
          LabelOrigin(
            line(item, outcome, auto), initial: manifest.lines[item].initialLabel))
      }
    }
    try file.commit()
    return tally
  }

  /// Throws `ProjectError.foreignRows` if the database names a label or an item that the job has not.
  private func requireOwnRows(_ outcome: ProjectOutcome) throws {
    func isOne(_ label: Int) -> Bool { 0..<project.labels.count ~= label }
    for (item, decision) in outcome.decisions {
      guard let label = decision.label, !isOne(label) else { continue }
      throw ProjectError.foreignRows("a label \(label) for line \(item + 1)")
    }
    for record in outcome.annotations {
      if !(0..<manifest.count ~= record.item) {
        throw ProjectError.foreignRows("an answer to an item \(record.item)")
      }
      guard case .label(let label) = record.answer, !isOne(label) else { continue }
      throw ProjectError.foreignRows("an answer with a label \(label)")
    }
  }

  /// Writes workers' answers; the file is the lead's alone if it tells which items are gold.
  private func write(
    _ answers: [AnnotationRecord], to path: String, where isWanted: (Item.ID) -> Bool
  ) throws {
    let tellsGold = answers.contains { $0.state == .gold }
    var file = try AtomicFile(output: path, permissions: tellsGold ? 0o600 : permissions)
    try AnnotationsFile(manifest: manifest, labels: project.labels)
      .write(answers, to: &file, isWanted: isWanted)
    try file.commit()
  }

  /// The group may read the outputs if it may use the project.
  private var permissions: mode_t {
    let attributes = try? FileManager.default.attributesOfItem(atPath: project.folder.path)
    let mode = attributes?[.posixPermissions] as? Int ?? 0
    return mode & 0o070 == 0 ? 0o600 : 0o640
  }

  private func line(_ item: Item.ID, _ outcome: ProjectOutcome, _ auto: AutoLabels?) -> OutputLine {
    switch outcome.decisions[item] {
    case .initial: return initial(item)
    case .rejected(let reason, let date):
      return .rejected(reason: reason.manifestValue, creationDate: date)
    case .labeled(let label, let date, let confidence):
      return .labeled(human(label, date, confidence))
    case .adjudicated(let label, let date, let confidence):
      var line = human(label, date, confidence)
      line.isAdjudicated = true
      return .labeled(line)
    case .reopened: return .reopened
    case nil:
      guard let auto, auto.labels.indices.contains(item), auto.labels[item] >= 0,
        let label = project.labels.current(Int(auto.labels[item]))
      else { return initial(item) }
      return .labeled(machine(item, label, auto, outcome))
    }
  }

  /// A line as it came, unless the lead has changed its label since: then with the label of now, or
  /// without one that was split.
  private func initial(_ item: Item.ID) -> OutputLine {
    guard let given = manifest.lines[item].initialLabel else { return .unchanged }
    guard let current = project.labels.current(given.index) else { return .reopened }
    let label = project.labels[current]
    guard current != given.index || !label.formerNames.isEmpty else { return .unchanged }
    return .labeled(
      OutputLine.Label(
        index: current, className: label.name,
        confidence: given.isHuman ? project.job.activeLearning.humanConfidence : 1,
        humanAnnotated: given.isHuman, creationDate: labelsChangedAt))
  }

  private func human(_ label: Int, _ date: Date, _ confidence: Double?) -> OutputLine.Label {
    OutputLine.Label(
      index: label, className: project.labels[label].name,
      confidence: confidence ?? project.job.activeLearning.humanConfidence,
      humanAnnotated: true, creationDate: date)
  }

  private func machine(
    _ item: Item.ID, _ label: Int, _ auto: AutoLabels, _ outcome: ProjectOutcome
  ) -> OutputLine.Label {
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
