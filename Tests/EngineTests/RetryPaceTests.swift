import Engine
import Testing

struct RetryPaceTests {
  @Test("A failed round is tried again ever more slowly, and given up once")
  func givesUp() {
    var pace = RetryPace()
    var pauses: [Double] = []
    for number in 1..<RetryPace.mostTries {
      let isLast = pace.noteFailure(humanLabels: 300, batchSize: 50)
      #expect(!isLast, "\(number)")
      #expect(!pace.isHolding(humanLabels: 300))
      pauses.append(pace.pause)
    }
    #expect(pauses == pauses.sorted() && pauses[0] > 0 && pauses.allSatisfy { $0 <= 60 })
    let isLast = pace.noteFailure(humanLabels: 300, batchSize: 50)
    #expect(isLast)
    // What goes on failing meanwhile, such as an export, is not tried without a rest.
    #expect(pace.pause > 0)
    #expect(pace.isHolding(humanLabels: 349) && !pace.isHolding(humanLabels: 350))
  }

  @Test("A further batch of answers is worth one more try, and then the next one")
  func oneTryABatch() {
    var pace = RetryPace()
    for _ in 0..<RetryPace.mostTries { _ = pace.noteFailure(humanLabels: 300, batchSize: 50) }
    // It said once that it gave up; another failure is no news.
    let isNews = pace.noteFailure(humanLabels: 350, batchSize: 50)
    #expect(!isNews)
    #expect(pace.isHolding(humanLabels: 399) && !pace.isHolding(humanLabels: 400))
  }

  @Test("A round that succeeds makes all forgotten")
  func forgets() {
    var pace = RetryPace()
    for _ in 0..<RetryPace.mostTries { _ = pace.noteFailure(humanLabels: 300, batchSize: 50) }
    pace.noteSuccess()
    #expect(pace == RetryPace() && !pace.isHolding(humanLabels: 300))
  }
}
