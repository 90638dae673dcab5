import Domain
import Testing

@testable import Learning

@Suite("Row groups")
struct RowGroupsTests {
  @Test("Rows with the same key are together, those without stand alone")
  func keys() {
    let groups = RowGroups(keys: ["a", nil, "b", "a", nil, "b", "c"])
    #expect(groups.count == 7)
    #expect(groups[0] == groups[3] && groups[2] == groups[5])
    #expect(Set((0..<7).map { groups[$0] }).count == 5)
  }

  @Test("Joined groups are one, however they were joined")
  func joining() {
    let groups = RowGroups(keys: ["a", "b", "a", "c", nil, "d"]).joining([(0, 1), (4, 3), (3, 2)])
    #expect(Set((0..<5).map { groups[$0] }).count == 1)
    #expect(groups[5] != groups[0])
    #expect(RowGroups(count: 3).joining([]) == RowGroups(count: 3))
  }

  @Test("A stack's rows are together")
  func stacks() {
    let texts = ["one headline here", "something else entirely", "one headline here", "no match"]
    let groups = RowGroups(Stacks(NeighborGraph(TextFeatures(texts: texts))))
    #expect(groups[0] == groups[2])
    #expect(Set((0..<4).map { groups[$0] }).count == 3)
  }
}

@Suite("Folds")
struct FoldsTests {
  private let labels = (0..<23).map { HumanLabel(item: $0, label: $0 % 3) }

  @Test("Each label is predicted once, by a model that does not know it; parts are of about a size")
  func parts() {
    let folds = Folds(CrossValidation(labels, folds: 5, seed: 2), groups: RowGroups(count: 23))
    #expect(folds.count == 5)
    var predicted: [Int] = []
    for part in 0..<5 {
      let rows = folds.predicted(by: part).map(\.item)
      #expect((4...5).contains(rows.count))
      #expect(Set(rows).isDisjoint(with: folds.known(to: part).map(\.item)))
      #expect(rows.count + folds.known(to: part).count == 23)
      predicted += rows
    }
    #expect(predicted.sorted() == Array(0..<23))
  }

  @Test("No label is predicted by a model that knows one of its group")
  func groups() {
    let groups = RowGroups(keys: (0..<23).map { "\($0 / 4)" })
    let folds = Folds(CrossValidation(labels, folds: 4, seed: 2), groups: groups)
    for part in 0..<folds.count {
      let known = Set(folds.known(to: part).map { groups[$0.item] })
      let predicted = folds.predicted(by: part)
      #expect(!predicted.isEmpty)
      #expect(predicted.allSatisfy { !known.contains(groups[$0.item]) })
    }
    #expect((0..<folds.count).flatMap { folds.predicted(by: $0) }.count == 23)
  }

  @Test("Siblings that are not to be predicted are hidden with those that are")
  func hidden() {
    let groups = RowGroups(keys: (0..<23).map { "\($0 / 2)" })
    var validation = CrossValidation(labels, folds: 2, seed: 1)
    validation.rows = [0, 2, 4, 6]
    let folds = Folds(validation, groups: groups)
    for part in 0..<2 {
      let rows = folds.predicted(by: part).map(\.item)
      #expect(rows.count == 2 && Set(rows).isSubset(of: [0, 2, 4, 6]))
      let known = Set(folds.known(to: part).map(\.item))
      #expect(rows.allSatisfy { !known.contains($0) && !known.contains($0 + 1) })
      #expect(known.count == 19)
    }
  }

  @Test("A single group cannot be judged")
  func singleGroup() {
    let made = MadeUpTexts(count: 12)
    let features = TextFeatures(texts: made.texts)
    let pool = Pool(
      features: features, graph: NeighborGraph(features),
      groups: RowGroups(keys: Array(repeating: "all", count: 12)), classCount: 3)
    let pairs = CrossValidation(made.humanLabels(0..<12), seed: 3)
      .pairs(pool, trainer: ClassifierTrainer())
    #expect(pairs.isEmpty)
  }
}
