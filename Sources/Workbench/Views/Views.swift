/// The views of the workbench.
enum Views {
  /// Every view, in the order in which the view key goes through them.
  static let all: [any WorkView.Type] = [
    LabelingView.self, DashboardView.self, WorkflowView.self,
  ]

  static func types(isReadOnly: Bool) -> [any WorkView.Type] {
    all.filter { $0.isReadOnly || !isReadOnly }
  }
}
