package import Dataset
package import Domain
import Foundation
package import Learning

/// A project that exists: its folder and what its job asks for.
package struct Project: Sendable {
  package let folder: ProjectFolder
  /// The folder where relative paths of the job begin.
  package let home: String
  package let job: LabelingJob
  package let labels: LabelSet
  package let guide: Guide

  package init(
    folder: ProjectFolder, home: String, job: LabelingJob, labels: LabelSet, guide: Guide
  ) {
    self.folder = folder
    self.home = home
    self.job = job
    self.labels = labels
    self.guide = guide
  }

  /// The keys that are shown beside the text: the job's, then the guide's.
  ///
  /// The loop says so if the lead's settings cannot be read; a screen has the template's keys then.
  package var contextKeys: [String] {
    let guide = (try? leadSettings())?.guide ?? guide
    let more = guide.contextKeys.filter { !job.activeLearning.contextKeys.contains($0) }
    return job.activeLearning.contextKeys + more
  }

  /// The job's name as outputs write it.
  package var outputJobName: String { "labeling-job/\(job.name)" }

  /// The input, every line checked again; throws `ProjectError.inputChanged` if its bytes are not
  /// those that the project was made from.
  package func manifest() throws -> Manifest {
    // A second time, since an addition may have ended between the reading of seal and file.
    if let manifest = try unchangedManifest() ?? unchangedManifest() { return manifest }
    throw ProjectError.inputChanged(folder.input)
  }

  private func unchangedManifest() throws -> Manifest? {
    let seal = try InputSeal(in: folder)
    let manifest = try Manifest.readInput(
      path: folder.input, length: seal?.length, attribute: job.labelAttributeName, labels: labels)
    guard let seal else { return manifest }
    let isGrowing = manifest.isLonger && !folder.additions.isEmpty
    return seal == InputSeal(of: manifest) && (isGrowing || !manifest.isLonger) ? manifest : nil
  }

  /// The texts in the learner's form; the graph is read back if it was kept.
  package func pool(_ manifest: Manifest) throws -> Pool {
    let features = Self.features(manifest)
    let graph = try graph(features)
    if !StackFile(path: folder.stacks).isWhole(count: graph.count) {
      try Self.keepStacks(of: graph, in: folder)
    }
    return Pool(
      features: features, graph: graph,
      groups: job.activeLearning.groupKey.map { GroupKey(name: $0).groups(of: manifest) },
      classCount: labels.count)
  }

  /// Whether graph and stacks are there, so that only a round needs the pool.
  package func hasPoolFiles(count: Int) -> Bool {
    FileManager.default.fileExists(atPath: folder.graph)
      && StackFile(path: folder.stacks).isWhole(count: count)
  }

  /// Returns the features of the first `count` texts; nil is all.
  static func features(_ manifest: Manifest, first count: Int? = nil) -> TextFeatures {
    TextFeatures(
      texts: (0..<min(count ?? .max, manifest.count)).map { manifest.text(of: $0) })
  }

  private func graph(_ features: TextFeatures) throws -> NeighborGraph {
    if FileManager.default.fileExists(atPath: folder.graph),
      let bytes = try? SealedFile.read(folder.graph, kind: .graph),
      let graph = try? NeighborGraph(bytes: bytes), graph.count == features.count
    {
      return graph
    }
    let graph = NeighborGraph(features)
    try Self.keep(graph, in: folder)
    return graph
  }

  static func keep(_ graph: NeighborGraph, in folder: ProjectFolder) throws {
    try SealedFile.write(graph.bytes, kind: .graph, to: folder.graph)
    try keepStacks(of: graph, in: folder)
  }

  /// The labeling screens read single stacks, which the whole graph would be too big for.
  private static func keepStacks(of graph: NeighborGraph, in folder: ProjectFolder) throws {
    try StackFile.write(next: Stacks(graph).next, to: folder.stacks)
  }
}

extension Project {
  /// Returns the labels that items came with, as the lead's changes of labels have made them.
  package func initialLabel(_ manifest: Manifest) -> (Item.ID) -> InitialLabel? {
    { [labels] in manifest.initialLabel(of: $0).flatMap(labels.current) }
  }

  /// The job's settings as numbers; `auto` takes the values that measured best, see `LoopPlan`.
  package func plan(total: Int) -> LoopPlan {
    let learning = job.activeLearning
    var plan = LoopPlan(
      startLabels: learning.startLabels.count(of: total) ?? LoopPlan.autoStart(total),
      batchSize: max(1, learning.batchSize.count(of: total) ?? LoopPlan.autoBatch(total)),
      largestBatch: learning.batchSize == .auto ? LoopPlan.autoLargestBatch(total) : 0,
      auditShare: learning.auditShare.share ?? LoopPlan.autoAuditShare,
      maxOpenTasks: job.maxConcurrentTaskCount)
    plan.repeatShare = learning.repeatShare.share ?? LoopPlan.autoRepeatShare
    plan.leastRandom = LoopPlan.autoLeastRandom(total)
    return plan
  }

  package var settings: RoundSettings {
    let learning = job.activeLearning
    var settings = RoundSettings(
      target: learning.targetAccuracy, confidence: ConfidenceLevel(learning.confidence),
      machineConfidence: learning.machineConfidence,
      consolidation: learning.consolidation,
      seed: Hash.fnv1a(job.name))
    if case .builtIn(let strategy) = learning.strategy { settings.strategy = strategy }
    settings.externalStrategy = externalStrategy
    settings.declaredErrors = learning.answerErrors
    settings.promise = learning.promise
    settings.isTargetPerLabel = learning.isTargetPerLabel
    settings.meanings = labels.meanings
    return settings
  }
}

extension ActiveLearning.Amount {
  fileprivate func count(of total: Int) -> Int? {
    switch self {
    case .auto: nil
    case .count(let count): count
    case .share(let share): Int((share * Double(total)).rounded(.up))
    }
  }

  fileprivate var share: Double? {
    if case .share(let share) = self { share } else { nil }
  }
}
