import Foundation

/// A project of headlines in a temporary folder, made by the commands that a user has.
struct BenchmarkProject {
  private let folder: String
  var path: String { "\(folder)/news" }

  /// Prepares so many rows of a file, a tenth of them labeled but no more than a thousand, and makes
  /// the project; `learning` is the job's `ActiveLearning` as JSON.
  init(_ news: String, rows: Int, learning: String = "{}") throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "winnow-benchmark-\(UUID().uuidString.prefix(8))").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let manifest = "\(folder)/news.manifest"
    _ = try Child.winnow([
      "prepare", news, "--sample", "\(rows)", "--labeled", "\(min(1_000, rows / 5))", "--output",
      manifest,
    ])
    let job = try Self.job(in: folder, learning: learning)
    _ = try Child.winnow(["init", path, "--job", job, "--input", manifest])
  }

  /// Writes the template's job with these settings into a folder and returns its path.
  static func job(in folder: String, learning: String) throws -> String {
    let template = Child.repository.appending(path: "templates/news-headlines").path
    for name in ["label-categories.json", "worker-task-template.liquid.html"] {
      try FileManager.default.copyItem(atPath: "\(template)/\(name)", toPath: "\(folder)/\(name)")
    }
    let job = try String(contentsOfFile: "\(template)/job.json", encoding: .utf8)
    guard let end = job.lastIndex(of: "}") else { throw BenchmarkError("job.json has no end") }
    try (job[..<end] + ", \"ActiveLearning\": \(learning)}").write(
      toFile: "\(folder)/job.json", atomically: true, encoding: .utf8)
    return "\(folder)/job.json"
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
