import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow adjudicate`.
struct AdjudicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adjudicate", abstract: "Decides about the labels of items, for the lead.",
    discussion: """
      The decision wins over workers and rounds, is kept with who, when and why, teaches the model \
      as any label by people, and can be undone. It is no opinion: agreement, audits and the \
      accuracy go on resting on what people answered.

        winnow adjudicate news 17 --label Business --reason "a merger, not a concert"
        winnow adjudicate news 17 18 --reopen --reason "labeled before the guide was changed"
        winnow adjudicate news 17 --undo --reason "it was right"
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(
    help: "The items' “id”, or their lines in the input, from 1, as “winnow review” lists them.")
  var items: [String]

  @Flag var naming: ItemNaming?

  @Option(help: "Give them this label.")
  var label: String?

  @Flag(help: "Keep the label that they have, whoever gave it.")
  var confirm = false

  @Option(
    help:
      "Take them out of the job: not-this-kind, unreadable, other-language, duplicate, or words.")
  var reject: String?

  @Flag(help: "Have people asked again; the answers so far count no longer.")
  var reopen = false

  @Flag(help: "Take your latest decision about them back.")
  var undo = false

  @Option(help: "Why; it is kept. Needed with --reopen; --reject says it itself.")
  var reason: String?

  func validate() throws {
    let asked = [label != nil, confirm, reject != nil, reopen, undo].count { $0 }
    guard asked == 1 else {
      throw ValidationError(
        "say what to do with one of --label, --confirm, --reject, --reopen and --undo")
    }
    guard !reopen || reason != nil else {
      throw ValidationError("--reopen needs --reason, which says why in a few words")
    }
    if let reason { try Reason.check(reason) }
    if let reject { try Reason.check(reject, option: "--reject") }
  }

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("decides about its items")
    let decision = try decision(opened.project.labels)
    let changed = try opened.desk().adjudicate(
      try itemNumbers(opened), as: decision,
      because: reason ?? reject ?? AdjudicationText.unexplained(decision), now: Date())
    let count = NumberText.counted(changed.count, "item")
    Console.line(
      changed.isEmpty
        ? "Nothing to do: \(Self.nothing(decision))."
        : (["\(count): \(Self.done(decision))."] + Self.texts(changed, opened))
          .joined(separator: "\n"))
    let status = try opened.store.report(now: Date()).status
    guard !changed.isEmpty, status.isOver else { return }
    Console.error("The output has the labels of before; “winnow export” writes it anew.")
  }

  /// Returns the first items as lines: a wrong number is seen by its text.
  private static func texts(_ items: [Item.ID], _ opened: OpenProject) -> [String] {
    let assets = FolderAssets(folder: opened.project.folder, contextKeys: [])
    return items.prefix(shownItems).compactMap { item in
      guard let text = try? assets.item(at: item).text else { return nil }
      return "  line \(item + 1): \(InertText.of(text, limit: 200))"
    } + (items.count > shownItems ? ["  …"] : [])
  }

  private static let shownItems = 5

  private func decision(_ labels: LabelSet) throws -> Adjudication {
    if confirm { return .confirm }
    if reopen { return .reopen }
    if undo { return .undo }
    if let reject { return .reject(try Self.rejection(reject)) }
    let names = labels.used.map { labels[$0].name }
    guard let index = labels.index(ofName: label ?? "") else {
      let nearest = NearestName.of(label ?? "", among: names).map { "; did you mean “\($0)”?" }
      throw CommandError("the job has no label “\(label ?? "")”\(nearest ?? "")")
    }
    return .label(index)
  }

  /// Returns a reason by its code, or in own words.
  private static func rejection(_ text: String) throws -> RejectReason {
    let codes = RejectReason.fixed.map(\.code)
    if let nearest = NearestName.of(text, among: codes), nearest != text {
      throw CommandError("there is no reason “\(text)”; did you mean “\(nearest)”?")
    }
    return RejectReason.fixed.first { $0.code == text } ?? .other(text)
  }

  /// Returns the items that were named, each once.
  private func itemNumbers(_ opened: OpenProject) throws -> [Item.ID] {
    let manifest = try opened.project.manifest()
    var seen: Set<Item.ID> = []
    return try NamedItems(manifest: manifest, naming: naming).find(items)
      .filter { seen.insert($0).inserted }
  }

  private static func done(_ decision: Adjudication) -> String {
    switch decision {
    case .confirm: "the label holds, as the lead's"
    case .label: "labeled by the lead"
    case .reject: "out of the job"
    case .reopen: "people are asked again"
    case .undo: "as before the decision"
    }
  }

  private static func nothing(_ decision: Adjudication) -> String {
    switch decision {
    case .confirm: "no label to confirm"
    case .undo: "no decision of the lead to undo"
    case .reopen: "asked again already"
    case .label, .reject: "no items"
    }
  }
}
