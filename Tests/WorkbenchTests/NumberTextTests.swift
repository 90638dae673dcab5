import Testing

@testable import Workbench

@Suite struct NumberTextTests {
  @Test("A number that only a damaged project has ends no screen")
  func beyond() {
    for number in [1e300, -1e300, .infinity, -.infinity, .nan, 9.3e18] {
      #expect(!NumberText.percent(number).isEmpty)
      #expect(!NumberText.wholePercent(number).isEmpty)
      #expect(!NumberText.pace(number).isEmpty)
      #expect(!ClockText.duration(number).isEmpty && !ClockText.roughDuration(number).isEmpty)
      #expect(!DialText.whole(number).isEmpty)
    }
    #expect(NumberText.whole(.nan) == 0 && NumberText.whole(2.5) == 3)
    #expect(NumberText.whole(1e300) == .max && NumberText.whole(-1e300) == .min)
  }

  @Test("A share above 0 never reads as 0, nor one below 1 as all")
  func shares() {
    #expect(NumberText.percent(0.0001) == "<0.1 %" && NumberText.percent(0.99999) == "99.9 %")
    #expect(NumberText.percent(0) == "0.0 %" && NumberText.percent(1) == "100.0 %")
    #expect(NumberText.wholePercent(0.999) == "99 %")
  }
}
