import ArgumentParser
import Domain
import Engine
import Foundation
import Testing

@testable import winnow

@Suite struct JobSteeringTests {
  @Test("A pause and its end are the settings', and say what undoes them")
  func pause() throws {
    let project = try LabeledProject()
    let steering = JobSteering(project.path, resumption: "r")
    #expect(try steering.perform(.pause).contains("until r;"))
    #expect(try OpenProject(project.path, for: .reading).project.leadSettings().isPaused)
    #expect(throws: Never.self) { try StatusCommand.parse([project.path, "--check"]).run() }
    #expect(try steering.perform(.resume).hasPrefix("Resumed"))
    #expect(try steering.perform(.resume) == "The job is neither paused nor stopped.")
    #expect(try !OpenProject(project.path, for: .reading).project.leadSettings().isPaused)
    _ = try steering.perform(.stop)
    #expect(try steering.perform(.pause) == "The job is Stopped: there is no round to hold back.")
    #expect(JobSteering("news").resumption == "“winnow resume news”")
  }
}
