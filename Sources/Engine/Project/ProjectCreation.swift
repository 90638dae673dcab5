package import Dataset
package import Domain
package import Foundation
import Glibc
package import Learning

/// Makes a project's folder from a labeling job request, completely or not at all.
///
/// Everything is made in a temporary folder beside the project's path, which is renamed when it is
/// complete and flushed.
package struct ProjectCreation {
  /// The files and options that a project is made from.
  package struct Source: Sendable {
    package var jobPath: String
    /// Replaces the manifest of the job.
    package var manifestPath: String?
    /// Replaces the label category file of the job.
    package var labelCategoryPath: String?
    /// Whether the folder's group may use the project.
    package var isForGroup: Bool
    /// The group that may use it; nil: that of the folder's place, or this process's.
    package var group: gid_t?
    /// Whether items whose label is an auto-label of before have none, and are asked.
    package var asksAutoLabels = false
    /// The model of an earlier job that the job starts with: a file, or a project that exported one.
    package var startModelPath: String?
    /// The folder where relative paths of models and commands start; nil: that of the job.
    package var home: String?

    package init(
      jobPath: String, manifestPath: String? = nil, isForGroup: Bool = false
    ) {
      self.jobPath = jobPath
      self.manifestPath = manifestPath
      self.isForGroup = isForGroup
    }
  }

  /// The content of valid files.
  package struct Checked: Sendable {
    package let job: LabelingJob
    package let labels: LabelSet
    package let guide: Guide
    package let manifest: Manifest
    package let startModel: TextModel?
    /// The files as they were read: a pipe gives its bytes once.
    fileprivate let files: (job: MappedFile, labels: MappedFile, template: MappedFile)
  }

  private let source: Source
  private let makeStore: (_ path: String, ProjectSetup) throws -> Void

  package init(
    _ source: Source, makeStore: @escaping (_ path: String, ProjectSetup) throws -> Void
  ) {
    self.source = source
    self.makeStore = makeStore
  }

  private var home: String { source.home ?? Project.home(ofJob: source.jobPath) }

  /// Reads all files and reports all their faults; writes nothing.
  package func check() throws -> Checked {
    let jobFile = try MappedFile(path: source.jobPath, limit: MappedFile.smallLimit)
    let job = try LabelingJob.read(jobFile, hasOtherManifest: source.manifestPath != nil)
    try JobPrograms(home: home).check(job, file: source.jobPath)
    var faults: [FileFault] = []
    let labels = Self.collecting(&faults) { () throws(FileFaults) in
      let path = source.labelCategoryPath ?? job.labelCategoryPath
      let file = try MappedFile(path: path, limit: MappedFile.smallLimit)
      return (file: file, set: try LabelCategoryFile.read(file))
    }
    let guide = Self.collecting(&faults) { () throws(FileFaults) in
      let file = try MappedFile(path: job.templatePath, limit: MappedFile.smallLimit)
      return (file: file, guide: try WorkerTaskTemplate.read(file))
    }
    guard let manifestPath = source.manifestPath ?? job.manifestPath, let labels else {
      throw FileFaults(faults)
    }
    let manifest = Self.collecting(&faults) { () throws(FileFaults) in
      let manifest = try Manifest.read(
        path: manifestPath, attribute: job.labelAttributeName, labels: labels.set)
      return source.asksAutoLabels ? try manifest.withoutAutoLabels(labels.set) : manifest
    }
    guard faults.isEmpty, let guide, let manifest else { throw FileFaults(faults) }
    if let key = job.activeLearning.groupKey { try GroupKey(name: key).check(manifest) }
    try ContextKeys(job.activeLearning.contextKeys).check(manifest, job: source.jobPath)
    return Checked(
      job: job, labels: labels.set, guide: guide.guide, manifest: manifest,
      startModel: try startModel(job, labels.set), files: (jobFile, labels.file, guide.file))
  }

  private func startModel(_ job: LabelingJob, _ labels: LabelSet) throws -> TextModel? {
    guard let path = source.startModelPath else { return nil }
    guard case .builtIn = job.activeLearning.model.kind else {
      throw ProjectError.noUseForStartModel(job: source.jobPath)
    }
    return try StartModelFile.read(StartModelFile.path(path), for: labels)
  }

  /// Makes the project's folder.
  package func create(at path: String, from checked: Checked) throws -> Project {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ProjectError.exists(path)
    }
    MakingFolder.removeLeftovers(beside: path)
    let making = ProjectFolder(path: try MakingFolder.path(for: path))
    do {
      try fill(making, from: checked)
      try FileManager.default.moveItem(atPath: making.path, toPath: path)
    } catch {
      try? FileManager.default.removeItem(atPath: making.path)
      throw error
    }
    return Project(
      folder: ProjectFolder(path: path), home: home,
      job: checked.job, labels: checked.labels, guide: checked.guide)
  }
}

