import Dataset
import Domain
import ExternalModel
import Foundation
import Learning
import TestSupport
import Testing

@Suite(.enabled(if: ModelFixture.hasPython, "python3 is not installed"))
struct CommandModelTests {
  @Test("A command is trained on both files, with its hyperparameters, in the job's folder")
  func train() throws {
    let fixture = try ModelFixture()
    let model = try fixture.command(Scripts.command) { $0.hyperparameters = ["epochs": "3"] }
    try model.train(ModelFixture.data, in: fixture.work)
    let note = try fixture.folder.read("work/model/note.json")
    #expect(note.contains(#""train": 8, "validation": 1"#))
    #expect(note.contains(#""hyperparameters": {"epochs": "3"}, "epochs": "3""#))
    #expect(note.contains(#""job": "labeling-job/test""#))
    #expect(note.contains("winnow-test-"))
    #expect(try fixture.folder.read("work/train.log") == "training\n")
  }

  @Test("A command answers many texts in their order, and reports progress")
  func predict() throws {
    let fixture = try ModelFixture()
    let model = try fixture.command(Scripts.command)
    try model.train(ModelFixture.data, in: fixture.work)
    let texts = (0..<5000).map { String(repeating: "x", count: $0 % 50) + "\n“…”\u{1F4F0}" }
    let progress = ProgressLog()
    let rows = try model.predict(texts, from: fixture.work) { progress.add($0) }
    #expect(rows.count == 5000)
    #expect(rows.bestLabels == texts.map { $0.unicodeScalars.count % 4 })
    #expect(rows.best(of: 3).first == 0.7)
    #expect(progress.counts == progress.counts.sorted())
    #expect(progress.counts.last == 5000)
  }

  @Test("A prediction of no texts starts no program")
  func empty() throws {
    let fixture = try ModelFixture()
    let rows = try fixture.model(.command(["./none"])).predict([], from: fixture.work)
    #expect(rows.count == 0)
  }
}
