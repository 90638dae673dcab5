package import Domain
import Learning

/// A model in one of the job's two slots, and its round files.
///
/// The champion gives the labels. A challenger runs after it on the same labels and is only
/// compared.
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
  /// Compares two models on annotations that came after both had predicted the item.
  ///
  /// Only pairs of models trained on equally many labels are compared: in cross-validation at the
  /// start, one model may train on nine tenths of the labels and the other on two thirds.
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
