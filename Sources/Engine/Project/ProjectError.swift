package import Dataset
import Glibc

/// A reason why a project cannot be made, opened, run or exported.
package enum ProjectError: Error, Equatable, CustomStringConvertible {
  case exists(String)
  /// The folder in which something is to be made.
  case noFolder(String)
  /// A name that a file cannot have, and the most bytes of one.
  case noName(String, longest: Int)
  case noProject(String)
  /// A project of somebody else, with its owner's login if it is known.
  case noAccess(String, owner: String?)
  /// The input is not the file that the project was made from.
  case inputChanged(String)
  /// A round's auto-labels do not fit the project.
  case foreignAutoLabels(round: Int)
  /// An item of this line has a label, or an answer is to an item, that the job does not have.
  case foreignRows(String)
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
  /// A round's model knows other labels than the job has now: those that it does not know, and those
  /// that it still gives.
  case labelsChanged(round: Int, unknown: [String], gone: [String])
  /// A model that is to be the start has other labels: those it lacks, and those it has besides.
  case otherStartLabels(String, lacks: [String], more: [String])
  /// The start of a job whose model is a user's own.
  case noUseForStartModel(job: String)
  case noExportedModel(String)
  /// A simulation that does not end.
  case stuck(unlabeled: Int)

  package var description: String {
    switch self {
    case .exists(let path):
      "\(path) already exists; choose another name, or remove it if nothing in it is needed"
    case .noFolder(let path): "there is no folder \(path); make it, or name another place"
    case .noName(let name, let longest):
      name.isEmpty
        ? "a name is needed for what is to be made"
        : "the name of what is to be made is too long: \(name.utf8.count) bytes of \(longest)"
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
    case .foreignRows(let what):
      "project.sqlite has \(what), which no winnow writes; “winnow doctor” says what was changed"
    case .badPrograms(let file, let faults):
      faults.map { "\(file): ActiveLearning.\($0)" }.joined(separator: "\n")
    case .noLock(let file, let code):
      "\(file): \(String(cString: strerror(code))); only the lead's processes run the loop"
    case .missing, .otherTexts, .otherModel, .noRound, .notTrained, .labelsChanged: ofRound
    case .otherStartLabels, .noUseForStartModel, .noExportedModel: ofStartModel
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
    case .labelsChanged(let round, let unknown, let gone):
      "the labels were changed since round \(round): its model "
        + Self.joined(unknown: "does not know", unknown, gone: "still gives", gone)
        + "; it can be exported after the next round, which “winnow run” does"
    default: ""
    }
  }

  private var ofStartModel: String {
    switch self {
    case .otherStartLabels(let path, let lacks, let more):
      "\(path): a start model has the labels of the job; this one "
        + Self.joined(unknown: "does not know", lacks, gone: "also gives", more)
        + "; if labels were changed there, --label-categories takes the file that its export wrote"
    case .noUseForStartModel(let job):
      "\(job): the job's model is one of your own, which a start model cannot help; leave "
        + "--start-model out, or the job's ActiveLearning.Model"
    case .noExportedModel(let project):
      "the project \(project) has exported no model; “winnow export \(ShellWord.quoted(project)) "
        + "--partial --model” writes it"
    default: ""
    }
  }

  private static func joined(
    unknown: String, _ names: [String], gone: String, _ others: [String]
  ) -> String {
    let quoted = { (names: [String]) in names.map { "“\($0)”" }.joined(separator: ", ") }
    return [
      names.isEmpty ? nil : "\(unknown) \(quoted(names))",
      others.isEmpty ? nil : "\(gone) \(quoted(others))",
    ]
    .compactMap(\.self).joined(separator: " and ")
  }
}
