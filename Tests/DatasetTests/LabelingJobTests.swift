import Dataset
import Domain
import Foundation
import Testing

@Suite struct LabelingJobTests {
  /// The request in the form in which the sample's notebook prints it, with paths for its S3 addresses.
  static let sample = """
    {
      "InputConfig": {
        "DataSource": {
          "S3DataSource": {
            "ManifestS3Uri": "partially-labeled.manifest"
          }
        },
        "DataAttributes": {
          "ContentClassifiers": [
            "FreeOfPersonallyIdentifiableInformation",
            "FreeOfAdultContent"
          ]
        }
      },
      "OutputConfig": {
        "S3OutputPath": "s3://bucket/byoal/output/"
      },
      "HumanTaskConfig": {
        "AnnotationConsolidationConfig": {
          "AnnotationConsolidationLambdaArn": "arn:aws:lambda:::function:ACS-TextMultiClass"
        },
        "PreHumanTaskLambdaArn": "arn:aws:lambda:::function:PRE-TextMultiClass",
        "MaxConcurrentTaskCount": 200,
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskAvailabilityLifetimeInSeconds": 21600,
        "TaskDescription": "Classify news title to one of these 4 categories.",
        "TaskKeywords": [
          "text",
          "classification",
          "humans",
          "news"
        ],
        "TaskTimeLimitInSeconds": 300,
        "TaskTitle": "Classify news title to one of these 4 categories.",
        "UiConfig": {
          "UiTemplateS3Uri": "file:///srv/instructions%20v2.template"
        },
        "PublicWorkforceTaskPrice": {
          "AmountInUsd": {
            "Dollars": 0,
            "Cents": 1,
            "TenthFractionsOfACent": 2
          }
        },
        "WorkteamArn": "arn:aws:sagemaker:::workteam/public-crowd/default"
      },
      "LabelingJobNamePrefix": "byoal-news",
      "RoleArn": "arn:aws:iam::000000000000:role/service-role/Role",
      "LabelAttributeName": "category",
      "LabelCategoryConfigS3Uri": "/srv/class_labels.json"
    }
    """

  private func parse(_ text: String, hasOtherManifest: Bool = false) throws -> LabelingJob {
    try LabelingJob.parse(
      Array(text.utf8), file: "jobs/job.json", hasOtherManifest: hasOtherManifest)
  }

  private func messages(_ text: String, hasOtherManifest: Bool = false) -> [String] {
    do {
      _ = try parse(text, hasOtherManifest: hasOtherManifest)
      return []
    } catch {
      return (error as? FileFaults)?.faults.map(\.description) ?? ["\(error)"]
    }
  }

  /// The sample's request with one piece of text replaced.
  private func sample(_ old: String, _ new: String) -> String {
    precondition(Self.sample.contains(old), "the sample has no \(old)")
    return Self.sample.replacing(old, with: new)
  }

  /// The sample's request with an `ActiveLearning` object on lines of its own.
  private func sample(active: String) -> String {
    sample("\"LabelAttributeName\"", "\"ActiveLearning\": {\n\(active)\n},\n\"LabelAttributeName\"")
  }

