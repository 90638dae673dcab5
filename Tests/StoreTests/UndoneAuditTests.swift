import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// An audit that is asked again after an undo is the same audit.
@Suite struct UndoneAuditTests {
  @Test("An undone audit keeps its prediction and the chance with which it was drawn")
  func undone() throws {
    let folder = try TemporaryFolder()
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    try ProjectStore.create(
      path: folder.path("p.sqlite"),
      setup: StoreConformance.setup(), now: now)
    let store = try ProjectStore(path: folder.path("p.sqlite"), assets: MemoryItems(count: 10))
    try store.enqueue(
      [QueuedTask(item: 3, kind: .audit, predicted: 2, inclusion: 0.25)], labelsForNextRound: 1,
      now: now)
    let session = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 1), now: now)
    _ = try store.lease(upTo: 1, for: session, now: now)
    _ = try store.annotate(
      Annotation(item: 3, label: 1, acceptedAt: now, secondsSpent: 1), by: session, now: now)
    _ = try store.undo(by: session, now: now)
    let database = try SQLiteDatabase(reading: folder.path("p.sqlite"))
    var tasks = 0
    try database.read { db in
      try db.forEachRow(of: "SELECT kind, predicted, inclusion FROM task", with: []) {
        tasks += 1
        let (kind, predicted, inclusion): (String, Int, Double) = (try $0(0), try $0(1), try $0(2))
        #expect(kind == "audit" && predicted == 2 && inclusion == 0.25)
      }
    }
    #expect(tasks == 1)
  }
}
