/// A fault of label categories or of a worker task template.
package enum JobFault: FaultReason {
  case tooFewLabels
  case tooManyLabels(Int)
  case duplicateLabel(String)
  /// A name that is blank, or has control characters or direction marks.
  case unusableName(String)
  case unusableKey(String, label: String)
  case labelsAlike(String, String)
  case commandKey(String, label: String, free: Character?)
  case duplicateKey(String, label: String, other: String)
  case keysOfOtherLabels
  /// The label that another one was merged into is not in use.
  case mergedIntoNone(String, label: String)
  case templateTooLarge(limit: Int)
  case templateSaysNothing
}

extension JobFault {
  package var description: String {
    switch self {
    case .tooFewLabels: "there must be at least two labels; add one"
    case .tooManyLabels(let limit): "there are more than \(limit) labels; remove some"
    case .duplicateLabel(let name): "the label “\(name)” appears twice; remove or rename one"
    case .unusableName(let name):
      "the label “\(name)” is blank or has control characters or direction marks; give it a name that "
        + "can be read"
    case .unusableKey(let key, let label):
      "the key “\(key)” of “\(label)” is not a single character that can be typed; choose another"
    case .labelsAlike(let one, let other):
      "the labels “\(one)” and “\(other)” differ only by case or blanks; remove or rename one"
    case .commandKey(let key, let label, let free):
      "the key “\(key)” of “\(label)” is kept for a command of the labeling screen; "
        + (free.map { "“\($0)” is free, or leave out \"key\"" } ?? "leave out \"key\"")
    case .duplicateKey(let key, let label, let other):
      "the key “\(key)” of “\(label)” is already the key of “\(other)”; choose another"
        + " (capitals and small letters are one key)"
    case .mergedIntoNone(let target, let name):
      "“\(name)” was merged into “\(target)”, which is no label of the file that can be given"
    case .keysOfOtherLabels:
      "the file does not have the keys of this project's labels; restore it from a backup, or"
        + " remove it: keys are then chosen anew"
    case .templateTooLarge(let limit):
      "the worker task template has more than \(limit >> 20) MB; shorten it"
    case .templateSaysNothing:
      "the worker task template has no text; give crowd-classifier a header, or write instructions"
    }
  }
}
