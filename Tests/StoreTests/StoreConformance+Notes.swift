import Domain
import Foundation
import Store
import TestSupport
import Testing

extension StoreConformance {
  /// Notes of workers on items.
  static let notes: [StoreConformance] = [
    StoreConformance(name: "Notes are kept with who and when, and change nothing else") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([3, 4])
      let ana = try store.sit("ana")
      let ben = try store.sit("ben")
      #expect(try store.lease(upTo: 1, for: ana, now: start).map(\.item.id) == [3])
      let before = try (store.counts(now: start), store.outcome(withAnnotations: true).annotations)
      try store.addNote("two topics", to: 3, by: ana, now: start)
      try store.addNote(
        String(repeating: "x", count: 900), to: 3, by: ben, now: start.addingTimeInterval(60))
      let notes = try store.history(of: 3).notes
      #expect(notes.first == ItemNote(worker: "ana", at: start, text: "two topics"))
      #expect(notes.map(\.text.count) == [10, ItemNote.longest])
      #expect(try store.counts(now: start) == before.0)
      #expect(
        try store.outcome(withAnnotations: true).annotations.count == before.1.count)
      #expect(try store.lease(upTo: 1, for: ana, now: start).map(\.item.id) == [3])
      #expect(throws: StoreError.noSuchItem(10)) {
        try store.addNote("no", to: 10, by: ana, now: start)
      }
    },
    StoreConformance(name: "Notes are listed, the latest first, by worker and time") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let (ana, ben) = (try store.sit("ana"), try store.sit("ben"))
      try store.addNote("first", to: 3, by: ana, now: start)
      try store.addNote("second", to: 5, by: ben, now: start.addingTimeInterval(3600))
      var request = ReviewRequest(.notes)
      let all = try store.entries(request).entries
      #expect(all.map(\.item) == [5, 3] && all.map(\.words) == ["second", "first"])
      request.worker = "ana"
      #expect(try store.entries(request).entries.map(\.worker) == ["ana"])
      request.worker = nil
      request.until = start.addingTimeInterval(60)
      #expect(try store.entries(request).entries.map(\.item) == [3])
      request.limit = 1
      request.until = nil
      let (part, next) = try store.entries(request)
      request.after = next
      #expect(part.map(\.item) == [5])
      #expect(try store.entries(request).entries.map(\.item) == [3])
    },
  ]
}
