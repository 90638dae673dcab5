import TerminalUI
import Testing

@Suite("Mailbox")
struct MailboxTests {
  @Test("A mailbox gives what was posted in order, once, and its bell rings")
  func mailbox() {
    let mailbox = Mailbox<Int>()
    mailbox.bell.jobStarted()
    #expect(!mailbox.isQuiet)
    mailbox.post(1)
    mailbox.post(2)
    mailbox.bell.jobEnded()
    #expect(!mailbox.isQuiet)
    #expect(mailbox.take() == [1, 2])
    #expect(mailbox.take() == [])
    #expect(mailbox.isQuiet)
  }
}
