import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import ExternalModel

/// Without Python the programs cannot run, and the run says that the test was skipped.
@Suite(.enabled(if: CheckedProgram.hasPython, "python3 is not installed"))
struct PlantedModelTests {
  @Test(
    "A defect is found by the check that names it, and by no other",
    arguments: [
      ("trains-badly", ContractCheck.Name.training), ("starts-badly", .answers),
      ("first-character", .wholeText), ("first-words", .wholeText), ("last-words", .wholeText),
      ("constant", .wholeText), ("shuffles", .orderKept), ("sorts", .orderKept),
      ("turns-over", .orderKept), ("forgets-a-line", .lineCount), ("adds-a-line", .lineCount),
      ("forgets-late", .manyLines), ("talks", .lineForm), ("unsorted", .likeliestFirst),
      ("unnormalised", .probabilitiesSane), ("percent", .probabilitiesSane),
      ("unknown-label", .labelsKnown), ("changes-its-mind", .sameAnswer),
      ("chokes-on-empty", .unusualText), ("chokes-on-non-ascii", .unusualText),
      ("dies-of-bad-request", .badRequest), ("ignores-sigterm", .stops),
    ])
  func executable(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(.command(["./planted.py", defect]))
    #expect(checks.failed == [name], "\(checks)")
  }

  @Test(
    "A service's defect is found by the check that names it, and by no other",
    arguments: [
      ("first-character", ContractCheck.Name.wholeText), ("shuffles", .orderKept),
      ("unsorted", .likeliestFirst), ("dies-of-bad-request", .badRequest),
      ("ignores-sigterm", .stops),
    ])
  func service(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(
      .container(path: "\(CheckedProgram.programs)/service"), hyperparameters: ["defect": defect])
    #expect(checks.failed == [name], "\(checks)")
  }

  @Test("A service that is never ready is found at its first answer, and the rest is skipped")
  func neverReady() throws {
    let checks = try CheckedProgram.check(
      .container(path: "\(CheckedProgram.programs)/service"),
      hyperparameters: ["defect": "never-ready"], seconds: 5)
    #expect(checks.failed == [.answers])
    #expect(checks.skipped.count == 13, "\(checks)")
  }

  @Test(
    "A strategy's defect is found by the check that names it, and by no other",
    arguments: [
      ("chooses-none", ContractCheck.Name.answers), ("unknown-item", .itemsKnown),
      ("twice", .itemsKnown), ("wrong-action", .lineForm), ("changes-its-mind", .sameAnswer),
      ("blind", .probabilitiesUsed), ("dies-of-bad-line", .badRequest),
      ("dies-of-nothing", .noItems), ("ignores-sigterm", .stops),
    ])
  func strategy(defect: String, name: ContractCheck.Name) throws {
    let checks = try CheckedProgram.check(strategy: ["./planted-choice.py", defect])
    #expect(checks.failed == [name], "\(checks)")
  }
}

struct ContractCheckTests {
  @Test("A line begins with ok, FAIL or skip, and says why")
  func lines() {
    #expect("\(ContractCheck(.labelsKnown, .passed()))" == "ok    labels known")
    #expect("\(ContractCheck(.stops, .passed("8 ms")))" == "ok    stops on SIGTERM: 8 ms")
    #expect("\(ContractCheck(.orderKept, .failed("line 3")))" == "FAIL  order kept: line 3")
    #expect("\(ContractCheck(.training, .skipped("none")))" == "skip  training: none")
  }

  @Test("What a failure makes meaningless is skipped, also over a skipped one between")
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

  @Test("A program that is not there fails the training in words")
  func noProgram() throws {
    let checks = try CheckedProgram.check(.command(["./nothing.py"]))
    #expect(checks.failed == [.training])
    #expect("\(checks[0])".contains("there is no program ./nothing.py"))
  }

  @Test("The built-in lines are some fifty, ASCII, of four labels in turn")
  func builtIn() {
    let lines = CheckLines.builtIn
    #expect(lines.texts.count == 48)
    #expect(lines.data.train.count + lines.data.validation.count == 56)
    #expect(lines.texts.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(Set(lines.texts).count == 48)
    #expect(Set(zip(lines.answers, lines.answers.dropFirst()).map(==)) == [false])
  }

  @Test(
    "A line that has not the form is refused in words",
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

  @Test("Values are judged one by one: labels, numbers, order")
  func values() throws {
    let answer = try ContractAnswer(
      Array("{\"prob\": [0.2, 0.9], \"label\": [\"__label__1\", \"Sport\"]}".utf8))
    #expect(answer.fault(ofLabelsIn: ["News", "Sport"]) == "“Sport” appears twice")
    #expect(
      answer.faultOfProbabilities == "the probabilities add up to 1.1; expected 1 ± 0.01")
    #expect(answer.faultOfOrder?.hasPrefix("0.2 stands before 0.9") == true)
  }

  @Test("The same answers in another order are not another mind")
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
