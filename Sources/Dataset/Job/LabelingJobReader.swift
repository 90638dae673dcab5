import Domain

/// Reads the fields of a labeling job request.
struct LabelingJobReader {
  /// The folder where relative paths start.
  let folder: String
  let hasOtherManifest: Bool

  /// Returns the job, or nil if a required field is missing; all faults are in `top.faults`.
  func read(_ top: inout FieldReader) -> LabelingJob? {
    guard top.faults.isEmpty else { return nil }
    let name = readName(in: &top)
    let attribute = readAttribute(in: &top)
    let manifest = readInput(in: &top)
    top.ignore(["RoleArn", "Tags"])
    top.note(
      "LabelingJobAlgorithmsConfig",
      means: "no model is taken from there; “ActiveLearning” names the model")
    readOutput(in: &top)
    let categories = top.path("LabelCategoryConfigS3Uri", from: folder)
    let task = top.object("HumanTaskConfig", isRequired: true) { readTask(in: &$0) }
    let conditions = readStoppingConditions(in: &top)
    let activeLearning = top.object("ActiveLearning") {
      ActiveLearningReader(folder: folder).read(&$0)
    }
    if activeLearning?.opinions == .untilAgreed, task?.workersPerItem == 1 {
      top.report(
        .notAllowed(
          field: "HumanTaskConfig.NumberOfHumanWorkersPerDataObject", found: "1",
          allowed: "from 2 to 9 where “Opinions” is “until-agreed”: the most opinions of an item"),
        line: top.line)
    }
    top.finish()
    guard let name, let attribute, let categories, let task else { return nil }
    return LabelingJob(
      name: name, labelAttributeName: attribute, manifestPath: manifest,
      labelCategoryPath: categories, templatePath: task.templatePath, taskTitle: task.title,
      taskDescription: task.description, taskKeywords: task.keywords,
      workersPerItem: task.workersPerItem, taskTimeLimitInSeconds: task.timeLimit,
      taskAvailabilityLifetimeInSeconds: task.availabilityLifetime,
      maxConcurrentTaskCount: task.maxConcurrentCount, pricePerLabel: task.price,
      stoppingConditions: conditions ?? LabelingJob.StoppingConditions(),
      activeLearning: activeLearning ?? ActiveLearning(), ignoredFields: top.ignoredFields,
      differences: top.differences)
  }

  private func readName(in top: inout FieldReader) -> String? {
    let prefix = top.field("LabelingJobNamePrefix")
    let name = top.field("LabelingJobName")
    if let prefix, name != nil {
      top.report(.both("LabelingJobName", "LabelingJobNamePrefix"), line: prefix.line)
    }
    guard let field = name ?? prefix else {
      top.report(.missing(field: "LabelingJobNamePrefix"), line: top.line)
      return nil
    }
    guard let text = top.string(field) else { return nil }
    if !LabelAttributeName.isWellFormed(text, limit: 63) || text.utf8.count > 63 {
      let allowed = "letters, digits and inner hyphens, at most 63"
      top.report(
        .notAllowed(field: field.name, found: "“\(text)”", allowed: allowed), line: field.line)
    }
    return text
  }

  private func readAttribute(in top: inout FieldReader) -> LabelAttributeName? {
    guard let field = top.required("LabelAttributeName"), let text = top.string(field) else {
      return nil
    }
    if let name = LabelAttributeName(text) { return name }
    top.report(
      .notAllowed(field: field.name, found: "“\(text)”", allowed: LabelAttributeName.rule),
      line: field.line)
    return nil
  }

  private func readInput(in top: inout FieldReader) -> String? {
    top.object("InputConfig", isRequired: !hasOtherManifest) { input in
      input.ignore(["DataAttributes"])
      return input.object("DataSource", isRequired: !hasOtherManifest) { source in
        source.note(
          "SnsDataSource", means: "no items arrive while the job runs; the manifest has all of them"
        )
        return source.object("S3DataSource", isRequired: !hasOtherManifest) { s3 in
          guard hasOtherManifest else { return s3.path("ManifestS3Uri", from: folder) }
          _ = s3.string("ManifestS3Uri")
          return nil
        }
      }
    }
  }

  private func readOutput(in top: inout FieldReader) {
    _ = top.object("OutputConfig") { output in
      output.note("S3OutputPath", means: "outputs go to the folder “output” of the project")
      output.note("KmsKeyId", means: "outputs are not encrypted; only their owner can read them")
      output.ignore(["SnsTopicArn"])
    }
  }

