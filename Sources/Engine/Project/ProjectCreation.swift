package import Dataset
package import Domain
import Foundation
import Learning

/// Makes a project's folder from a labeling job request, or leaves nothing behind.
///
/// Everything is made in a folder beside the project's place, which takes its name only when all of
/// it is there and flushed.
package struct ProjectCreation {
  /// What a project is made from.
  package struct Source: Sendable {
    package var jobPath: String
    /// Instead of the manifest that the job names.
    package var manifestPath: String?
    /// Keys of the screen that no label may take.
    package var reservedKeys: Set<Character>
    /// Let the folder's group in.
    package var isForGroup: Bool

    package init(
      jobPath: String, manifestPath: String? = nil, reservedKeys: Set<Character> = [],
      isForGroup: Bool = false
    ) {
      self.jobPath = jobPath
      self.manifestPath = manifestPath
      self.reservedKeys = reservedKeys
      self.isForGroup = isForGroup
    }
  }

  /// What was read and found in order.
  package struct Checked: Sendable {
    package let job: LabelingJob
    package let labels: LabelSet
    package let guide: Guide
    package let manifest: Manifest
    package let manifestPath: String
  }

  private let source: Source
  private let makeStore: (_ path: String, ProjectSetup) throws -> Void

  package init(
    _ source: Source, makeStore: @escaping (_ path: String, ProjectSetup) throws -> Void
  ) {
    self.source = source
    self.makeStore = makeStore
  }

  /// Reads everything and reports all that is wrong with any of it; nothing is written.
  package func check() throws -> Checked {
    let job = try LabelingJob.read(
      path: source.jobPath, manifestIsGiven: source.manifestPath != nil)
    try JobPrograms(home: Project.home(ofJob: source.jobPath)).check(job, file: source.jobPath)
    var faults: [FileFault] = []
    let labels = Self.collecting(&faults) { () throws(FileFaults) in
      try LabelCategoryFile.read(path: job.labelCategoryPath, reserved: source.reservedKeys)
    }
    let guide = Self.collecting(&faults) { () throws(FileFaults) in
      try WorkerTaskTemplate.read(path: job.templatePath)
    }
    guard let manifestPath = source.manifestPath ?? job.manifestPath, let labels else {
      throw FileFaults(faults)
    }
    let manifest = Self.collecting(&faults) { () throws(FileFaults) in
      try Manifest.read(path: manifestPath, attribute: job.labelAttributeName, labels: labels)
    }
    guard faults.isEmpty, let guide, let manifest else { throw FileFaults(faults) }
    if let key = job.activeLearning.groupKey { try GroupKey(name: key).check(manifest) }
    return Checked(
      job: job, labels: labels, guide: guide, manifest: manifest, manifestPath: manifestPath)
  }

  /// Makes the project's folder.
  package func create(at path: String, from checked: Checked) throws -> Project {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ProjectError.exists(path)
    }
    let making = ProjectFolder(path: "\(path).making-\(UUID().uuidString.prefix(8))")
    do {
      try fill(making, from: checked)
      try FileManager.default.moveItem(atPath: making.path, toPath: path)
    } catch {
      try? FileManager.default.removeItem(atPath: making.path)
      throw error
    }
    return Project(
      folder: ProjectFolder(path: path), job: checked.job, labels: checked.labels,
      guide: checked.guide)
  }
}

extension ProjectCreation {
  private func fill(_ folder: ProjectFolder, from checked: Checked) throws {
    for path in folder.folders { try makeFolder(path, isTop: path == folder.path) }
    try copy(source.jobPath, to: folder.job)
    try write(Project.home(ofJob: source.jobPath), to: folder.home)
    try copy(checked.job.labelCategoryPath, to: folder.labelCategories)
    try copy(checked.job.templatePath, to: folder.template)
    try copy(checked.manifestPath, to: folder.input)
    try LineIndex.write(checked.manifest, to: folder.lineIndex)
    try Project.keep(NeighborGraph(Project.features(checked.manifest)), in: folder)
    try makeStore(folder.database, setup(checked))
    if source.isForGroup { try letGroupIn(folder) }
  }

  private func setup(_ checked: Checked) -> ProjectSetup {
    let given = checked.manifest.lines.enumerated().compactMap { item, row in
      row.initialLabel.map { ProjectSetup.Given(item: item, label: $0.index, isHuman: $0.isHuman) }
    }
    return ProjectSetup(
      jobName: checked.job.name, labels: checked.labels, total: checked.manifest.count,
      given: given, settings: LeadSettings(checked.job),
      taskTimeLimit: TimeInterval(checked.job.taskTimeLimitInSeconds),
      taskLifetime: TimeInterval(checked.job.taskAvailabilityLifetimeInSeconds))
  }

  /// What anyone of the group makes belongs to the group (set-group-ID), and nobody but the lead
  /// can put another file in the place of the lead's own (sticky).
  private func makeFolder(_ path: String, isTop: Bool) throws {
    let group = isTop ? 0o3770 : 0o2750
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false,
      attributes: [.posixPermissions: source.isForGroup ? group : 0o700])
  }

  private func copy(_ from: String, to path: String) throws {
    let file = try MappedFile(path: from)
    var copy = try AtomicFile(path: path, permissions: permissions)
    try file.withBytes { bytes in try copy.append(bytes) }
    try copy.commit()
  }

  private func write(_ text: String, to path: String) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try file.append(Array(text.utf8))
    try file.commit()
  }

  private var permissions: mode_t { source.isForGroup ? 0o640 : 0o600 }

  /// The database is written by everyone of the group, everything else by the lead alone.
  private func letGroupIn(_ folder: ProjectFolder) throws {
    for (path, mode) in [
      (folder.database, 0o660), (folder.lineIndex, 0o640), (folder.graph, 0o640),
      (folder.stacks, 0o640),
    ] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
  }

  private static func collecting<Value>(
    _ faults: inout [FileFault], _ read: () throws(FileFaults) -> Value
  ) -> Value? {
    do throws(FileFaults) {
      return try read()
    } catch {
      faults += error.faults
      return nil
    }
  }
}

extension Project {
  /// Opens a project's folder; nothing in it is changed.
  package static func open(path: String) throws -> Project {
    let folder = ProjectFolder(path: path)
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw ProjectError.none(path)
    }
    return Project(
      folder: folder, job: try LabelingJob.readKept(path: folder.job, home: home(of: folder)),
      labels: try LabelCategoryFile.read(path: folder.labelCategories, reserved: []),
      guide: try WorkerTaskTemplate.read(path: folder.template))
  }
}

/// Why a project could not be made or opened.
package enum ProjectError: Error, Equatable, CustomStringConvertible {
  case exists(String)
  case none(String)
  /// Fields of the job whose programs cannot be used, each with the reason.
  case badPrograms(file: String, faults: [String])

  package var description: String {
    switch self {
    case .exists(let path):
      "\(path) is already there; choose another name, or remove it if nothing in it is needed"
    case .none(let path): "\(path) is no winnow project; “winnow init” makes one"
    case .badPrograms(let file, let faults):
      faults.map { "\(file): ActiveLearning.\($0)" }.joined(separator: "\n")
    }
  }
}
