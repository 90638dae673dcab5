import Domain
import Testing

@testable import Learning

@Suite struct CrossValidationTests {
  @Test("Cross-validation predicts each label once, by a model trained without it")
  func outOfFold() {
    let made = MadeUpTexts(count: 90)
    let features = TextFeatures(texts: made.texts)
    let labels = made.humanLabels(0..<40)
    let pool = Pool(
      features: features, graph: NeighborGraph(features),
      validationGroups: RowGroups(count: features.count), classCount: 3)
    let pairs = CrossValidation(labels, seed: 3).pairs(pool, trainer: ClassifierTrainer())
    #expect(pairs.map(\.row).sorted() == Array(0..<40))
    #expect(pairs.allSatisfy { $0.labelCount == 36 })
    #expect(pairs.count { $0.isRight } < 40)
  }

  @Test("Cross-validation of one label or none gives no pairs", arguments: [0, 1])
  func fewLabels(count: Int) {
    let made = MadeUpTexts(count: 9)
    let features = TextFeatures(texts: made.texts)
    let pool = Pool(features: features, graph: NeighborGraph(features), classCount: 3)
    let pairs = CrossValidation(made.humanLabels(0..<count), seed: 3)
      .pairs(pool, trainer: ClassifierTrainer())
    #expect(pairs.isEmpty)
  }

  @Test("Cross-validation of a single group gives no pairs")
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

@Suite struct FoldsTests {
  private let labels = (0..<23).map { HumanLabel(item: $0, label: $0 % 3) }

  @Test("Folds have about the same size and predict each label once")
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

  @Test("No fold trains on a group that it predicts")
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

  @Test("Other labels of predicted groups are not trained on")
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
}
