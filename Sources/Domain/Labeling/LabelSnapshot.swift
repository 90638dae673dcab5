/// The human labels of a project at one instant.
package struct LabelSnapshot: Sendable, Equatable {
  /// By item, ascending.
  package var labels: [HumanLabel]
  /// Items that no round may label or choose: taken out, or labeled by a machine before.
  package var excluded: [Item.ID]
  /// Items that a worker holds or has answered in part.
  package var held: [Item.ID]
  /// Those of `labels` that were copied from a near-duplicate; excluded from calibration.
  package var copied: [CopiedLabel]
  /// Blind second answers, oldest first; they label nothing.
  package var repeats: [RepeatedAnnotation]
  /// The items that the lead has decided about, by item.
  package var adjudicated: [AdjudicatedItem]
  /// The latest annotation that is in it.
  package var watermark: Int64

  package init(
    labels: [HumanLabel], excluded: [Item.ID] = [], held: [Item.ID] = [],
    copied: [CopiedLabel] = [],
    repeats: [RepeatedAnnotation] = [], adjudicated: [AdjudicatedItem] = [], watermark: Int64 = 0
  ) {
    self.labels = labels
    self.excluded = excluded
    self.held = held
    self.copied = copied
    self.repeats = repeats
    self.adjudicated = adjudicated
    self.watermark = watermark
  }
}
