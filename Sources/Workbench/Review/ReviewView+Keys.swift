package import Domain
import Foundation
import TerminalUI

extension ReviewView {
  package static func bindings(for labels: LabelSet) -> [Binding] {
    moving + deciding + typing + AlarmsView.bindings(for: labels)
  }

  private static let moving = [
    Binding(.listUp, .up, in: scope, "Go to the row before; of an open item, to the item before."),
    Binding(.listDown, .down, in: scope, "Go to the next row or item."),
    Binding(.listPageUp, .pageUp, in: scope, "Go a page up."),
    Binding(.listPageDown, .pageDown, in: scope, "Go a page down."),
    Binding(.listFirst, .home, in: scope, "Go to the first row."),
    Binding(.listLast, .end, in: scope, "Go to the last row that is read."),
    .each(
      [.previousList, .nextList], keys: [.left, .right], in: scope,
      "Show another list: disagreements, doubtful auto-labels, those taken back, answers,"
        + " contradictions, audits missed, gold missed, rejected, notes, your decisions, all items.",
      hint: "list"),
    Binding(.openItem, .enter, in: scope, "Open the item with its whole life.", hint: "open"),
    Binding(
      .closeItem, .escape, in: scope, "Close the item, or drop marks and filters.", hint: "back"
    ).occasional,
  ]

  private static let deciding = [
    Binding(
      .confirmLabel, .character("c"), in: scope, "Confirm the item's label as yours.",
      hint: "confirm"),
    Binding(
      .changeLabel, .character("l"), in: scope, "Give the item another label.", hint: "label"),
    Binding(
      .reopenItem, .character("o"), in: scope,
      "Reopen the item: people are asked again, for a reason that you type.", hint: "reopen"),
    Binding(
      .reject, .character("x"), in: scope, "Reject the item, with a reason.", hint: "reject"),
    Binding(
      .undo, .character("u"), .backspace, in: scope,
      "Undo your last decision; again for the one before.", hint: "undo"),
    Binding(
      .mark, .character(" "), in: scope, "Mark the row; decisions concern all marked rows.",
      hint: "mark"),
    Binding(.markAll, .character("*"), in: scope, "Mark all rows, or unmark them."),
    Binding(
      .searchText, .character("/"), in: scope, "Show only items whose text has these words.",
      hint: "search"),
    Binding(
      .chooseWorker, .character("w"), in: scope, "Show only what one worker did.", hint: "worker"),
    Binding(
      .chooseTime, .character("t"), in: scope,
      "Show only what was given within an hour: type when it began, such as 14:00, or how many hours"
        + " ago, such as 2.", hint: "time"),
    Binding(
      .reverseList, .character("s"), in: scope,
      "Sort from the other end: the oldest, or the surest, first.", hint: "sort"),
    Binding(.readAgain, .character("r"), in: scope, "Read the list again."),
    Binding(
      .showAlarms, .character("a"), in: scope, "Show the open alarms and what to do about them.",
      hint: "alarms"
    ).occasional,
  ]

  private static let typing = [
    Binding(.confirm, .enter, in: field, "Take what was typed.", hint: "take"),
    Binding(.close, .escape, in: field, "Change nothing.", hint: "leave"),
  ]

  /// The commands that decide about items.
  static let decides: Set<Command> = [
    .confirmLabel, .changeLabel, .reopenItem, .reject, .undo,
  ]

  private static let moves: [Command: ListBox<Int>.Action] = [
    .listUp: .up, .listDown: .down, .listPageUp: .pageUp, .listPageDown: .pageDown,
    .listFirst: .first, .listLast: .last, .mark: .mark, .markAll: .markAll,
  ]

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    if let action = Self.moves[command] { return move(action) }
    if let row = command.row { return command == .row(row) ? click(row) : scroll(by: row) }
    switch command {
    case .nextList: return show(by: 1)
    case .previousList: return show(by: -1)
    case .openItem: return open()
    case .closeItem: return closeItem()
    case .confirmLabel:
      return decide(.confirm, because: AdjudicationText.unexplained(.confirm), &context)
    case .undo: return undo(&context)
    case .reverseList:
      request.isReversed.toggle()
      return load()
    case .readAgain: return load()
    case .showAlarms: context.open(AlarmsView())
    case .changeLabel: ask(.label, &context)
    case .reopenItem: ask(.reopening, &context)
    case .reject: ask(.rejection, &context)
    case .searchText: ask(.search, &context)
    case .chooseWorker: ask(.worker, &context)
    case .chooseTime: ask(.time, &context)
    case .confirm: return take(&context)
    default: return nil
    }
    return []
  }

  private mutating func move(_ action: ListBox<Int>.Action) -> [Effect] {
    guard opened != nil else {
      list.perform(action)
      return more()
    }
    switch action {
    case .pageDown: page += 5
    case .pageUp: page = max(0, page - 5)
    case .up, .down:
      list.perform(action)
      return open() + more()
    default: break
    }
    return []
  }

  /// Selects a row, or opens it if it is selected already.
  private mutating func click(_ row: Int) -> [Effect] {
    guard list.selection != row else { return open() }
    list.select(row)
    return more()
  }

  private mutating func scroll(by rows: Int) -> [Effect] {
    guard opened == nil else {
      page = max(0, page + rows)
      return []
    }
    list.move(by: rows)
    return more()
  }

  private mutating func open() -> [Effect] {
    guard let item = selected?.item.id else { return [] }
    (opened, life, page) = (item, nil, 0)
    return [.store(.life(item))]
  }

  private mutating func closeItem() -> [Effect] {
    if opened != nil {
      (opened, life, page) = (nil, nil, 0)
      return []
    }
    if list.perform(.clear) { return [] }
    guard request != ReviewRequest(request.list) else { return [] }
    request = ReviewRequest(request.list)
    return load()
  }

  private mutating func undo(_ context: inout ViewContext) -> [Effect] {
    guard let items = decisions.last else { return [] }
    return context.begin(.adjudicate(items, .undo, reason: AdjudicationText.unexplained(.undo)))
  }

  mutating func decide(
    _ decision: Adjudication, because reason: String, _ context: inout ViewContext
  ) -> [Effect] {
    let items = chosen
    return items.isEmpty ? [] : context.begin(.adjudicate(items, decision, reason: reason))
  }
}

extension Command {
  package static let listUp = Command("list up")
  package static let listDown = Command("list down")
  package static let listPageUp = Command("list page up")
  package static let listPageDown = Command("list page down")
  package static let listFirst = Command("first row")
  package static let listLast = Command("last row")
  package static let previousList = Command("previous list")
  package static let nextList = Command("next list")
  package static let openItem = Command("open item")
  package static let closeItem = Command("close item")
  package static let confirmLabel = Command("confirm label")
  package static let changeLabel = Command("change label")
  package static let reopenItem = Command("reopen item")
  package static let mark = Command("mark")
  package static let markAll = Command("mark all")
  package static let searchText = Command("search")
  package static let chooseWorker = Command("worker")
  package static let chooseTime = Command("time")
  package static let reverseList = Command("reverse")
  package static let readAgain = Command("read again")
  package static let showAlarms = Command("alarms")
}
