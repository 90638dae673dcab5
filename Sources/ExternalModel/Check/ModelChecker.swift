import Learning

/// Makes the checks of a model in their order.
package final class ModelChecker {
  let model: CheckedModel
  let lines: CheckLines
  let list: CheckList
  /// The answers to the texts that could be read, and their probabilities if all could.
  private var answers: [ContractAnswer] = []
  private var rows: [[Double]] = []

  private init(
    _ model: any ModelBackend, _ lines: CheckLines, folder: String,
    report: @escaping (ContractCheck) -> Void
  ) {
    self.model = CheckedModel(backend: model, folder: folder)
    self.lines = lines
    list = CheckList(report: report)
  }

  /// Trains and serves a model in the folder and makes all checks.
  ///
  /// `report` is called with each check when it is made.
  package static func run(
    _ model: any ModelBackend, lines: CheckLines, in folder: String,
    report: @escaping (ContractCheck) -> Void = { _ in }
  ) -> [ContractCheck] {
    let checks = ModelChecker(model, lines, folder: folder, report: report)
    checks.checkTraining()
    checks.checkAnswers()
    checks.checkLimits()
    return checks.list.checks
  }

  private func checkTraining() {
    list.check(.training) {
      guard model.backend.isTrained else { return .skipped("it serves what it knows") }
      try model.backend.train(lines.data, in: model.folder)
      return .passed("\(lines.data.train.count) lines")
    }
  }

  /// Makes the checks that one start of the model is enough for.
  private func checkAnswers() {
    do {
      guard !list.isBlocked(.training) else { throw ModelFailure("not trained") }
      try model.serve { session in
        checkForm(session)
        checkValues()
        checkRepeats(session)
        checkMany(session)
      }
    } catch {
      // It did not start.
      for name in Self.answering where !list.isMade(name) {
        list.check(name, needs: [.training, .answers]) { throw error }
      }
    }
  }

  private static let answering: [ContractCheck.Name] = [
    .answers, .lineCount, .lineForm, .labelsKnown, .probabilitiesSane, .likeliestFirst,
    .sameAnswer, .orderKept, .wholeText, .manyLines, .time,
  ]

  private func checkForm(_ session: CheckedSession) {
    var found: [[UInt8]] = []
    list.check(.answers) {
      let reply = try session.ask(requests(lines.texts))
      if let refusal = reply.refusal { return .failed(refusal) }
      found = reply.lines
      return .passed()
    }
    list.check(.lineCount, needs: [.answers]) {
      if found.count == lines.texts.count { return .passed() }
      return .failed(Self.miscount(found.count, lines.texts.count))
    }
    list.check(.lineForm, needs: [.answers]) {
      for (number, line) in found.enumerated() {
        do throws(ModelFailure) {
          answers.append(try ContractAnswer(line))
        } catch {
          return .failed("line \(number + 1): \(error)")
        }
      }
      return .passed()
    }
  }

  private func checkValues() {
    let needs = [ContractCheck.Name.lineForm]
    list.check(.labelsKnown, needs: needs) { verdict { $0.fault(ofLabelsIn: lines.labels) } }
    list.check(.probabilitiesSane, needs: needs) { verdict(\.faultOfProbabilities) }
    list.check(.likeliestFirst, needs: needs) { verdict(\.faultOfOrder) }
    rows = answers.map { $0.shares(lines.labels) }
  }

  /// Passes if no answer has the fault; otherwise names the first line that has.
  private func verdict(_ fault: (ContractAnswer) -> String?) -> ContractCheck.Outcome {
    for (number, answer) in answers.enumerated() {
      if let fault = fault(answer) { return .failed("line \(number + 1): \(fault)") }
    }
    return .passed()
  }

  private func checkRepeats(_ session: CheckedSession) {
    list.check(.sameAnswer, needs: [.lineCount, .lineForm]) {
      // A model may answer texts that it was trained on with constant certainty.
      let mixed = pairs.map { $0.0.head + $0.1.tail }
      let first = try rows + rows(of: mixed, session)
      let again = try rows(of: lines.texts, session) + rows(of: mixed, session)
      return RowComparison.difference(first, again).map { .failed($0) } ?? .passed()
    }
    list.check(.orderKept, needs: [.sameAnswer]) {
      guard RowComparison.areDistinct(rows) else {
        return .skipped("all answers are too alike to tell the lines apart")
      }
      return try order(session)
    }
    list.check(.wholeText, needs: [.orderKept, .labelsKnown]) { try wholeText(session) }
  }

  /// Asks the same texts in another order, and a few alone: each must get the same answer again.
  ///
  /// The texts are rotated by a third, which shows a model that sorts or reverses its answers.
  private func order(_ session: CheckedSession) throws -> ContractCheck.Outcome {
    let shift = lines.texts.count / 3
    let turned = try rows(of: Array(lines.texts[shift...] + lines.texts[..<shift]), session)
    let expected = Array(rows[shift...] + rows[..<shift])
    if let line = RowComparison.firstDifference(expected, turned) {
      return .failed(Self.misplaced(line, expected[line], turned[line]))
    }
    for line in [0, lines.texts.count / 2, lines.texts.count - 1] {
      let alone = try rows(of: [lines.texts[line]], session)[0]
      if !RowComparison.isSame(alone, rows[line]) {
        return .failed(Self.misplaced(line, alone, rows[line]))
      }
    }
    return .passed()
  }

  /// Asks as a round does: in requests of the job's size, with every check.
  private func checkMany(_ session: CheckedSession) {
    var duration = Duration.zero
    list.check(
      .manyLines, needs: [.labelsKnown, .probabilitiesSane, .likeliestFirst, .orderKept]
    ) {
      let texts = (0..<10_000).map { lines.texts[$0 % lines.texts.count] }
      let start = ContinuousClock.now
      let found = try session.connection.predict(texts)
      duration = start.duration(to: .now)
      for line in texts.indices {
        let (answer, expected) = (found[line].map(Double.init), rows[line % rows.count])
        if !RowComparison.isSame(answer, expected) {
          return .failed(Self.misplaced(line, expected, answer))
        }
      }
      return .passed()
    }
    list.check(.time, needs: [.manyLines]) {
      .passed("\(Int((duration / .milliseconds(10)).rounded())) ms")
    }
  }

  /// Makes the checks that may end the model, which is started anew for each.
  private func checkLimits() {
    list.check(.unusualText, needs: [.lineCount, .lineForm]) { try unusual() }
    list.check(.badRequest, needs: [.lineCount, .lineForm]) {
      model.backend.answersEachLine ? badLines() : badBodies()
    }
    list.check(.stops, needs: [.answers]) {
      try model.stop(asking: requests([lines.texts[0]])[0])
    }
  }
}

