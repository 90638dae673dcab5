import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import ExternalModel

struct ContractCheckTests {
  @Test("A printed check begins with ok, FAIL or skip, and has its reason")
  func lines() {
    #expect("\(ContractCheck(.labelsKnown, .passed()))" == "ok    labels known")
    #expect("\(ContractCheck(.stops, .passed("8 ms")))" == "ok    stops on SIGTERM: 8 ms")
    #expect(
      "\(ContractCheck(.badRequest, .failed("silent")))" == "warn  bad request answered: silent")
    #expect(!ContractCheck(.badRequest, .failed("silent")).isRefusal)
    #expect(ContractCheck(.orderKept, .failed("line 3")).isRefusal)
    #expect("\(ContractCheck(.orderKept, .failed("line 3")))" == "FAIL  order kept: line 3")
    #expect("\(ContractCheck(.training, .skipped("none")))" == "skip  training: none")
  }

  @Test("Checks that need a failed one are skipped, also over a skipped one between")
  func skips() {
    let list = CheckList { _ in }
    list.check(.answers) { .failed("x") }
    list.check(.lineCount, needs: [.answers]) { .passed() }
    list.check(.sameAnswer, needs: [.lineCount]) { .passed() }
    list.check(.training) { .skipped("not ours") }
    list.check(.stops, needs: [.training]) { .passed() }
    #expect(
      list.checks == [
        ContractCheck(.answers, .failed("x")),
        ContractCheck(.lineCount, .skipped("“answers” failed")),
        ContractCheck(.sameAnswer, .skipped("“answers” failed")),
        ContractCheck(.training, .skipped("not ours")), ContractCheck(.stops, .passed()),
      ])
  }

  @Test("A missing program fails the training with its name")
  func noProgram() throws {
    let checks = try CheckedProgram.check(.command(["./nothing.py"]))
    #expect(checks.failed == [.training])
    #expect("\(checks[0])".contains("there is no program ./nothing.py"))
  }

  @Test("The built-in lines of checks are 56 ASCII texts of four labels in turn")
  func builtIn() {
    let lines = CheckLines.builtIn
    #expect(lines.texts.count == 48)
    #expect(lines.data.train.count + lines.data.validation.count == 56)
    #expect(lines.texts.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(Set(lines.texts).count == 48)
    #expect(Set(zip(lines.answers, lines.answers.dropFirst()).map(==)) == [false])
  }

  @Test(
    "An answer line without the form is refused with the reason",
    arguments: [
      ("", "an empty line"), ("7", "“7” is a number"), ("{", "“{” is no JSON"),
      ("{\"prob\": [1]}", "expected a list “prob” and a list “label”"),
      ("{\"prob\": [1], \"label\": []}", "1 probabilities for 0 labels"),
      ("{\"prob\": [\"1\"], \"label\": [\"a\"]}", "“prob” holds something that is no number"),
      ("{\"prob\": [1], \"label\": [null]}", "“label” holds something that is no label"),
      ("{\"error\": \"no\\u001b[2J\"}", "the answer is an error: no⟨1b⟩[2J"),
    ])
  func form(line: String, words: String) {
    let fault = #expect(throws: ModelFailure.self) { try ContractAnswer(Array(line.utf8)) }
    #expect(fault?.description.hasPrefix(words) == true, "\(fault?.description ?? "")")
  }

  @Test(
    "A label may be written as an index, with or without the prefix, or as the class's name",
    arguments: [
      ("__label__1", 1), ("1", 1), ("News", 0), ("__label__News", 0), ("__label__2", nil),
      ("-1", nil), ("news", nil),
    ])
  func labels(text: String, index: Int?) {
    #expect(ContractAnswer.index(of: text, in: ["News", "Sport"]) == index)
  }

  @Test("Labels, numbers and order of an answer are judged separately")
  func values() throws {
    let answer = try ContractAnswer(
      Array("{\"prob\": [0.2, 0.9], \"label\": [\"__label__1\", \"Sport\"]}".utf8))
    #expect(answer.fault(ofLabelsIn: ["News", "Sport"]) == "“Sport” appears twice")
    #expect(
      answer.faultOfProbabilities == "the probabilities add up to 1.1; expected 1 ± 0.01")
    #expect(answer.faultOfOrder?.hasPrefix("0.2 stands before 0.9") == true)
  }

  @Test("The same answers in another order are no difference")
  func difference() {
    let rows = [[0.9, 0.1], [0.3, 0.7], [0.5, 0.5]]
    #expect(RowComparison.difference(rows, rows.reversed()) == nil)
    #expect(RowComparison.difference(rows, rows) == nil)
    let other = [[0.9, 0.1], [0.3, 0.7], [0.6, 0.4]]
    #expect(RowComparison.difference(rows, other)?.hasPrefix("a text got 0.5 0.5 and") == true)
  }

  @Test(
    "A text is halved at a space, or in the middle where it has none",
    arguments: [
      ("one two three", "one ", "two three"), ("央行下调", "央行", "下调"), ("", "", ""), ("a", "", "a"),
    ])
  func halves(text: String, head: String, tail: String) {
    let halves = ModelChecker.halves(text)
    #expect(halves.head == head && halves.tail == tail)
  }
}
