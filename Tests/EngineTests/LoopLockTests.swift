import Engine
import TestSupport
import Testing

@Suite struct LoopLockTests {
  @Test("One holder at a time; given back when it goes")
  func oneHolder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("loop.lock")
    #expect(!LoopLock.isHeld(path: path))
    do {
      let lock = try LoopLock(path: path)
      #expect(lock != nil && LoopLock.isHeld(path: path))
      let second = try LoopLock(path: path)
      #expect(second == nil)
      _ = consume lock
    }
    #expect(!LoopLock.isHeld(path: path))
  }
}
