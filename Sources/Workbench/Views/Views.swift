/// The views of the workbench.
enum Views {
  /// Every view, in the order in which the view key goes through them.
  static let all: [any WorkView.Type] = [
    LabelingView.self, DashboardView.self, WorkflowView.self, ReviewView.self,
  ]

  static func types(isReadOnly: Bool, isLead: Bool) -> [any WorkView.Type] {
    all.filter { ($0.isReadOnly || !isReadOnly) && ($0.isForAll || isLead) }
  }
}
