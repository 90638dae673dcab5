extension ModelChecker {
  /// Checks that an answer depends on the whole text, not on its first character alone.
  ///
  /// Amazon's sample container classified only the first character of each title, unnoticed, since
  /// the form of its answers is right. It is enough that *some* answers change at all, so that any
  /// model which learned something from fifty lines passes.
  func wholeText(_ session: CheckedSession) throws -> ContractCheck.Outcome {
    let whole = try rows(of: pairs.map { $0.0.head + $0.0.tail }, session)
    if RowComparison.areEqual(whole) {
      return .failed("\(whole.count) texts got one and the same answer, whatever they say")
    }
    let quoted = try rows(of: pairs.map { "\"" + $0.0.head + $0.0.tail }, session)
    if RowComparison.areEqual(quoted) {
      return .failed(
        "\(quoted.count) texts with the same first character got one and the same answer; "
          + "does it read only the first character?")
    }
    if RowComparison.haveOneLabel(quoted), !RowComparison.haveOneLabel(whole) {
      return .failed("a quotation mark before the texts gives all of them the same label")
    }
    return try halvesMatter(whole, session)
  }

  private func halvesMatter(
    _ whole: [[Double]], _ session: CheckedSession
  ) throws -> ContractCheck.Outcome {
    let otherTail = try rows(of: pairs.map { $0.0.head + $0.1.tail }, session)
    if RowComparison.areUnchanged(whole, otherTail) {
      return .failed("another second half of a text changes no answer; is the text cut off?")
    }
    let otherHead = try rows(of: pairs.map { $0.1.head + $0.0.tail }, session)
    if RowComparison.areUnchanged(whole, otherHead) {
      return .failed("another first half of a text changes no answer; is only its end read?")
    }
    return .passed()
  }

  typealias Halves = (head: String, tail: String)

  /// Each text with the next one, which has another label, both split in halves.
  var pairs: [(Halves, Halves)] {
    zip(lines.texts, lines.texts.dropFirst()).map { (Self.halves($0), Self.halves($1)) }
  }

  /// Splits a text in halves, between words if it has several.
  static func halves(_ text: String) -> Halves {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 1 else {
      let half = text.count / 2
      return (String(text.prefix(half)), String(text.dropFirst(half)))
    }
    let half = words.count / 2
    return (words[..<half].joined(separator: " ") + " ", words[half...].joined(separator: " "))
  }

  /// Valid texts of unusual content, as real data has them; empty ones are no items.
  static var unusualTexts: [(name: String, text: String)] {
    [
      ("one letter", "a"),
      ("one quotation mark", "\""),
      ("backslashes", "C:\\new\\table \\u0041 \\"),
      ("a text of two lines", "first line\nsecond line\r\n\tthird"),
      ("accents", "Épidémie de grippe à Besançon, déjà 300 cas — « inquiétant »"),
      ("Cyrillic", "Банк снижает ставку"),
      ("Arabic", "البنك يخفض سعر الفائدة"),
      ("Chinese", "央行下调利率"),
      ("an emoji", "Vaccine works 👩🏽‍🔬🎉"),
      ("a combining accent", "Cafe\u{301} prices rise"),
      ("a line separator", "one\u{2028}two\u{85}three"),
      ("an escape code", "\u{1B}[31mred\u{7F}"),
      ("a text of 20,000 characters", String(repeating: "bank rates rise ", count: 1250)),
    ]
  }

  /// Asks them all at once and, if that fails, each alone with a new start of the model.
  func unusual() throws -> ContractCheck.Outcome {
    let texts = Self.unusualTexts
    if fault(asking: texts.map(\.text)) == nil { return .passed() }
    let faults = texts.compactMap { name, text in
      fault(asking: [text]).map { "\(name) (\($0))" }
    }
    guard let first = faults.first else {
      return .failed("unusual texts that it answers alone fail together")
    }
    let others = faults.count > 1 ? ", and to \(faults.count - 1) more unusual texts" : ""
    return .failed("no right answer to \(first)\(others)")
  }

  private func fault(asking texts: [String]) -> String? {
    do {
      let reply = try model.serve { try $0.ask(requests(texts)) }
      return fault(in: reply, count: texts.count)
    } catch {
      return "\(error)"
    }
  }
}

extension ModelChecker {
  /// Checks that an executable answers each bad line with a line, and the good ones as usual.
  func badLines() -> ContractCheck.Outcome {
    let good = requests([lines.texts[0]])[0]
    let sent = [good] + Self.badRequests.flatMap { [Array($0.utf8), good] }
    let expected = "expected {\"error\": \"…\"} in the bad line's place, and the other answers"
    let reply: UncheckedReply
    do {
      reply = try model.serve { try $0.ask(sent) }
    } catch {
      return .failed("\(error); \(expected)")
    }
    if let refusal = reply.refusal {
      return .failed("a line that is no request ended it (\(refusal)); \(expected)")
    }
    guard reply.lines.count == sent.count else {
      return .failed("\(Self.miscount(reply.lines.count, sent.count)); \(expected)")
    }
    // Their order has a check of its own.
    let right = reply.lines.count { fault(in: UncheckedReply(bytes: $0), count: 1) == nil }
    let expectedRight = sent.count - Self.badRequests.count
    return right >= expectedRight
      ? .passed()
      : .failed("with bad lines between, \(right) of \(expectedRight) good ones got an answer")
  }

  private static let badRequests = [
    "this is no request", "{\"k\": 4}", "{\"source\": 7, \"k\": 4}",
  ]

  /// Checks that a service answers a bad request with a status, and the next one as usual.
  func badBodies() -> ContractCheck.Outcome {
    var last = ""
    do {
      return try model.serve { session in
        for body in Self.badRequests {
          last = body
          let reply = try session.ask([Array(body.utf8)])
          if reply.refusal == nil, reply.bytes.isEmpty {
            return .failed("“\(body)” got status 200 and no answer; expected status 400")
          }
          let good = try session.ask(requests([lines.texts[0]]))
          if let fault = fault(in: good, count: 1) {
            return .failed("after the request “\(body)” a good one got: \(fault)")
          }
        }
        return .passed()
      }
    } catch {
      return .failed("the request “\(last)” ended it (\(error)); expected status 400")
    }
  }
}
