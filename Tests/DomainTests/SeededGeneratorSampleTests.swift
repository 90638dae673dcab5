import Domain
import Testing

@Suite struct SeededGeneratorSampleTests {
  @Test("A sample is the sorted beginning of the generator's permutation")
  func permutation() {
    for (count, total) in [(0, 0), (0, 5), (3, 10), (10, 10)] {
      var one = SeededGenerator(seed: 42)
      var other = SeededGenerator(seed: 42)
      let sample = one.sample(count, of: total)
      #expect(sample == other.permutation(of: total).prefix(count).sorted())
    }
  }

  @Test("Every number is drawn about equally often")
  func chances() {
    var drawn = [Int](repeating: 0, count: 20)
    for seed in 0..<2_000 {
      var generator = SeededGenerator(seed: UInt64(seed))
      for number in generator.sample(5, of: 20) { drawn[number] += 1 }
    }
    // 500 each; five standard deviations are 97.
    #expect(drawn.allSatisfy { (403...597).contains($0) })
  }
}
