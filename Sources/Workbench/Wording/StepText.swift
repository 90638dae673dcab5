package import Domain

/// The results of a round's steps, in words.
package enum StepText {
  package static func text(_ result: StepResult) -> String {
    switch result {
    case .kept(let labels): NumberText.counted(labels, "label")
    case .trained(let labels): "on \(NumberText.counted(labels, "label"))"
    case .predicted(let items): NumberText.counted(items, "item")
    case .decided(let autoLabels, let tasks):
      "\(NumberText.counted(autoLabels, "auto-label")), \(NumberText.counted(tasks, "task"))"
    case .published(let round): "round \(round) is current"
    case .exported: ""
    case .text(let text): text
    }
  }
}
