import Testing

@testable import Learning

@Suite struct StacksTests {
  @Test("Near-duplicates make a stack, similar texts do not")
  func stacks() {
    let texts = [
      "the fed sees slow growth this year", "slow growth this year the fed sees",
      "the fed sees growth", "an unrelated film wins a prize", "the fed sees slow growth this year",
    ]
    let stacks = Stacks(NeighborGraph(TextFeatures(texts: texts)))
    #expect(Set(stacks.others(than: 0)) == [1, 4])
    #expect(Set(stacks.others(than: 4)) == [0, 1])
    #expect(stacks.others(than: 2).isEmpty && stacks.others(than: 3).isEmpty)
  }

  @Test("All rows of a stack are near its center, and each row is in one stack")
  func stars() {
    let made = MadeUpTexts(count: 300)
    let graph = NeighborGraph(TextFeatures(texts: made.texts))
    let stacks = Stacks(graph, leastCosine: 0.5)
    var stacked = 0
    for row in 0..<300 {
      let others = stacks.others(than: row)
      stacked += others.isEmpty ? 0 : 1
      for other in others { #expect(stacks.others(than: other).contains(row)) }
      let rows = others + [row]
      let hasMiddle = rows.contains { middle in
        let near = graph.edges(of: middle).filter { $0.cosine >= 0.5 }.map(\.row)
        return Set(rows).subtracting([middle]).isSubset(of: near)
      }
      #expect(hasMiddle)
    }
    #expect(stacked > 20)
  }

  @Test("A stack is no larger than the limit")
  func limit() {
    let texts = (0..<70).map { _ in "the very same headline" }
    let stacks = Stacks(NeighborGraph(TextFeatures(texts: texts)))
    for row in 0..<70 { #expect(stacks.others(than: row).count < Stacks.sizeLimit) }
  }
}
