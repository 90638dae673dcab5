import Engine
import Foundation
import Testing

@Suite struct PartialExportPaceTests {
  @Test("After an export of a second the next one is ten seconds later")
  func pace() {
    let pace = PartialExportPace()
    var now = Date(timeIntervalSince1970: 1_700_000_000)
    var exports = 0
    for _ in 0..<25 {
      pace.perform({ (exports, now) = (exports + 1, now + 1) }, clock: { now })
      now += 1
    }
    // At 0, 11 and 22 seconds.
    #expect(exports == 3)
    pace.perform(isUrgent: true, { exports += 1 }, clock: { now })
    #expect(exports == 4)
  }
}