  @Test("The request of Amazon's sample is read")
  func sampleRequest() throws {
    let job = try parse(Self.sample)
    #expect(job.name == "byoal-news")
    #expect(job.labelAttributeName.name == "category")
    #expect(job.manifestPath == "jobs/partially-labeled.manifest")
    #expect(job.labelCategoryPath == "/srv/class_labels.json")
    #expect(job.templatePath == "/srv/instructions v2.template")
    #expect(job.taskTitle == "Classify news title to one of these 4 categories.")
    #expect(job.taskKeywords == ["text", "classification", "humans", "news"])
    #expect(job.workersPerItem == 1)
    #expect(job.taskTimeLimitInSeconds == 300)
    #expect(job.taskAvailabilityLifetimeInSeconds == 21_600)
    #expect(job.maxConcurrentTaskCount == 200)
    #expect(job.pricePerLabel == 0.012)
    #expect(job.stoppingConditions == LabelingJob.StoppingConditions())
    #expect(job.activeLearning == ActiveLearning())
    #expect(
      job.ignoredFields.sorted() == [
        "HumanTaskConfig.AnnotationConsolidationConfig.AnnotationConsolidationLambdaArn",
        "HumanTaskConfig.PreHumanTaskLambdaArn", "InputConfig.DataAttributes", "RoleArn",
      ])
    #expect(
      job.differences.map(\.field) == [
        "OutputConfig.S3OutputPath", "HumanTaskConfig.WorkteamArn",
        "HumanTaskConfig.TaskAvailabilityLifetimeInSeconds",
        "HumanTaskConfig.PublicWorkforceTaskPrice",
      ])
  }

  @Test(
    "A job of another type than text classification with one label is refused",
    arguments: [
      ("function:PRE-TextMultiClassMultiLabel", "several labels an item"),
      ("function:PRE-ImageMultiClass", "the task “ImageMultiClass”"),
      ("function:PRE-BoundingBox", "the task “BoundingBox”"),
      ("function:PRE-NamedEntityRecognition", "the task “NamedEntityRecognition”"),
    ])
  func otherTasks(arn: String, message: String) throws {
    let faults = messages(sample("function:PRE-TextMultiClass", arn))
    #expect(faults.count == 1 && faults[0].contains(message), "\(faults)")
  }

  @Test("A function of one's own is said not to run")
  func customFunction() throws {
    let job = try parse(sample("function:PRE-TextMultiClass", "function:mine"))
    #expect(job.differences.map(\.field).contains("HumanTaskConfig.PreHumanTaskLambdaArn"))
  }

  @Test("All fields that are missing are named at once")
  func allMissing() {
    let faults = messages("{}")
    for field in [
      "LabelingJobNamePrefix", "LabelAttributeName", "LabelCategoryConfigS3Uri",
      "InputConfig.DataSource.S3DataSource.ManifestS3Uri",
      "HumanTaskConfig.UiConfig.UiTemplateS3Uri", "HumanTaskConfig.TaskTitle",
      "HumanTaskConfig.TaskDescription",
    ] {
      #expect(faults.contains { $0.contains("“\(field)” is missing") }, "\(field)")
    }
  }

  @Test("The job of the repository's templates is read")
  func template() throws {
    let job = try LabelingJob.read(path: "\(templates)/job.json", hasOtherManifest: true)
    #expect(job.labelAttributeName.name == "category")
    #expect(job.templatePath == "\(templates)/worker-task-template.liquid.html")
    #expect(job.manifestPath == nil)
    #expect(job.ignoredFields == ["InputConfig.DataAttributes"])
  }

  @Test("Without an ActiveLearning object all settings have their defaults")
  func defaults() {
    let active = ActiveLearning()
    #expect(active.targetAccuracy == 0.95 && active.confidence == 0.95)
    #expect(active.startLabels == .auto && active.batchSize == .auto && active.auditShare == .auto)
    #expect(active.strategy == .builtIn(.diverse) && active.model.kind == .builtIn)
    #expect(active.consolidation == .majority && active.machineConfidence == .probability)
  }

  @Test("Every field of ActiveLearning is read")
  func activeLearning() throws {
    let active = try parse(
      sample(
        active: """
          "TargetAccuracy": 0.9, "Confidence": 0.8, "StartLabels": 500, "BatchSize": "5%",
          "AuditShare": 0.1, "Strategy": "least-confidence", "Model": "built-in",
          "Consolidation": "dawid-skene", "HumanConfidence": 0, "MachineConfidence": "margin",
          "GroupKey": "story", "ContextKeys": ["publisher"]
          """)
    ).activeLearning
    var expected = ActiveLearning()
    expected.targetAccuracy = 0.9
    expected.confidence = 0.8
    expected.startLabels = .count(500)
    expected.batchSize = .share(0.05)
    expected.auditShare = .share(0.1)
    expected.strategy = .builtIn(.leastConfidence)
    expected.consolidation = .dawidSkene
    expected.humanConfidence = 0
    expected.machineConfidence = .margin
    expected.groupKey = "story"
    expected.contextKeys = ["publisher"]
    #expect(active == expected)
  }

  @Test("Opinions until agreed need two workers an item at least")
  func opinions() throws {
    let job = sample(active: "\"Opinions\": \"until-agreed\"")
    let found = messages(job)
    #expect(found.count == 1)
    #expect(
      found.first?.contains("is 1; it must be from 2 to 9 where “Opinions”") == true, "\(found)")
    let three = job.replacingOccurrences(of: "DataObject\": 1", with: "DataObject\": 3")
    #expect(try parse(three).activeLearning.opinions == .untilAgreed)
    let mistyped = messages(three.replacingOccurrences(of: "until-agreed", with: "until-agree"))
    #expect(mistyped.count == 1)
    #expect(
      mistyped.first?.contains("“all”, “until-agreed”; did you mean “until-agreed”?") == true,
      "\(mistyped)")
  }

  @Test("Null and \"auto\" mean the default of a setting")
  func nulls() throws {
    let job = try parse(
      sample(active: #""GroupKey": null, "StartLabels": "auto", "AuditShare": "auto""#))
    #expect(job.activeLearning == ActiveLearning())
  }

  @Test(
    "Every kind of model is read from a job",
    arguments: [
      (#"{"Command": ["./model.py", "--fast"]}"#, .command(["./model.py", "--fast"])),
      (#"{"Container": "./folder"}"#, .container(path: "jobs/./folder")),
      (#"{"Image": "name:tag"}"#, .image("name:tag")),
      (
        #"{"Endpoint": "http://127.0.0.1:8080/invocations"}"#,
        .endpoint("http://127.0.0.1:8080/invocations")
      ),
    ] as [(String, ActiveLearning.Model.Kind)])
  func models(json: String, kind: ActiveLearning.Model.Kind) throws {
    #expect(try parse(sample(active: "\"Model\": \(json)")).activeLearning.model.kind == kind)
  }

  @Test("A model's options are read, and hyperparameters become strings")
  func modelOptions() throws {
    let active = try parse(
      sample(
        active: """
          "Model": {"Command": ["m"], "Hyperparameters": {"epochs": 20, "fast": true, "mode": "x"},
            "BatchStrategy": "SingleRecord", "TimeoutSeconds": 60, "MaxPayloadInMB": 1,
            "MemoryLimitMB": 512},
          "Strategy": {"Command": ["./choose"]}
          """)
    ).activeLearning
    #expect(active.model.hyperparameters == ["epochs": "20", "fast": "true", "mode": "x"])
    #expect(active.model.batchStrategy == .singleRecord)
    #expect(active.model.timeoutSeconds == 60)
    #expect(active.model.maxPayloadInMB == 1)
    #expect(active.model.memoryLimitMB == 512)
    #expect(active.strategy == .command(["./choose"]))
  }

  @Test("An S3 address is refused with the command that downloads it")
  func s3() {
    let text = sample("\"partially-labeled.manifest\"", "\"s3://bucket/a b/in.manifest\"")
    #expect(
      messages(text) == [
        "jobs/job.json:5: “InputConfig.DataSource.S3DataSource.ManifestS3Uri” is in S3; "
          + "download it with `aws s3 cp 's3://bucket/a b/in.manifest' .` and write the copy's path here"
      ])
    #expect(messages(text, hasOtherManifest: true).isEmpty)
  }

  @Test("A request needs no manifest if the command line names one")
  func hasOtherManifest() throws {
    let start = try Self.sample.range(of: "\"InputConfig\"").orThrow().lowerBound
    let end = try Self.sample.range(of: "\"OutputConfig\"").orThrow().lowerBound
    let text = Self.sample.replacingCharacters(in: start..<end, with: "")
    #expect(
      messages(text) == [
        "jobs/job.json:1: “InputConfig.DataSource.S3DataSource.ManifestS3Uri” is missing; add it"
      ])
    #expect(try parse(text, hasOtherManifest: true).manifestPath == nil)
  }

  @Test(
    "Unknown fields of a job are refused with the nearest known name",
    arguments: [
      ("RoleArn", "RoleARN", "unknown field “RoleARN”; did you mean “RoleArn”?"),
      (
        "TaskTitle", "TaskTitel",
        "unknown field “HumanTaskConfig.TaskTitel”; did you mean “TaskTitle”?"
      ),
      (
        "Cents", "Yen",
        "unknown field “HumanTaskConfig.PublicWorkforceTaskPrice.AmountInUsd.Yen”; remove it"
      ),
    ])
  func unknownFields(old: String, new: String, message: String) throws {
    let text = sample("\"\(old)\"", "\"\(new)\"")
    let line =
      try text.split(separator: "\n").firstIndex { $0.contains("\"\(new)\"") }.orThrow() + 1
    #expect(messages(text).contains("jobs/job.json:\(line): \(message)"))
  }

  @Test(
    "Values of a job that are out of bounds are refused with their line",
    arguments: [
      ("Count\": 200", "Count\": 5001", "from 1 to 5000"),
      ("DataObject\": 1", "DataObject\": 10", "from 1 to 9"),
      ("LimitInSeconds\": 300", "LimitInSeconds\": 29", "from 30 to 28800"),
      ("LifetimeInSeconds\": 21600", "LifetimeInSeconds\": 59", "from 60 to"),
      ("\"byoal-news\"", "\"-x\"", "letters, digits and inner hyphens"),
      ("\"category\"", "\"x-metadata\"", "not ending in -metadata"),
      ("Count\": 200", "Count\": \"200\"", "must be a whole number, not a string"),
      ("Count\": 200", "Count\": 1.5", "whole number"),
      (
        "\"partially-labeled.manifest\"", "\"https://example.com/m\"", "a path or a file:// address"
      ),
      ("\"partially-labeled.manifest\"", "\"\"", "a path or a file:// address"),
    ])
  func bounds(old: String, new: String, words: String) {
    let found = messages(sample(old, new))
    #expect(found.count == 1)
    #expect(found.first?.contains(words) == true, "\(found)")
    #expect(found.first?.hasPrefix("jobs/job.json:") == true)
  }

  @Test(
    "Values of ActiveLearning that are out of bounds are refused",
    arguments: [
      #""TargetAccuracy": 1"#, #""TargetAccuracy": 0.4"#, #""Confidence": 0.995"#,
      #""StartLabels": 0"#, #""StartLabels": "0%""#, #""StartLabels": "many""#,
      #""StartLabels": "120%""#, #""BatchSize": 1.5"#, #""AuditShare": 0.6"#,
      #""AuditShare": "60%""#, #""Strategy": "best""#, #""Strategy": {}"#,
      #""Strategy": {"Command": []}"#, #""Model": "mine""#, #""Model": {}"#,
      #""Model": {"Image": "a", "Endpoint": "http://x"}"#, #""Model": {"Endpoint": "x"}"#,
      #""Model": {"Image": "a", "BatchStrategy": "All"}"#,
      #""Model": {"Image": "a", "Hyperparameters": {"a": []}}"#,
      #""Consolidation": "mean""#, #""HumanConfidence": 2"#, #""MachineConfidence": "high""#,
      #""ContextKeys": "publisher""#, #""ContextKeys": [1]"#, #""GroupKey": 5"#, #""Target": 0.9"#,
    ])
  func activeBounds(field: String) {
    let found = messages(sample(active: field))
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains("ActiveLearning.") == true, "\(found)")
  }

  @Test("All faults of a job are reported together, in the file's order")
  func manyFaults() throws {
    let text = sample("\"TaskTitle\": ", "\"TaskTitel\": ").replacing(" 200", with: " 0").replacing(
      "\"RoleArn\"", with: "\"Roll\"")
    let found = messages(text)
    #expect(found.count == 4, "\(found)")
    let lines = try found.map { try Int($0.split(separator: ":")[safe: 1].orThrow()).orThrow() }
    #expect(lines == lines.sorted())
  }

  @Test("Missing files of a job are reported")
  func missingFiles() throws {
    let error = #expect(throws: FileFaults.self) {
      try LabelingJob.parse(Array(Self.sample.utf8), file: "jobs/job.json") {
        $0 != "/srv/class_labels.json"
      }
    }
    #expect(
      error?.faults.map(\.description) == [
        "jobs/job.json:50: “LabelCategoryConfigS3Uri” names /srv/class_labels.json, which does "
          + "not exist or cannot be read; correct the path"
      ])
  }

  @Test("Invalid JSON in a job is reported with its line")
  func brokenJSON() {
    #expect(
      messages(sample("\"category\",", "\"category\""))
        == ["jobs/job.json:50: not valid JSON: expected a comma or }"])
    let twice = messages(sample("\"RoleArn\"", "\"LabelAttributeName\""))
    #expect(twice.first?.contains("appears twice") == true)
  }

  @Test("A job with both a name and a prefix is refused, and stopping conditions are read")
  func namesAndStops() throws {
    let both = sample("\"RoleArn\": ", "\"LabelingJobName\": \"x\", \"RoleArn\": ")
    #expect(messages(both).first?.contains("exclude each other") == true)
    let conditions = #"{"MaxHumanLabeledObjectCount": 9, "MaxPercentageOfInputDatasetLabeled": 50}"#
    let job = try parse(
      sample("\"RoleArn\": ", "\"StoppingConditions\": \(conditions), \"RoleArn\": "))
    #expect(job.stoppingConditions.maxHumanLabeledObjectCount == 9)
    #expect(job.stoppingConditions.maxPercentageOfInputDatasetLabeled == 50)
  }
}
