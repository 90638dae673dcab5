import Dataset
import Engine
import Foundation
import SQLiteDriver
import Store

/// The project of `demo`: the sample data and templates of the repository.
struct DemoProject {
  let root: URL

  private var job: String { root.appending(path: "templates/news-headlines/job.json").path }
  private var manifest: String {
    root.appending(path: "sample-data/partially-labeled.manifest").path
  }
  private var answersFile: String {
    root.appending(path: "sample-data/partially-labeled.answers.jsonl").path
  }

  /// Looks in the current folder and in the parents of the program, which is in `.build`.
  static func find() throws -> DemoProject {
    var places = [URL(filePath: FileManager.default.currentDirectoryPath)]
    var above = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while above.path != "/" {
      above.deleteLastPathComponent()
      places.append(above)
    }
    let found = places.map(DemoProject.init).first {
      FileManager.default.fileExists(atPath: $0.job)
        && FileManager.default.fileExists(atPath: $0.manifest)
    }
    guard let found else {
      throw CommandError(
        "sample-data and templates were not found; run this in winnow's repository")
    }
    return found
  }

  func make(at path: String) throws -> ProjectCreation.Checked {
    let creation = ProjectCreation(.init(jobPath: job, manifestPath: manifest)) { path, setup in
      try ProjectStore.create(path: path, setup: setup, now: Date())
    }
    let checked = try creation.check()
    _ = try creation.create(at: path, from: checked)
    return checked
  }

  func answers(_ checked: ProjectCreation.Checked) throws -> [Int] {
    try AnswersFile.read(path: answersFile, for: checked.manifest, labels: checked.labels)
  }
}
