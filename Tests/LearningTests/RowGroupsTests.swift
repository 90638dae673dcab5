import Domain
import Testing

@testable import Learning

@Suite struct RowGroupsTests {
  @Test("Rows with the same key are a group, rows without one are single")
  func keys() {
    let groups = RowGroups(keys: ["a", nil, "b", "a", nil, "b", "c"])
    #expect(groups.count == 7)
    #expect(groups[0] == groups[3] && groups[2] == groups[5])
    #expect(Set((0..<7).map { groups[$0] }).count == 5)
  }

  @Test("Joining pairs of rows merges their groups, in any order")
  func joining() {
    let groups = RowGroups(keys: ["a", "b", "a", "c", nil, "d"]).joining([(0, 1), (4, 3), (3, 2)])
    #expect(Set((0..<5).map { groups[$0] }).count == 1)
    #expect(groups[5] != groups[0])
    #expect(RowGroups(count: 3).joining([]) == RowGroups(count: 3))
  }

  @Test("A stack is a group")
  func stacks() {
    let texts = ["one headline here", "something else entirely", "one headline here", "no match"]
    let groups = RowGroups(Stacks(NeighborGraph(TextFeatures(texts: texts))))
    #expect(groups[0] == groups[2])
    #expect(Set((0..<4).map { groups[$0] }).count == 3)
  }
}
