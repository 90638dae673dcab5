import Dataset
package import Domain
package import Foundation
import Learning
package import Store

/// The lead's desk over a project's folder: what the database and the rounds' files know together.
package struct ProjectDesk: ReviewDesk {
  let store: ProjectStore
  let archive: FolderArchive
  let items: any ProjectAssets
  let texts: ItemSearch
  private let labels: LabelSet
  private let person: String

  /// Makes a desk for a person, who is the lead.
  package init(_ project: Project, store: ProjectStore, person: String) {
    self.store = store
    self.person = person
    labels = project.labels
    archive = FolderArchive(folder: project.folder)
    items = FolderAssets(folder: project.folder, contextKeys: project.contextKeys)
    texts = ItemSearch(path: project.folder.input)
  }

  package func adjudicate(
    _ items: [Item.ID], as decision: Adjudication, because reason: String, now: Date
  ) throws -> [Item.ID] {
    try store.adjudicate(items, as: decision, because: reason, by: person, now: now)
  }

  package func acknowledge(alarm: Int, because reason: String, now: Date) throws -> Bool {
    try store.acknowledge(alarm: alarm, by: person, because: reason, now: now)
  }

  package func setAside(worker: String, because reason: String, now: Date) throws -> Int {
    try store.setAside(worker: worker, by: person, because: reason, now: now)
  }

  package func rows(of items: [Item.ID]) throws -> [ReviewRow] {
    try rows(items, roundLabels()).compactMap(\.self)
  }

  package func page(_ request: ReviewRequest) throws -> ReviewPage {
    switch request.list {
    case .items: return try itemPage(request)
    case .doubtful, .takenBack: return try roundPage(request)
    case .contradictions: return try contradictionPage(request)
    default:
      let (entries, next) = try store.entries(request)
      let rows = try rows(entries.map(\.item), roundLabels())
      return ReviewPage(
        rows: zip(rows, entries).compactMap { row, entry in
          guard var row, texts.matches(row.item, request.search) else { return nil }
          row.entry = entry
          return row
        }, next: next)
    }
  }

  package func life(of item: Item.ID) throws -> ItemLife {
    let history = try store.history(of: item)
    guard let row = try rows(of: [item]).first else { throw StoreError.noSuchItem(item) }
    let situation = try store.situation(now: .distantPast)
    return ItemLife(
      row: row, history: history,
      prediction: archive.prediction(
        of: item, round: situation.currentRound, champion: situation.champion),
      scores: archive.scores(of: item, through: situation.currentRound))
  }

  /// Reads items and what they are now; nil where an item cannot be read.
  private func rows(_ ids: [Item.ID], _ auto: AutoLabels?) throws -> [ReviewRow?] {
    try zip(ids, store.standings(of: ids)).map { id, known in
      guard let item = try? items.item(at: id) else { return nil }
      var row = ReviewRow(item: item, standing: known.standing.completed(by: auto, id))
      row.opinions = known.opinions
      return row
    }
  }

  /// Returns the current round's auto-labels; nil before the first round, or if its file is lost.
  private func roundLabels() -> AutoLabels? {
    try? archive.autoLabels(round: store.currentRound())
  }

  private func itemPage(_ request: ReviewRequest) throws -> ReviewPage {
    let found = try texts.find(request)
    return ReviewPage(
      rows: try rows(found.items, roundLabels()).compactMap(\.self), next: found.next)
  }

  private func roundPage(_ request: ReviewRequest) throws -> ReviewPage {
    guard let auto = roundLabels() else { return ReviewPage() }
    let places = DoubtOrder(auto, request).places
    let decided = try store.decided(among: places.map { Int($0.number) })
    let free = places.map { Int($0.number) }.filter { !decided.contains($0) }
    let rows = try rows(free, auto)
    return ReviewPage(
      rows: rows.compactMap { $0 }.filter { texts.matches($0.item, request.search) },
      next: places.count < request.limit ? nil : places.last)
  }
}

extension ProjectDesk {
  /// Returns predictions of the current round that people's labels contradict.
  ///
  /// Rows whose label was changed since to what was predicted have gone.
  private func contradictionPage(_ request: ReviewRequest) throws -> ReviewPage {
    let round = try store.situation(now: .distantPast)
    let files = archive.files(of: round.champion)
    guard let bytes = try? files.load(.calibration, round: round.currentRound),
      let pairs = try? RoundCoding.pairs(bytes)
    else { return ReviewPage() }
    let places = DoubtOrder(pairs, request).places
    let predicted = Dictionary(pairs.map { ($0.row, $0.predicted) }) { $1 }
    let items = places.map { Int($0.number) }
    let entries = try store.latestAnswers(to: items)
    let rows = try rows(items, nil).compactMap { row -> ReviewRow? in
      guard var row, texts.matches(row.item, request.search) else { return nil }
      row.predicted = predicted[row.item.id].flatMap(labels.current)
      row.entry = entries[row.item.id]
      return row.standing.label != row.predicted && row.isAnswer(asked: request) ? row : nil
    }
    return ReviewPage(rows: rows, next: places.count < request.limit ? nil : places.last)
  }
}

extension ReviewRow {
  /// Whether the answer that put the row into the list is of the worker and time asked for.
  fileprivate func isAnswer(asked request: ReviewRequest) -> Bool {
    guard let entry else {
      return request.worker == nil && request.since == nil && request.until == nil
    }
    return (request.worker.map { $0 == entry.worker } ?? true)
      && (request.since.map { $0 <= entry.at } ?? true)
      && (request.until.map { entry.at < $0 } ?? true)
  }
}

extension ItemStanding {
  /// Adds what the round's file knows of an auto-label.
  fileprivate func completed(by auto: AutoLabels?, _ item: Item.ID) -> ItemStanding {
    guard let auto, auto.labels.indices.contains(item) else { return self }
    var standing = self
    if origin == .auto { standing.confidence = Double(auto.confidence[item]) }
    if origin == .auto || (origin == .unlabeled && auto.isTakenBack(item)) {
      standing.round = Int(auto.since[item])
    }
    return standing
  }
}
