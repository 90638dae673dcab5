package import Domain
import Learning

/// A model that may give a job's labels, and where its rounds' files lie.
///
/// One is the champion, whose labels count. A challenger runs after it on the same answers, and is
/// only compared.
package struct Contender: Sendable {
  package let role: ModelRole
  package let model: any PoolModel
  package let files: any RoundFiles

  package init(role: ModelRole, model: any PoolModel, files: any RoundFiles) {
    self.role = role
    self.model = model
    self.files = files
  }
}

extension ChallengeReport {
  /// Compares two models on the answers that came after both had predicted the item.
  ///
  /// Both must have known as many labels then: at the start one may have been judged with a tenth
  /// of the labels hidden from it, and the other with a third.
  mutating func compare(champion: [CalibrationPair], challenger: [CalibrationPair]) {
    let known = Dictionary(champion.map { ($0.row, $0) }, uniquingKeysWith: { first, _ in first })
    for pair in challenger {
      guard let other = known[pair.row], other.labelCount == pair.labelCount else { continue }
      compared += 1
      championRight += other.isRight ? 1 : 0
      challengerRight += pair.isRight ? 1 : 0
    }
  }
}
