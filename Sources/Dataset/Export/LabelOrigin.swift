package import Domain

/// The origin of an exported item's label.
package enum LabelOrigin: String, Sendable, CaseIterable {
  case human
  case auto
  /// A rejected item: Ground Truth's failed data object.
  case rejected
  case unlabeled

  /// Reads an origin from a command line; `failed` is Ground Truth's word for rejected.
  package init?(argument: String) {
    self.init(rawValue: argument == "failed" ? "rejected" : argument)
  }

  /// The origin of an output line's label; `initial` is the label that the input has.
  package init(_ line: OutputLine, initial: InitialLabel?) {
    switch line {
    case .labeled(let label): self = label.humanAnnotated ? .human : .auto
    case .rejected: self = .rejected
    case .reopened, .unlabeled: self = .unlabeled
    case .unchanged: self = initial.map { $0.isHuman ? .human : .auto } ?? .unlabeled
    }
  }
}
