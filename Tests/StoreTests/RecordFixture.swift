import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// Writes the fixture of the current schema version; run by hand when a version is released.
@Suite struct RecordFixture {
  @Test(
    "The fixture of this version is written where it is asked for",
    .enabled(if: ProcessInfo.processInfo.environment["RECORD_FIXTURE"] != nil))
  func record() throws {
    let path = try #require(ProcessInfo.processInfo.environment["RECORD_FIXTURE"])
    let items = MemoryItems(count: 10, autoLabels: [1: [5: 1]])
    let now = StoreConformance.start
    try ProjectStore.create(
      path: path,
      setup: StoreConformance.setup(initialLabels: [9: .init(index: 0, isHuman: true)]), now: now)
    let store = try ProjectStore(path: path, assets: items)
    try store.queue([0, 1, 2])
    let ana = try store.sit("ana")
    _ = try store.lease(upTo: 2, for: ana, now: now)
    try store.give(1, to: 0, by: ana)
    _ = try store.reject(item: 1, because: .unreadable, by: ana, now: now)
    try store.publish(.round(1, auto: [0, 1, 0, 0], tasks: [3], watermark: 2), now: now)
    try store.closeSession(ana, now: now)
  }
}
