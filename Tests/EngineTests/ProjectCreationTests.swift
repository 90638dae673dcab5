import Dataset
import Domain
import Engine
import Foundation
import Learning
import TestSupport
import Testing

@Suite struct ProjectCreationTests {
  private struct Stop: Error {}

  @Test("All missing programs of a job are reported")
  func missingPrograms() throws {
    let folder = try TemporaryFolder()
    let job = try write(
      """
      {"Model": {"Command": ["./model.py"]}, "Strategy": {"Command": ["no-such-program"]},
       "Challenger": {"Endpoint": "http://127.0.0.1:1/invocations"}}
      """, in: folder)
    let creation = ProjectCreation(.init(jobPath: job)) { _, _ in }
    let error = #expect(throws: ProjectError.self) { _ = try creation.check() }
    let lines = "\(try #require(error))".split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("Model: there is no program ./model.py"))
  }

  @Test("A GroupKey that no line has is refused; one that some lines have groups items")
  func groupKey() throws {
    let folder = try TemporaryFolder()
    let job = try write(#"{"GroupKey": "story"}"#, in: folder)
    let creation = ProjectCreation(.init(jobPath: job)) { path, _ in
      try Data().write(to: URL(filePath: path))
    }
    let error = #expect(throws: FileFaults.self) { _ = try creation.check() }
    #expect((error?.faults.first?.reason as? GroupKeyFault)?.key == "story")
    let keys = [#", "story": "7""#, #", "story": 7"#, #", "story": null"#, #", "story": """#, ""]
    let lines = keys.enumerated().map { #"{"source": "text \#($0)"\#($1)}"# }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder.path("in.manifest"), atomically: true, encoding: .utf8)
    let project = try creation.create(at: folder.path("news"), from: try creation.check())
    let groups = try #require(try project.pool(project.manifest()).groups)
    #expect(groups[0] == groups[1])
    #expect(Set((0..<5).map { groups[$0] }).count == 4)
  }

  @Test("Rounds run by the strategy that the job names", arguments: QueryStrategy.allCases)
  func strategy(named strategy: QueryStrategy) throws {
    let folder = try TemporaryFolder()
    let job = try write(#"{"Strategy": "\#(strategy.rawValue)"}"#, in: folder)
    let checked = try ProjectCreation(.init(jobPath: job)) { _, _ in }.check()
    let project = Project(
      folder: ProjectFolder(path: folder.url.path), home: folder.url.path, job: checked.job,
      labels: checked.labels,
      guide: checked.guide)
    #expect(project.settings.strategy == strategy && project.settings.externalStrategy == nil)
  }

  @Test("Where the home of the job's paths cannot be read, the project is not opened")
  func unreadableHome() throws {
    let folder = try TemporaryFolder()
    let job = try write("{}", in: folder)
    let creation = ProjectCreation(.init(jobPath: job)) { path, _ in
      try Data().write(to: URL(filePath: path))
    }
    let project = try creation.create(at: folder.path("news"), from: try creation.check())
    let home = project.folder.home
    #expect(try Project.open(path: project.folder.path).home == project.home)
    try FileManager.default.removeItem(atPath: home)
    #expect(try Project.open(path: project.folder.path).home == project.folder.path)
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: false)
    let error = #expect(throws: FileFaults.self) { try Project.open(path: project.folder.path) }
    #expect(error?.faults.first?.file == home)
  }

  @Test("A project keeps its labels' keys; an older one has those of its screen")
  func labelKeys() throws {
    let folder = try TemporaryFolder()
    let job = try write("{}", in: folder)
    let names = ["Question", "Urgent", "Login", "General", "Refund"]
    let labels = names.map { #"{"label": "\#($0)"}"# }.joined(separator: ", ")
    let creation = ProjectCreation(.init(jobPath: job)) { path, _ in
      try Data().write(to: URL(filePath: path))
    }
    let path = try creation.check().job.labelCategoryPath
    try Data("{\"labels\": [\(labels)]}".utf8).write(to: URL(filePath: path))
    let project = try creation.create(at: folder.path("news"), from: try creation.check())
    func keys(_ labels: LabelSet) -> String { String(labels.labels.compactMap(\.key)) }
    #expect(keys(project.labels) == "etoaf")
    #expect(keys(try Project.open(path: project.folder.path).labels) == "etoaf")
    let kept = project.folder.labelKeys
    try FileManager.default.removeItem(atPath: kept)
    #expect(keys(try Project.open(path: project.folder.path).labels) == "qulgr")
    try Data("[\"e\"]".utf8).write(to: URL(filePath: kept))
    let error = #expect(throws: FileFaults.self) { try Project.open(path: project.folder.path) }
    #expect(error?.faults.first?.file == kept)
  }

  @Test("A project that cannot be made completely leaves nothing")
  func nothingLeft() throws {
    let folder = try TemporaryFolder()
    let job = try write("{}", in: folder)
    let creation = ProjectCreation(.init(jobPath: job)) { _, _ in throw Stop() }
    let checked = try creation.check()
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(throws: Stop.self) {
      _ = try creation.create(at: folder.path("news"), from: checked)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == before)
  }

  @Test("A project's folder is its owner's alone, or its group's on request")
  func permissions() throws {
    for isForGroup in [false, true] {
      let folder = try TemporaryFolder()
      let job = try write("{}", in: folder)
      let creation = ProjectCreation(.init(jobPath: job, isForGroup: isForGroup)) { path, _ in
        try Data().write(to: URL(filePath: path))
      }
      let path = folder.path("news")
      _ = try creation.create(at: path, from: try creation.check())
      #expect(try mode(path) == (isForGroup ? 0o3770 : 0o700))
      #expect(try mode("\(path)/input.manifest") == (isForGroup ? 0o640 : 0o600))
      #expect(try mode("\(path)/rounds") == (isForGroup ? 0o2750 : 0o700))
    }
  }

  private func mode(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
  }

  /// A copy of the template with this `ActiveLearning`, and 30 headlines.
  private func write(_ learning: String, in folder: TemporaryFolder) throws -> String {
    let template = SampleHeadlines.folder("templates").appending(path: "news-headlines")
    for name in ["label-categories.json", "worker-task-template.liquid.html"] {
      try FileManager.default.copyItem(
        at: template.appending(path: name), to: folder.url.appending(path: name))
    }
    let request = try String(
      contentsOf: template.appending(path: "job.json"), encoding: .utf8
    ).replacingOccurrences(
      of: "../../sample-data/partially-labeled.manifest", with: "in.manifest")
    let end = try #require(request.lastIndex(of: "}"))
    try (request[..<end] + ", \"ActiveLearning\": \(learning)}").write(
      toFile: folder.path("job.json"), atomically: true, encoding: .utf8)
    let lines = try SampleHeadlines(count: 30).texts.indices.map { #"{"source": "text \#($0)"}"# }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: folder.path("in.manifest"), atomically: true, encoding: .utf8)
    return folder.path("job.json")
  }
}