extension ModelChecker {
  /// Returns the request lines of texts, without line ends.
  func requests(_ texts: [String]) -> [[UInt8]] {
    texts.map { text in
      var bytes: [UInt8] = []
      RequestLines.append(text, classCount: lines.labels.count, to: &bytes)
      return bytes.dropLast()
    }
  }

  /// Returns the probabilities of texts; throws if the answers cannot be read.
  func rows(of texts: [String], _ session: CheckedSession) throws -> [[Double]] {
    let reply = try session.ask(requests(texts))
    if let refusal = reply.refusal { throw ModelFailure(refusal) }
    guard reply.lines.count == texts.count else {
      throw ModelFailure(Self.miscount(reply.lines.count, texts.count))
    }
    return try reply.lines.map { try ContractAnswer($0).shares(lines.labels) }
  }

  /// Returns the first fault of a reply; faults that an earlier check has found are left out.
  func fault(in reply: UncheckedReply, count: Int) -> String? {
    if let refusal = reply.refusal { return refusal }
    guard reply.lines.count == count else { return Self.miscount(reply.lines.count, count) }
    for (number, line) in reply.lines.enumerated() {
      if let fault = fault(inLine: line) { return "line \(number + 1): \(fault)" }
    }
    return nil
  }

  private func fault(inLine line: [UInt8]) -> String? {
    do throws(ModelFailure) {
      let answer = try ContractAnswer(line)
      if list.hasPassed(.labelsKnown), let fault = answer.fault(ofLabelsIn: lines.labels) {
        return fault
      }
      return list.hasPassed(.probabilitiesSane) ? answer.faultOfProbabilities : nil
    } catch {
      return error.description
    }
  }

  static func miscount(_ found: Int, _ expected: Int) -> String {
    "\(found) answers to \(expected) lines; expected one line for each"
  }

  private static func misplaced(_ line: Int, _ expected: [Double], _ found: [Double]) -> String {
    "line \(line + 1) got \(RowComparison.shown(found)), and its text alone or elsewhere "
      + "\(RowComparison.shown(expected)); expected the answers in the order of the lines"
  }
}
