import Domain
import Foundation

extension ProjectStore {
  private static let mostVotes = 200

  /// Takes the vote anew on items whose workers disagreed: answers of labels that were merged agree now.
  ///
  /// A label by `DawidSkene` stays until the next consolidation.
  func voteAnew(now: Date) throws {
    // Looked for without a lock; what is found is looked at again.
    let items = try read(now) { transaction in
      try transaction.disputedItems().filter { try transaction.newVote(on: $0) != nil }
    }
    for first in stride(from: 0, to: items.count, by: Self.mostVotes) {
      try write(now) { transaction in
        for item in items[first..<min(first + Self.mostVotes, items.count)] {
          try transaction.newVote(on: item).map(transaction.take)
        }
      }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }
}

/// A vote on an item that gives another label or agreement than it has.
private struct NewVote {
  let item: Item.ID
  let old: Int
  let label: Int
  let agreement: Double
}

extension Transaction {
  fileprivate func disputedItems() throws -> [Item.ID] {
    try db.all("SELECT id FROM item WHERE origin = 'worker' AND agreement < 1") { try $0(0) }
  }

  fileprivate func newVote(on item: Item.ID) throws -> NewVote? {
    guard let vote = MajorityVote(try votes(for: item).map(\.label)) else { return nil }
    return try db.first(
      """
      SELECT label, agreement, confidence IS NULL FROM item WHERE id = ? AND origin = 'worker'
      """, item
    ) { row in
      let (old, agreement): (Int, Double) = (try row(0), try row(1))
      let label = try row(2) ? vote.label : old
      guard (label, vote.agreement) != (old, agreement) else { return nil }
      return NewVote(item: item, old: old, label: label, agreement: vote.agreement)
    } ?? nil
  }

  fileprivate func take(_ vote: NewVote) throws {
    try db.execute(
      "UPDATE item SET label = ?, agreement = ? WHERE id = ?", vote.label, vote.agreement,
      vote.item)
    guard vote.label != vote.old else { return }
    try adjustHuman(label: vote.old, by: -1)
    try adjustHuman(label: vote.label, by: 1)
  }
}
