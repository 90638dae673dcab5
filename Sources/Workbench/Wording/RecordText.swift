package import Domain
import Foundation

/// The words for a change that was found in a project's records.
package enum RecordText {
  package static func text(_ finding: RecordFinding) -> String {
    "\(what(finding.change))\(when(finding)). Nobody can tell by whom: all who may label can write the"
      + " database."
  }

  private static func what(_ change: RecordFinding.Change) -> String {
    switch change {
    case .answers(let first, let last):
      "Answers were changed after they were saved, some of numbers \(first) to \(last)"
    case .labels(let count, let item):
      "\(NumberText.counted(count, "item")) \(count == 1 ? "is" : "are") not what people answered (label,"
        + " rejection, or that nobody labeled it), the first is line \(item + 1)"
    case .notes: "Notes of workers were changed after they were written"
    case .events: "Events were changed after they were noted"
    case .items: "Labels, confidences or times of items were changed after the job was completed"
    case .rounds: "What rounds had published was changed afterwards"
    case .decisions:
      "What the lead decided was changed (labels and rejections of the lead, items asked again, answers set"
        + " aside, alarms acknowledged, pauses, the model that gives the labels, or the job's name and times)"
    case .status(let status):
      "The job was said to be \(status), though neither the lead nor the loop has ended it"
    case .initialLabels(let count, let item):
      "\(NumberText.counted(count, "item")) of the input no longer \(count == 1 ? "has" : "have") the"
        + " label that came with it, the first is line \(item + 1)"
    case .round(let number):
      "What round \(number) published was changed (its figures, or how many labels make the next round"
        + " due), or its files are lost"
    case .count(let name, let kept, let found):
      "The count of items \(name) was changed: it is \(kept), there are \(found)"
    }
  }

  private static func time(_ date: Date) -> String {
    let clock = ClockText(timeZone: .current)
    return "\(clock.day(date)) \(clock.minute(date))"
  }

  private static func when(_ finding: RecordFinding) -> String {
    let found = time(finding.foundAt)
    guard let at = finding.unchangedAt, let round = finding.unchangedRound else {
      return ", before \(found)"
    }
    return ", between \(time(at)) (round \(round)) and \(found)"
  }
}
