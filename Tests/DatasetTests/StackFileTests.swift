import Dataset
import Domain
import TestSupport
import Testing

@Suite struct StackFileTests {
  private func file(_ next: [UInt32], in folder: TemporaryFolder) throws -> StackFile {
    try StackFile.write(next: next, to: folder.path("stacks"))
    return StackFile(path: folder.path("stacks"))
  }

  @Test("The stack of a single item is read")
  func rings() throws {
    let folder = try TemporaryFolder()
    let stacks = try file([2, 1, 4, 3, 0, 5], in: folder)
    #expect(try stacks.nearDuplicates(of: 0) == [2, 4])
    #expect(try stacks.nearDuplicates(of: 4) == [0, 2])
    #expect(try stacks.nearDuplicates(of: 1) == [] && stacks.nearDuplicates(of: 5) == [])
    #expect(stacks.isWhole(count: 6) && !stacks.isWhole(count: 7))
  }

  @Test("A damaged ring, an item beyond the end and a missing stack file are refused")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let stacks = try file([1, 2, 1, 900, 4], in: folder)
    for item in [0, 3, 5, -1] {
      #expect(throws: FileFaults.self) { try stacks.nearDuplicates(of: item) }
    }
    #expect(throws: FileFaults.self) {
      try StackFile(path: folder.path("none")).nearDuplicates(of: 0)
    }
    #expect(!StackFile(path: folder.path("none")).isWhole(count: 5))
  }
}
