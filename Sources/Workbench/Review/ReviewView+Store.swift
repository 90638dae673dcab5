import Domain
import TerminalUI

/// Reading lists, and the results of decisions.
extension ReviewView {
  package mutating func update(_ event: Event, _ context: inout ViewContext) -> [Effect] {
    switch event {
    case .shown(let screen):
      guard let rows = screen.listRows else { return [] }
      list.layOut(rows: rows)
      if let wanted = context.wanted {
        (request, context.wanted) = (wanted, nil)
        return load()
      }
      return isLoaded ? [] : load()
    case .store(.reviewed(let request, let part)): return add(part, of: request, context)
    case .store(.lived(let life)):
      if life.row.item.id == opened { self.life = life }
    case .store(.reviewFailed(let message)):
      asked = nil
      context.tell("Cannot read the list: \(message)", style: .failure, seconds: 10)
    case .store(.adjudicated(let items, let decision, let now)):
      return took(items, decision, now, &context)
    case .store(.settled(let change, let count)): settled(change, count, &context)
    default: break
    }
    return []
  }

  /// The rows of a part, and how far from the end the next part is asked for.
  private static let part = 200
  private static let ahead = 50

  /// Reads the list from its beginning.
  mutating func load() -> [Effect] {
    isLoaded = true
    (rows, next, opened, life, page) = ([], nil, nil, nil, 0)
    list = ListBox(columns: Self.columns(request.list))
    return ask(after: nil)
  }

  /// Shows the list so many places further.
  mutating func show(by step: Int) -> [Effect] {
    request.list = list(by: step)
    return load()
  }

  /// Returns the list so many places further.
  func list(by step: Int) -> ReviewList {
    let all = ReviewList.allCases
    let place = all.firstIndex(of: request.list) ?? 0
    return all[(place + step + all.count) % all.count]
  }

  /// Reads on where the selection nears the end of what is read.
  mutating func more() -> [Effect] {
    guard let next, asked == nil, (list.selection ?? 0) + Self.ahead >= rows.count else {
      return []
    }
    return ask(after: next)
  }

  private mutating func ask(after place: ReviewPlace?) -> [Effect] {
    var part = request
    (part.after, part.limit) = (place, Self.part)
    asked = part
    return [.store(.review(part))]
  }

  private mutating func add(
    _ part: ReviewPage, of request: ReviewRequest, _ context: ViewContext
  ) -> [Effect] {
    guard request == asked else { return [] }
    asked = nil
    rows += part.rows
    next = part.next
    fill(context)
    return more()
  }

  private mutating func fill(_ context: ViewContext) {
    let names = ShortNames.fitting(context.setup.labels.labels.map(\.name), columns: 14)
    list.setRows(
      rows.enumerated().map { place, row in
        .init(place, entries(row, names, context))
      })
  }

  private mutating func took(
    _ items: [Item.ID], _ decision: Adjudication, _ now: [ReviewRow], _ context: inout ViewContext
  ) -> [Effect] {
    context.pending = .none
    context.savedAt = context.now
    if decision == .undo {
      _ = decisions.popLast()
    } else if !items.isEmpty {
      decisions.append(items)
    }
    let standings = Dictionary(now.map { ($0.item.id, $0) }) { $1 }
    for place in rows.indices {
      guard let new = standings[rows[place].item.id] else { continue }
      (rows[place].standing, rows[place].opinions) = (new.standing, new.opinions)
    }
    fill(context)
    list.unmarkAll()
    tell(items, decision, &context)
    return opened.map { [.store(.life($0))] } ?? []
  }

  private func settled(_ change: StoreChange, _ count: Int, _ context: inout ViewContext) {
    context.pending = .none
    context.savedAt = context.now
    switch change {
    case .acknowledge(let alarm, _):
      context.tell(
        count > 0
          ? "Alarm \(alarm) is acknowledged; the next round is due."
          : "Alarm \(alarm) is not open any more.")
    case .setAside(let worker, _):
      context.tell(
        "\(NumberText.counted(count, "answer")) of \(worker) set aside; “winnow workers restore” "
          + "undoes it.", seconds: 10)
    default: break
    }
  }

  private func tell(
    _ items: [Item.ID], _ decision: Adjudication, _ context: inout ViewContext
  ) {
    guard let first = items.first else {
      context.tell("Nothing to do: no label to confirm, or asked again already.", style: .warning)
      return
    }
    let undo = context.keys.keyName(for: .undo)
    let which = items.count == 1 ? "line \(first + 1)" : NumberText.counted(items.count, "item")
    let what = "You \(AdjudicationText.past(decision)) \(which)"
    let done = decision == .undo ? "\(what)." : "\(what); \(undo) undoes it."
    let isOver = context.report?.status.isOver == true
    context.tell(isOver ? "\(done) “winnow export” renews the output." : done)
  }
}
