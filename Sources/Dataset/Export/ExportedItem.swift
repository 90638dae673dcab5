import Domain

/// An item of the manifest and its label, as the forms of other tools write them.
struct ExportedItem {
  /// The item's line number in the manifest, from 1.
  let number: Int
  let text: String
  let origin: LabelOrigin
  /// The label's name; nil for a rejected or unlabeled item.
  private(set) var label: String?
  /// 0–1.
  private(set) var confidence: Double?
  /// In the form of `creation-date`.
  private(set) var creationDate: String?
  /// The reason of a rejection.
  private(set) var reason: String?
  /// All other keys of the line.
  let fields: ExportedFields

  /// Makes an item of a checked line; `members` are those of `bytes`.
  init(
    number: Int, text: String, output: OutputLine, initial: InitialLabel?, labels: LabelSet,
    fields: ExportedFields
  ) {
    (self.number, self.text, self.fields) = (number, text, fields)
    origin = LabelOrigin(output, initial: initial)
    switch output {
    case .labeled(let given):
      label = labels[given.index].name
      (confidence, creationDate) = (given.confidence, CreationDate.text(given.creationDate))
    case .rejected(let why, let date): (reason, creationDate) = (why, CreationDate.text(date))
    case .reopened, .unlabeled: break
    case .unchanged:
      label = initial.map { labels[$0.index].name }
      confidence = fields.metadata("confidence").flatMap(Double.init)
      creationDate = fields.metadata("creation-date")
    }
  }
}
