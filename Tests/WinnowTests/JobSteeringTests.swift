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
    #expect(try steering.perform(.resume).hasPrefix("Resumed"))
    #expect(try !OpenProject(project.path, for: .reading).project.leadSettings().isPaused)
    #expect(JobSteering("news").resumption == "“winnow resume news”")
  }
}
