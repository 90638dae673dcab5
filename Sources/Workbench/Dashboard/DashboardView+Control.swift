import Domain
import TerminalUI

/// Pausing, resuming and stopping the job; each is asked before it is done.
extension DashboardView {
  static let controlBindings = [
    Binding(
      .askPause, .character("p"), in: scope,
      "Pause the job: no round begins, labeling goes on; it asks before.", hint: "pause"),
    Binding(
      .askResume, .character("r"), in: scope,
      "Resume the job after a pause or a stop; it asks before.", hint: "resume"),
    Binding(
      .askStop, .character("s"), in: scope,
      "Stop the job: no more items, then the partial manifest; it asks before.", hint: "stop"),
  ]

  static let controlAskedBindings = [
    Binding(.controlJob, .character("y"), in: .controlAsked, "Do it.", hint: "yes, do it"),
    Binding(
      .close, .character("n"), .escape, in: .controlAsked, "Leave the job as it is.",
      hint: "no, leave it"),
  ]

  /// Offers to the lead what makes sense in the job's present state.
  func offersControl(_ control: JobControl, _ context: ViewContext) -> Bool {
    guard context.setup.isLead, let report = context.report else { return false }
    return ControlText.refusal(control, report) == nil
  }

  func controlRefusal(_ control: JobControl, _ context: ViewContext) -> Refusal? {
    guard context.setup.isLead else {
      return .impossible(
        "Only the lead, who owns the project's folder, pauses, resumes or stops a job.")
    }
    guard let report = context.report else { return .tooEarly("the project is being read") }
    return ControlText.refusal(control, report).map(Refusal.impossible)
  }

  mutating func ask(_ control: JobControl, _ context: inout ViewContext) {
    wantedControl = control
    context.dialog = Dialog(.controlAsked, ControlText.question(control))
  }

  mutating func controlJob(_ context: inout ViewContext) -> [Effect] {
    context.dialog = nil
    guard let control = wantedControl else { return [] }
    wantedControl = nil
    context.tell(ControlText.underWay(control), seconds: 60)
    return [.store(.control(control))]
  }

  /// Tells how a pause, a resumption or a stop ended.
  func noteControl(_ event: Event, _ context: inout ViewContext) {
    switch event {
    case .store(.controlled(_, let outcome)): context.tell(outcome, style: .good, seconds: 10)
    case .store(.notControlled(let control, let message)):
      context.tell("\(ControlText.failed(control)): \(message)", style: .failure, seconds: 12)
    default: break
    }
  }
}

extension Scope {
  static let controlAsked = Scope(.dialog, "When the job is to be paused, resumed or stopped")
}

extension Command {
  static let askPause = Command("ask pause")
  static let askResume = Command("ask resume")
  static let askStop = Command("ask stop")
  /// Do what was asked about.
  static let controlJob = Command("control job")

  /// The change of the job that the command asks about; nil for others.
  var control: JobControl? {
    switch self {
    case .askPause: .pause
    case .askResume: .resume
    case .askStop: .stop
    default: nil
    }
  }
}
