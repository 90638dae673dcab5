import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct DraftedJobTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func make(_ labels: String, input: String, _ name: String = "texts.csv") throws {
    let file = try folder.write(name, input)
    let command = try InitCommand.parse(
      [folder.path("tickets"), "--labels", labels, "--input", file])
    try command.run()
  }

  @Test("Labels and a file of texts make a project, with the job that was made")
  func project() throws {
    try make(
      "b=Bug,q1=Question".replacing("q1", with: "k"),
      input: "id,text,label\n1,Printer on fire,Bug\n2,How to log in?,\n")
    let opened = try OpenProject(folder.path("tickets"), for: .reading)
    #expect(opened.project.labels.labels.map(\.name) == ["Bug", "Question"])
    #expect(opened.project.labels.labels.map(\.key) == ["b", "k"])
    #expect(try opened.store.counts(now: Date()).human == 1)
    let job = try folder.read("tickets/job.json")
    #expect(job.contains("\"LabelingJobName\": \"tickets\""))
    #expect(try folder.contents == ["texts.csv", "tickets"])
  }

  @Test("The job that was made makes another project")
  func job() throws {
    try make("Bug,Question", input: "id,text\n1,Printer on fire\n2,How to log in?\n")
    let other = folder.path("other")
    try InitCommand.parse([other, "--job", folder.path("tickets/job.json")]).run()
    let opened = try OpenProject(other, for: .reading)
    #expect(try opened.store.counts(now: Date()).unlabeled == 2)
  }

  @Test(
    "Labels that cannot be are refused, and nothing is made",
    arguments: [
      ("Bug", "at least two labels"), ("Bug,Bug", "appears twice"), ("bug=Bug,k=No", "“bug”"),
    ])
  func refused(labels: String, message: String) throws {
    let error = #expect(throws: (any Error).self) { try make(labels, input: "text\na\nb\n") }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("--labels: ") && text.contains(message), "\(text)")
    #expect(try folder.contents == ["texts.csv"])
  }

  @Test("A file of texts in the place of a manifest names the command that makes one")
  func noManifest() throws {
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    let input = try folder.write("texts.csv", "text\na\n")
    let error = #expect(throws: (any Error).self) {
      try InitCommand.parse([folder.path("p"), "--job", job, "--input", input]).run()
    }
    #expect(error.map { "\($0)" }?.contains("winnow prepare \(input)") == true)
  }

  @Test("A file of texts in the place of a project is named as that where nobody can be asked")
  func offer() throws {
    let input = try folder.write("texts.csv", "text\na\n")
    #expect(ProjectOffer(file: input) != nil)
    #expect(ProjectOffer(file: folder.path("nothing")) == nil)
    #expect(ProjectOffer(file: folder.url.path) == nil)
  }

  @Test("Columns are shown beside the text if asked, and a mistyped one is refused")
  func context() throws {
    let file = try folder.write("texts.csv", "text,customer\na,Zoe\nb,Ann\n")
    let call = [folder.path("t"), "--labels", "A,B", "--input", file, "--context"]
    let error = #expect(throws: FileFaults.self) {
      try InitCommand.parse(call + ["custmer"]).run()
    }
    #expect(error?.description.contains("did you mean “customer”?") == true)
    try InitCommand.parse(call + ["customer"]).run()
    #expect(try Project.open(path: folder.path("t")).contextKeys == ["customer"])
  }
}
