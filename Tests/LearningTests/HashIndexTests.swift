import Domain
import Testing

@testable import Learning

@Suite struct HashIndexTests {
  /// Many keys, each of them several times.
  private func keys(_ count: Int) -> [UInt64] {
    var generator = SeededGenerator(seed: 7)
    return (0..<count).map { _ in UInt64(generator.next(below: count / 4)) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  @Test("Keys inserted together get the same numbers as one by one", arguments: [1, 40, 20_000])
  func together(size: Int) {
    let keys = keys(20_000)
    var (one, many) = (HashIndex(), HashIndex())
    var numbers = RaggedRows()
    for first in stride(from: 0, to: keys.count, by: size) {
      many.addNumbers(of: Array(keys[first..<min(first + size, keys.count)]), to: &numbers)
    }
    #expect(numbers.values == keys.map { UInt32(one.number(addingIfNew: $0).number) })
    #expect(many.keys == one.keys)
    #expect(keys.allSatisfy { many.number(of: $0) == one.number(of: $0) })
    #expect(many.number(of: 1) == nil)
  }

  @Test("The initial capacity does not change the numbers of keys")
  func capacity() {
    let keys = keys(5000)
    var (small, large) = (HashIndex(), HashIndex(minimumCapacity: 1 << 16))
    #expect(
      keys.map { small.number(addingIfNew: $0).number }
        == keys.map { large.number(addingIfNew: $0).number })
  }
}
