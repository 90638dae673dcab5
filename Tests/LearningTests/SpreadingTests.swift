import Domain
import Testing

@testable import Learning

@Suite struct SpreadingTests {
  /// Rows 0 – 1 – 2 in a chain, cosines 0.5 and 0.8; row 3 alone.
  private let chain = NeighborGraph(
    nearest: SpreadingTests.places([1], [2], [], []),
    cosines: SpreadingTests.cosines([0.5], [0.8], [], []))

  private static func places(_ rows: [UInt32]...) -> [UInt32] {
    rows.flatMap {
      $0 + Array(repeating: NeighborGraph.unused, count: NeighborGraph.neighborLimit - $0.count)
    }
  }

  private static func cosines(_ rows: [Float]...) -> [Float] {
    rows.flatMap { $0 + Array(repeating: 0, count: NeighborGraph.neighborLimit - $0.count) }
  }

  private let base = ProbabilityRows(
    values: [0.9, 0.1, 0.5, 0.5, 0.4, 0.6, 0.3, 0.7], classCount: 2)

  @Test("One iteration of spreading is the weighted mean computed by hand")
  func oneSweep() {
    let rows = chain.spread(
      base, labels: [], by: Spreading(ownWeight: 0.25, iterations: 1), threads: 1)
    // Row 1: (0.25 · 0.5 + 0.25 · 0.9 + 0.64 · 0.4) / (0.25 + 0.25 + 0.64)
    let expected: Float = (0.125 + 0.225 + 0.256) / 1.14
    #expect(abs(rows.values[1 * 2] - expected) < 1e-6)
    #expect(abs(rows.values[3 * 2] - 0.3) < 1e-6)
  }

  @Test("Spreading clamps human labels and pulls their neighbors")
  func held() {
    let labels = [HumanLabel(item: 2, label: 0)]
    let rows = chain.spread(base, labels: labels, by: Spreading(ownWeight: 0.25), threads: 1)
    #expect(Array(rows[2]) == [1, 0])
    #expect(rows.values[1 * 2] > 0.8)
  }

  @Test("Spreading keeps the sum of a row's probabilities")
  func sums() {
    let rows = chain.spread(base, labels: [HumanLabel(item: 0, label: 1)], threads: 1)
    for row in 0..<4 { #expect(abs(rows[row].reduce(0, +) - 1) < 1e-5) }
  }

  @Test("Spreading treats each class alone")
  func manyClasses() {
    let wide = ProbabilityRows(
      values: (0..<4).flatMap { row in (0..<6).map { Float(($0 + row) % 6) / 15 } }, classCount: 6)
    let rows = chain.spread(wide, labels: [], threads: 1)
    for label in 0..<6 {
      let narrow = ProbabilityRows(
        values: (0..<4).map { wide.values[$0 * 6 + label] }, classCount: 1)
      let alone = chain.spread(narrow, labels: [], threads: 1)
      for row in 0..<4 { #expect(abs(alone.values[row] - rows.values[row * 6 + label]) < 1e-6) }
    }
  }
}
