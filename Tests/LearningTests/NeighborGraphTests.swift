import Domain
import Testing

@testable import Learning

@Suite struct NeighborGraphTests {
  /// All cosines of all pairs.
  private func bruteForce(_ features: TextFeatures) -> [[NeighborGraph.Neighbor]] {
    let rows = (0..<features.count).map { Set(features.rowWords[$0]) }
    func dot(_ one: Set<UInt32>, _ other: Set<UInt32>) -> Float {
      one.intersection(other).sorted(by: >).reduce(0) {
        $0 + features.wordWeights[Int($1)] * features.wordWeights[Int($1)]
      }
    }
    return rows.indices.map { row in
      rows.indices.filter { $0 != row }.compactMap { other in
        let product = dot(rows[row], rows[row]) * dot(rows[other], rows[other])
        let value = dot(rows[row], rows[other])
        let cosine = product > 0 ? value / product.squareRoot() : 0
        return cosine >= 0.2 ? NeighborGraph.Neighbor(row: other, cosine: cosine) : nil
      }
      .sorted { $0.cosine != $1.cosine ? $0.cosine > $1.cosine : $0.row < $1.row }
    }
  }

  @Test("Neighbors equal those of an exhaustive comparison", arguments: [1, 2, 3, 4] as [UInt64])
  func exact(seed: UInt64) {
    let features = TextFeatures(texts: MadeUpTexts(count: 120, seed: seed).texts)
    let graph = NeighborGraph(features, threads: 1)
    for (row, expected) in bruteForce(features).enumerated() {
      let found = graph.neighbors(of: row)
      #expect(found.count == min(15, expected.count))
      for (one, other) in zip(found, expected) { #expect(abs(one.cosine - other.cosine) < 1e-5) }
    }
  }

  @Test("A pool beyond the limit has rows without neighbors, also one that grows beyond it")
  func limit() {
    let features = TextFeatures(texts: Array(repeating: "same text here", count: 20))
    let graph = NeighborGraph(features, limit: 19)
    #expect(graph.count == 20 && (0..<20).allSatisfy { graph.neighbors(of: $0).isEmpty })
    #expect((0..<20).allSatisfy { graph.edges(of: $0).isEmpty })
    let small = NeighborGraph(TextFeatures(texts: Array(repeating: "same text here", count: 5)))
    #expect(!small.neighbors(of: 0).isEmpty)
    #expect(small.appending(features, rowLimit: 19) == graph)
    #expect(Stacks(graph).next == Stacks(NeighborGraph(features, limit: 0)).next)
  }

  @Test("Equal rows have a cosine of 1, and the lowest row numbers are kept")
  func ties() {
    let graph = NeighborGraph(TextFeatures(texts: Array(repeating: "same text here", count: 20)))
    #expect(graph.neighbors(of: 14).map(\.row) == Array(0..<14) + [15])
    #expect(graph.neighbors(of: 14).allSatisfy { abs($0.cosine - 1) < 1e-5 })
    #expect(graph.edges(of: 0).count == 19)
  }

  @Test("Of many equal rows those with lower numbers are neighbors, and others have them, too")
  func equalRows() {
    let others = MadeUpTexts(count: 40, seed: 5).texts
    let texts = (0..<120).map { $0 % 3 == 0 ? "same text here" : others[$0 % 40] } + ["same here"]
    let features = TextFeatures(texts: texts)
    let graph = NeighborGraph(features, threads: 1)
    for (row, expected) in bruteForce(features).enumerated() {
      #expect(graph.neighbors(of: row).map(\.row) == expected.prefix(15).map(\.row))
    }
    let first = TextFeatures(texts: Array(texts[..<60]), vocabulary: features.vocabulary)
    #expect(NeighborGraph(first).appending(features) == graph)
  }

  @Test("Of many equal rows only sixteen are searched")
  func searchedRows() {
    let texts = (0..<100).map { $0 % 2 == 0 ? "same text here" : "other text \($0)" }
    let equals = EqualRows(TextFeatures(texts: texts), among: 0..<100)
    #expect(
      (0..<100).filter { $0 % 2 == 0 && equals.isSearched($0) }
        == Array(stride(from: 0, to: 32, by: 2)))
  }

