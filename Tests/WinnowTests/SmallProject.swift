import ArgumentParser
import Foundation
import TestSupport

@testable import winnow

/// A project of two items, made by `init` with the sample job.
struct SmallProject {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("news")
    let input = try folder.write("news.manifest", "{\"source\": \"one\"}\n{\"source\": \"two\"}\n")
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    try InitCommand.parse([path, "--job", job, "--input", input]).run()
  }
}
