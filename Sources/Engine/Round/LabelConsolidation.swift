import Dataset
package import Domain
package import Foundation
import Learning
package import Store

/// Replaces majority labels by those of the Dawid–Skene method, for jobs with `dawid-skene`
/// consolidation.
///
/// The labels are written to the store, where training, counts, screens and exports read them;
/// their confidence is the probability by `DawidSkene`.
package struct LabelConsolidation: Sendable {
  private let labelCount: Int

  /// Returns nil if the job asks for majority labels, or the lead for one annotation per item.
  package init?(_ project: Project, _ lead: LeadSettings) {
    guard project.settings.asked(lead).consolidation == .dawidSkene else { return nil }
    labelCount = project.labels.count
  }

  package init(labelCount: Int) {
    self.labelCount = labelCount
  }

  /// Updates the labels of items with several annotations; returns the number of labels that
  /// changed.
  @discardableResult
  package func perform(on store: ProjectStore, now: Date) throws -> Int {
    let snapshot = try store.annotations()
    return try store.consolidate(corrections(snapshot), now: now)
  }

  /// Returns the labels to write: those that differ, or whose confidence differs by 0.001.
  func corrections(_ snapshot: AnnotationSnapshot) -> [ConsolidatedLabel] {
    let consolidation = DawidSkene(snapshot.annotations, labelCount: labelCount)
    return snapshot.labels.compactMap { old in
      guard consolidation.answerCount(of: old.item) > 1,
        let best = consolidation.label(of: old.item)
      else { return nil }
      var new = old
      new.label = best.label
      // Rounded, so that a round does not rewrite every item for an insignificant change.
      new.confidence = (best.probability * 1000).rounded() / 1000
      return new == old ? nil : new
    }
  }
}
