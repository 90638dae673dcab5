import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// Sessions of processes that died are closed by whoever comes next.
@Suite struct KilledSessionTests {
  private let folder: TemporaryFolder
  private let store: ProjectStore
  private let now = StoreConformance.start

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path("project.sqlite")
    try ProjectStore.create(path: path, setup: StoreConformance.setup(), now: now)
    store = try ProjectStore(
      path: path, assets: MemoryItems(count: 10), liveness: OnlyOthersLive(dead: 66))
    for name in ["ana", "eva"] {
      _ = try store.openSession(
        worker: name, process: ProcessIdentity(host: "here", number: 66), now: now)
    }
  }

  private var closed: Int {
    get throws {
      try store.events(after: 0).count { event in
        if case .sessionClosed = event.event { true } else { false }
      }
    }
  }

  @Test("The first session of a killed screen is closed by the second, though it held no lease")
  func bySession() throws {
    // Eva's own process is dead, too, and nobody has come since.
    #expect(try closed == 1 && store.leftovers(now: now).sessions == 1)
    let ben = try store.sit("ben")
    #expect(try closed == 2 && store.leftovers(now: now).sessions == 0)
    #expect(try store.lease(upTo: 1, for: ben, now: now).isEmpty)
  }

  @Test("The loop's round closes it, and writes nothing the next time")
  func byLoop() throws {
    try store.expireLeases(now: now)
    #expect(try closed == 2)
    let version = try store.version()
    try store.expireLeases(now: now)
    #expect(try store.version() == version)
  }
}

private struct OnlyOthersLive: Liveness {
  let dead: Int32

  var isLoopRunning: Bool { false }

  func isAlive(_ process: ProcessIdentity) -> Bool { process.number != dead }
}
