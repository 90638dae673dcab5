import Domain
import Testing

@Suite struct FileLockTests {
  private let locks = FileLock.all(
    in: """
      1: POSIX  ADVISORY  READ 11 fe:01:77 128 128
      2: POSIX  ADVISORY  WRITE 12 fe:01:77 120 122
      3: -> POSIX  ADVISORY  WRITE 13 fe:01:77 120 120
      4: FLOCK  ADVISORY  WRITE 14 fe:01:77 0 EOF
      5: OFDLCK ADVISORY  WRITE -1 fe:01:79 0 EOF
      nonsense
      """)

  @Test("Locks on bytes are read from the kernel's list; waiting and other ones are not")
  func all() {
    #expect(locks.map(\.process) == [11, 12, -1])
    #expect(locks.map(\.inode) == [77, 77, 79])
    #expect(locks.map(\.isWrite) == [false, true, true])
    #expect(locks.map(\.isOfOpenFile) == [false, false, true])
    #expect(locks[1].has(121) && !locks[1].has(123) && locks[2].has(.max - 1))
  }

  @Test("A file has the name that the list gives it")
  func names() {
    #expect(FileLock.file(device: 0xFE01, inode: 77) == locks[0].file)
    #expect(FileLock.file(device: 0x0803, inode: 5) == "08:03:5")
  }
}