extension ProjectCreation {
  private func fill(_ folder: ProjectFolder, from checked: Checked) throws {
    for path in folder.folders { try makeFolder(path, isTop: path == folder.path) }
    try copy(checked.files.job, to: folder.job)
    try write(Array(home.utf8), to: folder.home)
    try copy(checked.files.labels, to: folder.labelCategories)
    try write(LabelCategoryFile.keyFile(checked.labels), to: folder.labelKeys)
    try copy(checked.files.template, to: folder.template)
    if let model = checked.startModel { try write(model.bytes, to: folder.startModel) }
    try checked.manifest.withBytes { try copy($0, to: folder.input) }
    try InputSeal(of: checked.manifest).write(in: folder)
    try ProjectItems.writeIndex(of: checked.manifest, in: folder)
    try Project.keep(NeighborGraph(Project.features(checked.manifest)), in: folder)
    try makeStore(folder.database, setup(checked))
    if source.isForGroup { try letGroupIn(folder) }
  }

  private func setup(_ checked: Checked) -> ProjectSetup {
    let labels = checked.manifest.lines.enumerated().compactMap { item, line in
      line.initialLabel.flatMap(checked.labels.current).map { (item, $0) }
    }
    return ProjectSetup(
      jobName: checked.job.name, labels: checked.labels, total: checked.manifest.count,
      initialLabels: Dictionary(uniqueKeysWithValues: labels), settings: LeadSettings(checked.job),
      taskTimeLimit: TimeInterval(checked.job.taskTimeLimitInSeconds),
      taskLifetime: TimeInterval(checked.job.taskAvailabilityLifetimeInSeconds))
  }

  /// Makes a folder of the project.
  ///
  /// In a project for the group, new files belong to the group (set-group-ID), and only the lead
  /// can replace the lead's files (sticky).
  private func makeFolder(_ path: String, isTop: Bool) throws {
    let group = isTop ? 0o3770 : 0o2750
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false,
      attributes: [.posixPermissions: source.isForGroup ? group : 0o700])
    // Files made in a set-group-ID folder get its group.
    if isTop, let group = source.group {
      guard chown(path, .max, group) == 0, chmod(path, 0o3770) == 0 else {
        throw SystemFault.faults(action: "give to group \(group)", path: path)
      }
    }
  }

  private func copy(_ file: MappedFile, to path: String) throws {
    try file.withBytes { try copy($0, to: path) }
  }

  private func copy(_ bytes: UnsafeBufferPointer<UInt8>, to path: String) throws {
    var copy = try AtomicFile(path: path, permissions: permissions)
    try copy.append(bytes)
    try copy.commit()
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    var file = try AtomicFile(path: path, permissions: permissions)
    try file.append(bytes)
    try file.commit()
  }

  private var permissions: mode_t { source.isForGroup ? 0o640 : 0o600 }

  /// Lets the group write the database and read the other files.
  private func letGroupIn(_ folder: ProjectFolder) throws {
    for (path, mode) in [
      (folder.database, 0o660), (folder.inputSeal, 0o640), (folder.lineIndex, 0o640),
      (folder.graph, 0o640),
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
  /// Opens a project's folder without changing it.
  package static func open(path: String) throws -> Project {
    let folder = ProjectFolder(path: path)
    try requireAccess(to: folder)
    let home = try home(of: folder)
    return Project(
      folder: folder, home: home, job: try LabelingJob.readKept(path: folder.job, home: home),
      labels: try labels(in: folder),
      guide: try WorkerTaskTemplate.read(path: folder.template))
  }

  /// Throws if there is no project, or one that this user may not read.
  private static func requireAccess(to folder: ProjectFolder) throws {
    if access(folder.database, R_OK) == 0 { return }
    guard errno == EACCES else { throw ProjectError.noProject(folder.path) }
    var status = stat()
    let owner = stat(folder.path, &status) == 0 ? getpwuid(status.st_uid) : nil
    throw ProjectError.noAccess(
      folder.path, owner: owner.map { String(cString: $0.pointee.pw_name) })
  }
}
