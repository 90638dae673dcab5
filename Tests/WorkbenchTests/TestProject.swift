import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Workbench

/// A project in memory with tasks for a labeler, and the session's effects on it.
struct TestProject {
  let store: ProjectStore
  let effects: StoreEffects

  /// Makes a project whose items have the fixtures' titles, or those of another source.
  init(tasks: Int = 40, items other: (any ProjectAssets)? = nil) throws {
    var items = MemoryItems(count: tasks)
    items.texts = (0..<tasks).map { Fixtures.titles[$0 % Fixtures.titles.count] }
    store = try ProjectStore.inMemory(
      ProjectSetup(jobName: "news-headlines", labels: Fixtures.labels, total: tasks),
      assets: other ?? items, now: Fixtures.now)
    try store.enqueue(
      (0..<tasks).map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: tasks,
      now: Fixtures.now)
    let process = ProcessIdentity(host: "test", number: 1)
    let session = try store.openSession(worker: "ana", process: process, now: Fixtures.now)
    effects = StoreEffects(store: store, session: session, now: { Fixtures.now })
  }

  /// The annotations that stand, oldest first.
  var annotations: [AnnotationSnapshot.Annotation] {
    get throws { try store.annotations().annotations }
  }
}
