import Foundation
import Testing

@testable import ExternalModel

@Suite struct LimitMarkTests {
  private func limits(_ hard: String) -> String {
    """
    Limit                     Soft Limit           Hard Limit           Units
    Max open files            1024                 1048576              files
    Max file locks            \(hard)  \(hard)  locks
    """
  }

  @Test("A mark is read back from the limits of a process, with its project and starter")
  func roundTrip() throws {
    let mark = LimitMark(project: "2049-77", starter: .own)
    let read = try #require(LimitMark(limits: limits("\(mark.number)")))
    #expect(read == mark)
    #expect(read.isOf(project: "2049-77") && !read.isOf(project: "2049-78"))
    #expect(!read.hasStarterEnded)
  }

  @Test("A starter that is gone, or whose number is another's by now, has ended")
  func ended() {
    let gone = ProcessInstance(number: 4_194_303, start: "5", namespace: "1")
    #expect(LimitMark(project: "1-1", starter: gone).hasStarterEnded)
    let other = ProcessInstance(number: getpid(), start: "5", namespace: "1")
    #expect(LimitMark(project: "1-1", starter: other).hasStarterEnded)
  }

  @Test(
    "A process without the mark has none", arguments: ["unlimited", "1024", "18446744073709551615"])
  func none(_ hard: String) {
    #expect(LimitMark(limits: limits(hard)) == nil)
    #expect(LimitMark(of: getpid()) == nil)
  }
}
