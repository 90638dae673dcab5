/// The fields of a labeling job request in words, for `winnow help job`.
package enum JobReference {
  /// A field, its values with the default in parentheses, and its meaning.
  package struct Field: Sendable {
    package let name: String
    package let values: String
    package let meaning: String

    init(_ name: String, _ values: String, _ meaning: String) {
      (self.name, self.values, self.meaning) = (name, values, meaning)
    }
  }

  /// The fields of Ground Truth's request; a dot before a name stands for `HumanTaskConfig`.
  package static let request = [
    Field("LabelingJobName", "letters, digits, hyphens", "the job's name (required)"),
    Field(
      "LabelAttributeName", "letters, digits, hyphens", "the label's key in each line (required)"),
    Field(
      "InputConfig.DataSource.S3DataSource.ManifestS3Uri", "a path",
      "the manifest (required, but with init --input)"),
    Field("LabelCategoryConfigS3Uri", "a path", "the label category file (required)"),
    Field(
      ".UiConfig.UiTemplateS3Uri", "a path", "instructions: template, Markdown, text (required)"),
    Field(".TaskTitle", "1–128 characters", "the question shown above each text (required)"),
    Field(".TaskDescription", "1–255 characters", "what the job is about (required)"),
    Field(".TaskKeywords", "1–5 words", "not shown"),
    Field(".NumberOfHumanWorkersPerDataObject", "1–9 (1)", "different people who label each item"),
    Field(".TaskTimeLimitInSeconds", "30–28800 (300)", "then an unanswered item goes to others"),
    Field(
      ".TaskAvailabilityLifetimeInSeconds", "60 or more (21600)",
      "then the unanswered items of a batch return to the pool"),
    Field(".MaxConcurrentTaskCount", "1–5000 (by pace)", "items queued for people at a time"),
    Field(
      ".PublicWorkforceTaskPrice.AmountInUsd", "Dollars, Cents, TenthFractionsOfACent",
      "price of a human label, for the cost shown"),
    Field(
      "StoppingConditions.MaxHumanLabeledObjectCount", "1 or more", "human labels that end the job"),
    Field(
      "StoppingConditions.MaxPercentageOfInputDatasetLabeled", "1–100",
      "percent labeled that ends the job"),
  ]

  /// The fields of the object `ActiveLearning`, all of them optional.
  package static let activeLearning = [
    Field("TargetAccuracy", "0.5–0.999 (0.95)", "accuracy that the auto-labels must have"),
    Field("Confidence", "0.5–0.99 (0.95)", "confidence of the bound on it"),
    Field("StartLabels", "\"auto\", a count, or \"20%\"", "human labels before the first round"),
    Field("BatchSize", "\"auto\", a count, or \"1%\"", "new human labels between two rounds"),
    Field("AuditShare", "\"auto\", or 0–0.5", "share of a batch that checks auto-labels, blind"),
    Field(
      "RepeatShare", "\"auto\", or 0–0.5",
      "share of a batch asked again, to measure people's errors"),
    Field(
      "GoldShare", "0–0.5 (none)",
      "share of a worker's tasks whose label is known, unmarked, to measure the worker"),
    Field("AnswerErrors", "0–0.3", "share of wrong answers, declared in place of measuring it"),
    Field(
      "Promise", "\"checked\" or \"audited\" (checked)", "how the accuracy must be known at the end"
    ),
    Field(
      "TargetPerLabel", "true or false (false)", "the target holds for each label's auto-labels"),
    Field(
      "Strategy",
      "random, least-confidence, margin, entropy, diverse, or {\"Command\": […]} (diverse)",
      "which items people see next"),
    Field(
      "Model",
      "\"built-in\", or {\"Command\": […]}, {\"Container\": path}, {\"Image\": name}, {\"Endpoint\": address}",
      "the model"),
    Field("Challenger", "as Model", "a second model on the same labels, to compare"),
    Field(
      "Opinions", "\"all\" or \"until-agreed\" (all)",
      "of several people an item: all, or two, and more only where they disagree"),
    Field(
      "Consolidation", "\"majority\" or \"dawid-skene\" (majority)",
      "from several answers to one label"),
    Field("HumanConfidence", "0–1 (1.0)", "“confidence” of human labels in the output"),
    Field(
      "MachineConfidence", "\"probability\" or \"margin\" (probability)",
      "“confidence” of auto-labels"),
    Field("GroupKey", "a key of the lines", "items with equal values belong together"),
    Field("ContextKeys", "a list of keys", "keys shown with the text"),
  ]

  /// A complete request.
  package static let example = """
    {
      "LabelingJobName": "tickets",
      "LabelAttributeName": "category",
      "InputConfig": {"DataSource": {"S3DataSource": {"ManifestS3Uri": "tickets.manifest"}}},
      "LabelCategoryConfigS3Uri": "label-categories.json",
      "HumanTaskConfig": {
        "UiConfig": {"UiTemplateS3Uri": "instructions.txt"},
        "TaskTitle": "What is this ticket about?",
        "TaskDescription": "Support tickets, one label each.",
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 300
      },
      "ActiveLearning": {"TargetAccuracy": 0.95, "ContextKeys": ["customer"]}
    }
    """

  /// The label category file that the example names.
  package static let exampleLabels = """
    {
      "document-version": "2018-11-28",
      "labels": [{"label": "Bug", "key": "b"}, {"label": "Question"}]
    }
    """

  package static var text: String {
    """
    A labeling job request is a JSON file, here job.json:

    \(indented(example))

    with label-categories.json (“key” is optional):

    \(indented(exampleLabels))

    and the instructions for people in instructions.txt. Paths start at the folder of job.json.

    Fields of Ground Truth's CreateLabelingJob (a dot stands for HumanTaskConfig):
    \(lines(request))

    Fields of “ActiveLearning”, winnow's own:
    \(lines(activeLearning))

    Fields for AWS alone (RoleArn, WorkteamArn, functions, tags) may stay; init says what they mean here.
    """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }

  private static func lines(_ fields: [Field]) -> String {
    fields.map { "  \($0.name)\n      \($0.values): \($0.meaning)" }.joined(separator: "\n")
  }
}