  private func readStoppingConditions(
    in top: inout FieldReader
  ) -> LabelingJob.StoppingConditions? {
    top.object("StoppingConditions") {
      LabelingJob.StoppingConditions(
        maxHumanLabeledObjectCount: $0.integer("MaxHumanLabeledObjectCount", in: 1...Int.max),
        maxPercentageOfInputDatasetLabeled: $0.integer(
          "MaxPercentageOfInputDatasetLabeled", in: 1...100))
    }
  }
}

extension LabelingJobReader {
  /// The fields of `HumanTaskConfig`.
  private struct Task {
    let templatePath: String
    let title: String
    let description: String
    let keywords: [String]
    let workersPerItem: Int
    let timeLimit: Int
    let availabilityLifetime: Int
    let maxConcurrentCount: Int?
    let price: Double?
  }

  private func readTask(in task: inout FieldReader) -> Task? {
    guard task.faults.isEmpty else { return nil }
    task.note("WorkteamArn", means: "whoever may use the project's folder labels")
    readFunctions(in: &task)
    let template = task.object("UiConfig", isRequired: true) { config in
      checkTaskType("HumanTaskUiArn", in: &config, ifCustom: nil)
      return config.path("UiTemplateS3Uri", from: folder)
    }
    let title = task.required("TaskTitle").flatMap { task.string($0, length: 1...128) }
    let description =
      task.required("TaskDescription").flatMap { task.string($0, length: 1...255) }
    let keywords = readKeywords(in: &task)
    let workers = task.integer("NumberOfHumanWorkersPerDataObject", in: 1...9)
    let timeLimit = task.integer("TaskTimeLimitInSeconds", in: 30...28_800)
    task.note(
      "TaskAvailabilityLifetimeInSeconds",
      means: "after it the unanswered tasks of a batch return to the pool; no item fails by it")
    let lifetime = task.integer("TaskAvailabilityLifetimeInSeconds", in: 60...Int(Int32.max))
    let concurrent = task.integer("MaxConcurrentTaskCount", in: 1...5_000)
    task.note("PublicWorkforceTaskPrice", means: "the price of a human label, for the cost shown")
    let price = readPrice(in: &task)
    guard let template, let title, let description else { return nil }
    return Task(
      templatePath: template, title: title, description: description, keywords: keywords,
      workersPerItem: workers ?? 1, timeLimit: timeLimit ?? 300,
      availabilityLifetime: lifetime ?? 21_600, maxConcurrentCount: concurrent,
      price: price)
  }

  private func readFunctions(in task: inout FieldReader) {
    checkTaskType(
      "PreHumanTaskLambdaArn", in: &task,
      ifCustom: "no function is run; people see the text under “source” as it is")
    let own = "no function is run; “ActiveLearning.Consolidation” says how answers become a label"
    _ = task.object("AnnotationConsolidationConfig") { config in
      checkTaskType("AnnotationConsolidationLambdaArn", in: &config, ifCustom: own)
    }
  }

  /// Reads an ARN that names a task type; reports one that is not text classification.
  private func checkTaskType(
    _ name: String, in reader: inout FieldReader, ifCustom meaning: String?
  ) {
    guard let field = reader.field(name), let arn = reader.string(field) else { return }
    switch TaskType(arn: arn) {
    case .textClassification: reader.ignore([name])
    case .custom:
      if let meaning { reader.note(name, means: meaning) } else { reader.ignore([name]) }
    case .multiLabel:
      reader.report(.multiLabel(field: reader.name(name)), line: field.line)
    case .other(let type):
      reader.report(.otherTask(field: reader.name(name), type: type), line: field.line)
    }
  }

  private func readKeywords(in task: inout FieldReader) -> [String] {
    let name = "TaskKeywords"
    guard let keywords = task.strings(name) else { return [] }
    if !(1...5).contains(keywords.count) || !keywords.allSatisfy({ (1...30).contains($0.count) }) {
      let allowed = "1 to 5 words of 1 to 30 characters"
      task.report(
        .notAllowed(field: task.name(name), found: "\(keywords.count) words", allowed: allowed),
        line: task.field(name)?.line ?? task.line)
    }
    return keywords
  }

  private func readPrice(in task: inout FieldReader) -> Double? {
    task.object("PublicWorkforceTaskPrice") { price in
      price.object("AmountInUsd") { amount in
        // Whole tenths of a cent, so that the sum is exact.
        let dollars = amount.integer("Dollars", in: 0...1000) ?? 0
        let cents = amount.integer("Cents", in: 0...99) ?? 0
        let tenths = amount.integer("TenthFractionsOfACent", in: 0...9) ?? 0
        return Double(dollars * 1000 + cents * 10 + tenths) / 1000
      }
    }
  }
}
