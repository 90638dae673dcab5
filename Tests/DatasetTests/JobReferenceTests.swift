import Dataset
import Domain
import Foundation
import Testing

@Suite struct JobReferenceTests {
  @Test("The example of “winnow help job” is a valid job")
  func example() throws {
    let job = try LabelingJob.parse(Array(JobReference.example.utf8), file: "job.json")
    #expect(job.activeLearning.contextKeys == ["customer"])
    let labels = try LabelCategoryFile.parse(
      Array(JobReference.exampleLabels.utf8), file: "label-categories.json")
    #expect(labels.labels.map(\.name) == ["Bug", "Question"])
    #expect(JobReference.text.contains("“ActiveLearning”"))
  }

  @Test("Every setting of “ActiveLearning” that a job may have is explained, and no other")
  func activeLearning() {
    let names = JobReference.activeLearning.map(\.name)
    for name in names {
      let text = JobReference.example.replacing("\"TargetAccuracy\"", with: "\"\(name)X\"")
      #expect(unknown(in: text).contains("did you mean “\(name)”"), "\(name)")
    }
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Dataset/FORMATS.md")
    let formats = (try? String(contentsOf: source, encoding: .utf8)) ?? ""
    for name in names { #expect(formats.contains("`\(name)`"), "\(name)") }
  }

  private func unknown(in text: String) -> String {
    do {
      _ = try LabelingJob.parse(Array(text.utf8), file: "job.json")
      return ""
    } catch {
      return "\(error)"
    }
  }
}
