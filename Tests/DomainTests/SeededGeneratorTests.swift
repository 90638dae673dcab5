import Domain
import Testing

@Suite struct SeededGeneratorTests {
  @Test("The seeded generator gives the published numbers of SplitMix64")
  func publishedNumbers() {
    var generator = SeededGenerator(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test("A permutation holds each number once")
  func permutation() {
    var generator = SeededGenerator(seed: 7)
    let order = generator.permutation(of: 100)
    #expect(order.sorted() == Array(0..<100))
    #expect(order != Array(0..<100))
  }

  @Test("Random units are in 0 ..< 1 with a mean of one half")
  func units() {
    var generator = SeededGenerator(seed: 3)
    let units = (0..<2000).map { _ in generator.nextUnit() }
    #expect(units.allSatisfy { 0..<1 ~= $0 })
    #expect(abs(units.reduce(0, +) / 2000 - 0.5) < 0.03)
  }
}
