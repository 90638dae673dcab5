import Engine
import TestSupport
import Testing

@Suite struct LoopLockTests {
  @Test("One holder at a time; given back when it goes")
  func oneHolder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("input.manifest", "{}")
    #expect(!LoopLock.isHeld(path: path))
    do {
      let lock = try LoopLock(path: path)
      let isFirst = lock != nil
      let isSecond = try LoopLock(path: path) != nil
      #expect(isFirst && !isSecond && LoopLock.isHeld(path: path))
      _ = consume lock
    }
    #expect(!LoopLock.isHeld(path: path))
  }
}
