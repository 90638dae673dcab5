package import Dataset
import Glibc

/// A reason why a project cannot be made, opened, run or exported.
package enum ProjectError: Error, Equatable, CustomStringConvertible {
  case exists(String)
  case noProject(String)
  /// A project of somebody else, with its owner's login if it is known.
  case noAccess(String, owner: String?)
  /// The input is not the file that the project was made from.
  case inputChanged(String)
  /// A round's auto-labels do not fit the project.
  case foreignAutoLabels(round: Int)
  /// Fields of the job whose programs cannot be used, each with the reason.
  case badPrograms(file: String, faults: [String])
  /// The system refused the loop's lock, with an `errno`.
  case noLock(file: String, code: Int32)
  case missing(RoundFile, round: Int)
  case otherTexts(round: Int)
  case otherModel(round: Int)
  /// The lead changed the labels while a round began.
  case otherLabels(round: Int)
  case noRound
  /// The model's name.
  case notTrained(String)
  /// A simulation that does not end.
  case stuck(unlabeled: Int)

  package var description: String {
    switch self {
    case .exists(let path):
      "\(path) already exists; choose another name, or remove it if nothing in it is needed"
    case .noProject(let path):
      "no winnow project is at \(path); check the path, or make one with “winnow init”"
    case .noAccess(let path, let owner):
      "\(path) belongs to \(owner ?? "someone else"), and you may not read it; its lead can let the "
        + "folder's group in: “winnow init --group”"
    case .otherLabels(let round):
      "the labels were changed while round \(round) began; it begins anew"
    case .inputChanged(let path):
      "\(path) was changed since the project was made, so its labels may belong to other lines; put "
        + "the original file back"
    case .foreignAutoLabels(let round):
      "the auto-labels of round \(round) do not fit the project: the file was changed; the next round "
        + "gives them anew"
    case .badPrograms(let file, let faults):
      faults.map { "\(file): ActiveLearning.\($0)" }.joined(separator: "\n")
    case .noLock(let file, let code):
      "\(file): \(String(cString: strerror(code))); only the lead's processes run the loop"
    case .missing, .otherTexts, .otherModel, .noRound, .notTrained: ofRound
    case .stuck(let unlabeled):
      "the job does not end: \(unlabeled) items are unlabeled, and there are no tasks for them"
    }
  }

  private var ofRound: String {
    switch self {
    case .missing(let file, let round):
      "round \(round): the file “\(file.rawValue)” is missing; the round is run again"
    case .otherTexts(let round):
      "round \(round): its model was trained on other texts than the project's; the round is run "
        + "again"
    case .otherModel(let round):
      "round \(round): it began with another model than the job names; the round is run again"
    case .noRound:
      "no round has been published, so there is no model yet; “winnow model train” trains one on "
        + "a manifest's labels"
    case .notTrained(let name):
      "the labels come from \(name), which winnow does not train, so there is nothing to export"
    default: ""
    }
  }
}
