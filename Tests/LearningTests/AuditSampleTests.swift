import Domain
import Testing

@testable import Learning

@Suite struct AuditSampleTests {
  @Test("Audit frequencies equal the inclusion probabilities")
  func frequencies() {
    let rights = (0..<20).map { Double($0) / 20 + 0.02 }
    let chances = AuditSample.chances(AuditSample.sizes(rights), count: 6)
    #expect(chances.allSatisfy { $0 >= 0.5 * 6 / 20 })
    #expect(abs(chances.reduce(0, +) - 6) < 1e-9)
    var counts = [Double](repeating: 0, count: 20)
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<4000 {
      let sample = AuditSample(
        rows: Array(0..<20), rightProbabilities: rights, count: 6, using: &generator)
      #expect(abs(sample.members.count - 6) <= 1)
      for member in sample.members {
        counts[member.row] += 1
        #expect(abs(member.inclusionProbability - chances[member.row]) < 1e-9)
      }
    }
    for row in 0..<20 { #expect(abs(counts[row] / 4000 - chances[row]) < 0.04) }
  }

  @Test("Inclusion probabilities are at most 1 and have the requested sum")
  func sureRows() {
    let chances = AuditSample.chances([10, 1, 1, 1, 1], count: 3)
    #expect(chances[0] == 1)
    #expect(chances[1...].allSatisfy { abs($0 - 0.5) < 1e-9 })
    #expect(AuditSample.chances([1, 2], count: 2) == [1, 1])
    #expect(AuditSample.chances([], count: 0) == [])
  }
}
