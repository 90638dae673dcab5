import Domain
import Foundation
import Store
import TestSupport
import Testing

extension StoreConformance {
  static let settings = [
    StoreConformance(name: "What the lead sets is told with who, from and to") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      var lead = try store.settings()
      lead.target = 0.9
      lead.isPaused = true
      try store.setSettings(by: "eva", now: start) { lead }
      #expect(try store.situation(now: start).settings == lead)
      #expect(try store.report(now: start).loop.state == .paused)
      let event = try #require(try store.events(limit: 1).first)
      #expect(event.by == "eva")
      #expect(
        event.event
          == .settingsChanged([
            SettingChange(name: "target", from: "0.95", to: "0.9"),
            SettingChange(name: "paused", from: "no", to: "yes"),
          ]))
    },
    StoreConformance(name: "Another target makes the next round due; nothing else does") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0])
      var lead = try store.settings()
      lead.price = 0.01
      try store.setSettings(by: "eva", now: start) { lead }
      #expect(try store.situation(now: start).labelsForNextRound == 4)
      lead.target = 0.9
      try store.setSettings(by: "eva", now: start) { lead }
      #expect(try store.situation(now: start).labelsForNextRound == 0)
    },
    StoreConformance(name: "Settings that are what they were are no event") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      let before = try store.latestEvent()
      let same = try store.settings()
      try store.setSettings(by: "eva", now: start) { same }
      #expect(try !store.restoreSettings(store.settings(), now: start))
      #expect(try store.latestEvent() == before)
    },
    StoreConformance(name: "A copy that differs from the lead's own settings is put right") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let lead = try store.settings()
      var other = lead
      other.target = 0.5
      try store.setSettings(by: "mallory", now: start) { other }
      #expect(try store.restoreSettings(lead, now: start))
      #expect(try store.settings() == lead)
      #expect(
        try store.events(limit: 1).map(\.event) == [
          .settingsRestored([SettingChange(name: "target", from: "0.5", to: "0.95")])
        ])
    },
    StoreConformance(name: "A worker's own annotations are listed, the latest first") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1, 2])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 3, for: ana, now: start)
      try store.give(1, to: 0, by: ana)
      _ = try store.reject(item: 1, because: .unreadable, by: ana, now: start)
      try store.give(2, to: 2, by: ana)
      _ = try store.undo(by: ana, now: start)
      let history = try store.history(of: "ana", limit: 5)
      #expect(history.map(\.item) == [1, 0] && history.map(\.label) == [nil, 1])
    },
    StoreConformance(name: "No event is lost, however many there were since the last look") {
      make in
      let store = try make(setup(), MemoryItems(count: 10))
      let last = try store.latestEvent()
      for number in 0..<100 { try store.note(.text("\(number)"), now: start) }
      #expect(try store.events(after: last).count == 100)
    },
    StoreConformance(name: "Leases that have not run out are no reason to write") { make in
      let store = try make(setup(), MemoryItems(count: 10))
      try store.queue([0, 1])
      let ana = try store.sit("ana")
      _ = try store.lease(upTo: 1, for: ana, now: start)
      let version = try store.version()
      try store.expireLeases(now: start + 1)
      #expect(try store.version() == version)
      try store.expireLeases(now: start + 301)
      #expect(try store.counts(at: start + 301).leased == 0)
    },
  ]
}
