/// The task type that the ARN of a Ground Truth function or interface names, such as
/// `arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClass`.
///
/// Source: Ground Truth's API reference, `HumanTaskConfig.PreHumanTaskLambdaArn` and
/// `AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn`, 2024.
enum TaskType: Equatable {
  /// One label for each text: what winnow does.
  case textClassification
  /// Several labels for each item.
  case multiLabel
  /// Another built-in type, with its name in the ARN.
  case other(String)
  /// The user's own function, which is not run here.
  case custom

  private static let known = "TextMultiClass"

  init(arn: String) {
    let name = arn.split(whereSeparator: { $0 == ":" || $0 == "/" }).last.map(String.init) ?? ""
    let isBuiltIn = ["PRE-", "ACS-"].contains { name.hasPrefix($0) }
    let type = isBuiltIn ? String(name.dropFirst(4)) : name
    if type.hasSuffix("MultiLabel") {
      self = .multiLabel
    } else if type == Self.known {
      self = .textClassification
    } else if isBuiltIn || arn.contains(":human-task-ui/") {
      self = .other(type)
    } else {
      self = .custom
    }
  }
}
