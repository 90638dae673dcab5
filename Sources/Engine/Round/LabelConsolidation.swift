package import Dataset
import Domain
package import Foundation
import Learning
package import Store

/// Labels by how reliable the workers are, in the place of labels by the majority of the answers.
///
/// The labels are written back to the store, so that training, counts, screens and exports all see
/// the same ones; the confidence is the probability that `DawidSkene` gives the label.
package struct LabelConsolidation: Sendable {
  private let labelCount: Int

  /// Nil where there is nothing to consolidate: the job wants the majority, or one answer an item.
  package init?(_ job: LabelingJob, labelCount: Int) {
    guard job.activeLearning.consolidation == .dawidSkene, job.workersPerItem > 1 else {
      return nil
    }
    self.labelCount = labelCount
  }

  package init(labelCount: Int) {
    self.labelCount = labelCount
  }

  /// Sets the labels of the items with several answers right and gives how many are others now.
  @discardableResult
  package func perform(on store: ProjectStore, now: Date) throws -> Int {
    let snapshot = try store.annotations()
    return try store.consolidate(corrections(snapshot), now: now)
  }

  /// Returns what is to be changed: labels, and confidences that differ by a thousandth.
  func corrections(_ snapshot: AnnotationSnapshot) -> [ConsolidatedLabel] {
    let consolidation = DawidSkene(snapshot.annotations, labelCount: labelCount)
    return snapshot.labels.compactMap { old in
      guard consolidation.answerCount(of: old.item) > 1,
        let best = consolidation.label(of: old.item)
      else { return nil }
      var new = old
      new.label = best.label
      // Otherwise every round would write every item anew, for digits that say nothing.
      new.confidence = (best.probability * 1000).rounded() / 1000
      return new == old ? nil : new
    }
  }
}
