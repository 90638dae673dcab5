package import Domain
package import Foundation

/// The work that people have still to do, in words; of several texts, each is shorter than the one before.
package struct RemainingText: Sendable {
  private let report: ProjectReport
  private let remaining: Remaining

  package init(_ report: ProjectReport, now: Date) {
    self.report = report
    remaining = report.remaining(now: now)
  }

  /// A line: its name and its texts.
  package typealias Line = (name: String, texts: [String])

  /// The lines of the panel.
  var lines: [Line] {
    switch remaining {
    case .nothing: [("left", ["nothing"])]
    case .tooFewRounds(let needed, let published):
      [("left", tooFew(needed, published))] + moneySoFar
    case .known(let work):
      [
        ("labels", labels(work)), ("people do", share(work)), ("time", time(work)),
        ("money", money(work)),
      ] + moneySoFar + held
    }
  }

  /// One line for `status`.
  package var sentence: String {
    switch remaining {
    case .nothing: "nothing"
    case .tooFewRounds(let needed, let published): tooFew(needed, published)[0]
    case .known(let work):
      [labels(work)[0], "time: \(time(work)[0])", "money: \(money(work)[0])"]
        .joined(separator: "; ")
    }
  }

  /// The estimate goes by the model's scores, as if its labels were given.
  private var held: [Line] {
    report.quality.promise?.hold == nil
      ? [] : [("but", ["labels of the model are held; this is if they are given", "held for now"])]
  }

  private func tooFew(_ needed: Int, _ published: Int) -> [String] {
    let all = NumberText.count(report.counts.unlabeled + report.counts.auto)
    return [
      "not known before \(needed) rounds (so far \(published)); at most all \(all) items",
      "not known before \(needed) rounds (so far \(published))", "not before \(needed) rounds",
    ]
  }

  private func labels(_ work: RemainingWork) -> [String] {
    let texts = Self.range(work.labels) { NumberText.count(Self.rounded($0)) }
    return [
      "about \(texts.value) more by people, checks included; in 8 of 10 jobs \(texts.low) to \(texts.high)",
      "about \(texts.value) more by people (\(texts.low) to \(texts.high))",
      "\(texts.value) more (\(texts.low) to \(texts.high))", "\(texts.value) more",
    ]
  }

  private func share(_ work: RemainingWork) -> [String] {
    let texts = Self.range(work.share) { "\(NumberText.whole($0 * 100)) %" }
    return [
      "\(texts.value) of all items in the end (\(texts.low) to \(texts.high))",
      "\(texts.value) in the end (\(texts.low) to \(texts.high))", texts.value,
    ]
  }

  private func time(_ work: RemainingWork) -> [String] {
    guard let hours = work.hours, let pace = work.answersPerMinute else {
      return ["no pace: nobody answered in the last hour", "no pace"]
    }
    let texts = Self.range(hours) { ClockText.roughDuration($0 * 3600) }
    let both = "\(texts.value) (\(texts.low) to \(texts.high))"
    let answers = pace < 10 ? NumberText.decimal(pace, places: 1) : NumberText.pace(pace)
    return ["\(both) at today's \(answers) answers a minute", "\(both) at \(answers)/min", both]
  }

  private func money(_ work: RemainingWork) -> [String] {
    guard let dollars = work.dollars, let price = report.settings.price else {
      return ["no price: winnow set --price names one", "no price"]
    }
    let texts = Self.range(dollars) { Self.dollars($0) }
    let both = "\(texts.value) (\(texts.low) to \(texts.high))"
    return ["\(both) at $\(price) an answer", both]
  }

  /// The price of the answers so far, and what it would cost to have people label what the model
  /// labeled.
  private var moneySoFar: [Line] {
    guard let price = report.settings.price else { return [] }
    let answers = report.workers.reduce(0) { $0 + $1.answers }
    let saved = Double(report.counts.auto * report.settings.blindOpinions) * price
    let paid = Self.dollars(Double(answers) * price)
    return [
      (
        "so far",
        [
          "\(paid) for \(NumberText.counted(answers, "answer")); the model saves \(Self.dollars(saved))",
          paid,
        ]
      )
    ]
  }

  private static func dollars(_ amount: Double) -> String {
    "$"
      + (amount < 1000
        ? NumberText.decimal(amount, places: 2) : NumberText.count(NumberText.whole(amount)))
  }

  /// An estimate to two digits: more of them would say more than is known.
  static func rounded(_ number: Double) -> Int {
    guard number >= 100 else { return NumberText.whole(number) }
    let unit = pow(10, (log10(number)).rounded(.down) - 1)
    return NumberText.whole((number / unit).rounded() * unit)
  }

  private static func range(
    _ range: ForecastRange, _ text: (Double) -> String
  ) -> (low: String, value: String, high: String) {
    (text(range.low), text(range.value), text(range.high))
  }
}