  @Test("A walk that is cut short finds near rows with their exact cosines")
  func cutShort() {
    let texts = (0..<400).map {
      "big red car number \($0 % 2 == 0 ? "one" : "two") of page \($0 / 20)"
    }
    let features = TextFeatures(texts: texts)
    let exact = bruteForce(features)
    let search = NeighborSearch(features, longestWalk: 100)
    let found = search.nearest(of: 0..<400, threads: 1)
    for row in 0..<400 {
      for place in row * 15..<(row + 1) * 15 where found.rows[place] != NeighborGraph.unused {
        let other = Int(found.rows[place])
        let cosine = exact[row].first { $0.row == other }?.cosine ?? 0
        #expect(abs(cosine - found.cosines[place]) < 1e-5)
        #expect(abs(other - row) <= 100)
      }
      #expect(found.rows[row * 15] != NeighborGraph.unused)
    }
  }

  @Test("Edges are symmetric")
  func symmetric() {
    let graph = NeighborGraph(TextFeatures(texts: MadeUpTexts(count: 100).texts))
    for row in 0..<graph.count {
      for edge in graph.edges(of: row) {
        #expect(graph.edges(of: edge.row).contains { $0.row == row && $0.cosine == edge.cosine })
      }
    }
  }

  @Test("One thread and two give the same bytes")
  func threads() {
    let features = TextFeatures(texts: MadeUpTexts(count: 300).texts)
    #expect(
      NeighborGraph(features, threads: 1).bytes == NeighborGraph(features, threads: 2).bytes)
  }

  @Test("Empty texts and single texts have no neighbors")
  func alone() {
    let graph = NeighborGraph(TextFeatures(texts: ["", "lonely", "", "pair of", "pair of"]))
    #expect(graph.neighbors(of: 0).isEmpty && graph.neighbors(of: 1).isEmpty)
    #expect(graph.neighbors(of: 3).map(\.row) == [4])
    #expect(NeighborGraph(TextFeatures(texts: [])).count == 0)
  }

  @Test("A graph survives encoding")
  func roundTrip() throws {
    let graph = NeighborGraph(TextFeatures(texts: MadeUpTexts(count: 80).texts))
    #expect(try NeighborGraph(bytes: graph.bytes) == graph)
  }

  @Test("Truncated or longer bytes of a graph are refused")
  func damage() {
    let bytes = NeighborGraph(TextFeatures(texts: MadeUpTexts(count: 30).texts)).bytes
    for damaged in [[], Array(bytes.dropLast()), bytes + [0]] {
      #expect(throws: ByteFault.self) { try NeighborGraph(bytes: damaged) }
    }
  }

  @Test("A graph with a row out of bounds is refused")
  func forged() {
    var writer = ByteWriter()
    writer.write(UInt32(NeighborGraph.neighborLimit))
    writer.write([UInt32](repeating: 7, count: 15))
    writer.write([Float](repeating: 0.5, count: 15))
    let bytes = writer.bytes
    #expect(throws: ByteFault.self) { try NeighborGraph(bytes: bytes) }
  }

  @Test("Appending rows equals a new build if word weights are unchanged")
  func appending() {
    let texts = MadeUpTexts(count: 150).texts
    let whole = TextFeatures(texts: texts)
    let first = TextFeatures(texts: Array(texts[..<140]), vocabulary: whole.vocabulary)
    #expect(NeighborGraph(first).appending(whole) == NeighborGraph(whole))
  }

  @Test("Appended rows have exact neighbors if word weights changed")
  func appendingWithNewWeights() {
    let texts = MadeUpTexts(count: 150).texts
    let whole = TextFeatures(texts: texts)
    let grown = NeighborGraph(TextFeatures(texts: Array(texts[..<140]))).appending(whole)
    let new = NeighborGraph(whole)
    #expect(grown.count == 150)
    for row in 140..<150 { #expect(grown.neighbors(of: row) == new.neighbors(of: row)) }
    let stale = (0..<140).count { row in
      let found = Set(grown.neighbors(of: row).map(\.row))
      return found.intersection(new.neighbors(of: row).map(\.row)).count < found.count / 2
    }
    #expect(stale == 0)
  }
}
