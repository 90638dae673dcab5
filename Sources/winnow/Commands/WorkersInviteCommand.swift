import ArgumentParser
import Domain
import Engine
import Foundation
import Store

/// `winnow workers invite`.
struct WorkersInviteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Says what a login needs to label here, and what to send it.",
    discussion: """
      Looks whether the login is there, is in the project's group, and can pass through the folders \
      above the project. What is missing is told with the command that mends it; nothing is changed.

        winnow workers invite news ana
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The person's login.")
  var login: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("invites workers")
    let invitation = try Invitation(login, to: opened.project.folder)
    try opened.store.note(
      .workerInvited(worker: login), by: Identity.worker(named: nil), now: Date())
    Console.line(invitation.lines.joined(separator: "\n"))
  }
}
