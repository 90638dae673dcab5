import Domain
import Testing

@testable import Workbench

@Suite struct QualityTextTests {
  /// The words for people's errors after so many repeats.
  private func answers(_ errors: (low: Double, value: Double, high: Double), missing: Int) -> String
  {
    var report = Fixtures.report
    var promise = PromiseReport()
    promise.answers = PromiseReport.AnswerQuality(
      repeats: 60, disagreements: 6, isBySameWorker: false,
      errors: .init(value: errors.value, low: errors.low, high: errors.high), declared: nil,
      repeatsMissing: missing)
    report.quality.promise = promise
    report.quality.target = 0.95
    return QualityText(report).answers?.first ?? ""
  }

  @Test("A wide interval of people's errors says which accuracy can be promised and what it takes")
  func attainable() {
    #expect(
      answers((0.03, 0.1, 0.2), missing: 400) == "6 of 60 repeats differ: 3.0 % to 20.0 % of "
        + "answers wrong; so at most 93.0 % can be promised now; 400 more repeats would do for 95.0 %"
    )
  }

  @Test("An interval that allows the target says how many repeats would tell well, or nothing")
  func enough() {
    #expect(
      answers((0.03, 0.05, 0.08), missing: 100).hasSuffix("; 100 more repeats would tell well"))
    #expect(answers((0.04, 0.05, 0.06), missing: 0).hasSuffix("of answers wrong"))
  }
}
