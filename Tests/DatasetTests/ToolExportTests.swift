import Dataset
import Testing

/// Exports of other tools, in the forms that their documentation shows.
@Suite struct ToolExportTests {
  private func tool(_ prepared: Prepared) -> LabelingTool? {
    prepared.preparation.survey.columns.tool
  }

  @Test("Label Studio's JSON: the choice that most annotators gave; skipped ones count for nothing")
  func labelStudio() throws {
    func result(_ label: String, _ name: String = "topic") -> String {
      #"{"from_name": "\#(name)", "to_name": "text", "type": "choices", "value": {"choices": ["\#(label)"]}}"#
    }
    func annotation(_ results: String..., cancelled: Bool = false, truth: Bool = false) -> String {
      #"{"result": [\#(results.joined(separator: ","))], "was_cancelled": \#(cancelled), "ground_truth": \#(truth)}"#
    }
    func task(_ text: String, _ annotations: String...) -> String {
      #"{"id": 1, "data": {"text": "\#(text)", "url": "u"}, "annotations": [\#(annotations.joined(separator: ","))], "predictions": []}"#
    }
    let tasks = [
      task("one", annotation(result("a"))),
      task("most", annotation(result("a")), annotation(result("b")), annotation(result("b"))),
      task("tie", annotation(result("a")), annotation(result("b"))),
      task("skipped", annotation(cancelled: true)), task("none"),
      task("truth", annotation(result("a")), annotation(result("b"), truth: true)),
      task("some skipped", annotation(result("a"), cancelled: true), annotation(result("b"))),
    ]
    let prepared = try Prepared("[" + tasks.joined(separator: ",\n") + "]")
    #expect(tool(prepared) == .labelStudio)
    #expect(prepared.labels == ["a", "b", "-", "-", "-", "b", "b"])
    #expect(prepared.preparation.survey.withheld == [.tie: 1, .skipped: 1])
    #expect(
      prepared.lines[0].hasPrefix(
        #"{"id": 1, "source": "one", "data": {"url": "u"}, "predictions": []"#))
    let two = "[" + task("x", annotation(result("a"), result("c", "mood"))) + "]"
    #expect(
      Prepared.messages(two) == [
        "1: there are the answers of several questions: “mood”, “topic”; name one with --label-column"
      ])
    #expect(try Prepared(two) { $0.columns.label = "mood" }.labels == ["c"])
  }

  @Test("Label Studio's older completions, JSON-MIN and CSV")
  func labelStudioRows() throws {
    let old =
      #"[{"id": 1, "data": {"text": "a"}, "completions": [{"result": [{"from_name": "t", "type": "choices", "value": {"choices": ["x"]}}]}]}]"#
    #expect(try Prepared(old).labels == ["x"])
    let min =
      #"[{"id":1,"text":"a","sentiment":"x","annotator":1,"annotation_id":4,"created_at":"d","updated_at":"d","lead_time":2.5}, {"id":2,"text":"b","sentiment":{"choices":["x","y"]},"annotator":1,"annotation_id":5,"created_at":"d","updated_at":"d","lead_time":2.5}]"#
    #expect(Prepared.messages(min).first?.contains("the row has 2 labels (“x”, “y”)") == true)
    let first = try Prepared(min) { $0.severalLabels = .first }
    #expect(first.labels == ["x", "x"] && tool(first) == .labelStudioRows)
    let unlabeled = try Prepared(min) { $0.severalLabels = .unlabeled }
    #expect(unlabeled.labels == ["x", "-"])
    #expect(unlabeled.report.contains("without a label: 1 row several labels"))
    let csv = """
      "annotation_id","annotator","created_at","id","lead_time","sentiment","text","updated_at","was_cancelled"
      4,"a@b","d",1,2.5,"x","a","d",False
      5,"a@b","d",2,2.5,"{""choices"": [""x"", ""y""]}","b","d",False
      6,"a@b","d",3,2.5,"x","c","d",True
      """
    let table = try Prepared(csv) { $0.severalLabels = .unlabeled }
    #expect(table.labels == ["x", "-", "-"] && tool(table) == .labelStudioRows)
    #expect(table.preparation.survey.withheld == [.several: 1, .skipped: 1])
  }

  @Test("doccano: a list with one label is that label, an empty one none")
  func doccano() throws {
    let text = """
      {"id":1,"text":"a","label":["x"],"Comments":[]}
      {"id":2,"text":"b","label":["y"],"Comments":[]}
      {"id":3,"text":"c","label":[],"Comments":[]}
      """
    let prepared = try Prepared(text)
    #expect(prepared.labels == ["x", "y", "-"] && tool(prepared) == .doccano)
    #expect(prepared.lines[2] == #"{"id": 3, "source": "c", "Comments": []}"#)
    #expect(try Prepared(text) { $0.columns.label = "label.0" }.lines == prepared.lines)
    let old =
      #"{"id":1,"data":"a","label":["x"]}"# + "\n" + #"{"id":2,"data":"b","label":["x","y"]}"#
    #expect(Prepared.messages(old).map { $0.prefix(26) } == ["2: the row has 2 labels (“"])
    #expect(try Prepared(old) { $0.severalLabels = .first }.labels == ["x", "x"])
    let csv = try Prepared("id,text,label,Comments\n1,a,x,\n2,b,y,\n")
    #expect(csv.labels == ["x", "y"] && tool(csv) == .doccano)
    let joined = Prepared.messages("id,text,label,Comments\n1,a,x,\n2,b,y,\n3,c,x#y,\n4,d,C#,\n")
    #expect(joined.first?.contains("“x#y”") == true && joined.count == 1)
  }

  @Test("Prodigy: only accepted answers are labels; rejected ones keep their label as a key")
  func prodigy() throws {
    let binary = """
      {"text":"a","label":"x","answer":"accept"}
      {"text":"b","label":"x","answer":"reject"}
      {"text":"c","label":"y","answer":"ignore"}
      """
    let prepared = try Prepared(binary)
    #expect(prepared.labels == ["x", "-", "-"] && tool(prepared) == .prodigy)
    #expect(prepared.lines[1] == #"{"source": "b", "label": "x", "answer": "reject"}"#)
    #expect(prepared.preparation.survey.withheld == [.rejected: 1, .ignored: 1])
    func choice(_ accept: String, _ answer: String = "accept") -> String {
      #"{"text":"t \#(accept)","options":[{"id":1,"text":"Sport"},{"id":2,"text":"Rain"}],"accept":[\#(accept)],"answer":"\#(answer)"}"#
    }
    let options = [choice("1"), choice("2"), choice(""), choice("2", "reject")]
    #expect(try Prepared(options.joined(separator: "\n")).labels == ["Sport", "Rain", "-", "-"])
    let several = Prepared.messages((options + [choice("1,2")]).joined(separator: "\n"))
    #expect(several.first?.hasPrefix("5: the row has 2 labels (“Sport”, “Rain”)") == true)
  }

  @Test("Argilla: records, flat columns, feedback of version 1, and its text classification")
  func argilla() throws {
    let records =
      #"[{"id": "1", "fields": {"text": "a"}, "metadata": {}, "suggestions": {"label": {"value": "y"}}, "responses": {"label": [{"value": "x", "user_id": "u"}]}, "status": "completed"}, {"id": "2", "fields": {"text": "b"}, "responses": {}, "status": "pending"}]"#
    let two = try Prepared(records)
    #expect(two.labels == ["x", "-"] && two.texts == ["a", "b"] && tool(two) == .argilla)
    let flat =
      #"{"text": "a", "label.responses": ["x", "y", "x"], "label.responses.status": ["submitted", "submitted", "submitted"], "label.responses.users": ["u", "v", "w"]}"#
      + "\n"
      + #"{"text": "b", "label.responses": ["x"], "label.responses.status": ["discarded"], "label.responses.users": ["u"]}"#
      + "\n"
      + #"{"text": "c", "label.responses": null, "label.responses.status": null}"#
    let rows = try Prepared(flat)
    #expect(rows.labels == ["x", "-", "-"] && tool(rows) == .argilla)
    #expect(rows.preparation.survey.withheld == [.discarded: 1])
    let feedback =
      #"{"fields": {"text": "a"}, "responses": [{"user_id": "u", "values": {"label": {"value": "x"}}, "status": "submitted"}, {"values": {"label": {"value": "y"}}, "status": "draft"}], "suggestions": []}"#
    #expect(try Prepared(feedback).labels == ["x"])
    let classic =
      #"{"text": "a", "inputs": {"text": "a"}, "prediction": null, "annotation": "x", "status": "Validated"}"#
      + "\n"
      + #"{"text": "b", "inputs": {"text": "b"}, "prediction": null, "annotation": "y", "status": "Discarded"}"#
    #expect(try Prepared(classic).labels == ["x", "-"])
  }

  @Test("fastText: every token with the prefix is a label, and none stays in the text")
  func fastText() throws {
    let prepared = try Prepared("__label__x Rain  tonight\n__label__y\tGoal\nNo label\n")
    #expect(prepared.labels == ["x", "y", "-"])
    #expect(prepared.texts == ["Rain  tonight", "Goal", "No label"])
    #expect(try Prepared("No label\nNone either\n__label__x Rain\n").labels == ["-", "-", "x"])
    let several = "__label__x a\nb __label__y __label__z\n__label__x c\n"
    #expect(Prepared.messages(several).first?.hasPrefix("2: the row has 2 labels") == true)
  }

  @Test("Hugging Face's JSON Lines: numbers are indices, and their names are asked for")
  func huggingFace() throws {
    let text = #"{"text":"a","label":1}"# + "\n" + #"{"text":"b","label":0}"#
    #expect(try Prepared(text).report.contains("--label-map 0=NAME,1=NAME names them"))
    let named = try Prepared(text) { $0.labelMap = LabelMap("0=neg,1=pos") }
    #expect(named.labels == ["pos", "neg"])
    #expect(named.report.contains("1 → pos"))
  }

  @Test("Ground Truth's output: labels by name, of whatever attribute; a model's stay a model's")
  func groundTruth() throws {
    func line(_ text: String, _ label: String, _ metadata: String) -> String {
      #"{"source": "\#(text)", \#(label)"my-topic-metadata": {"type": "groundtruth/text-classification", \#(metadata)}}"#
    }
    let text = [
      line(
        "a", #""my-topic": 1, "#,
        #""class-name": "Sport", "human-annotated": "yes", "confidence": 0.9"#),
      line(
        "b", #""my-topic": 0, "#,
        #""class-name": "Rain", "human-annotated": "no", "confidence": 0.7"#),
      line("c", "", #""failure-reason": "unreadable""#), #"{"source": "d"}"#,
    ].joined(separator: "\n")
    let prepared = try Prepared(text)
    #expect(prepared.labels == ["Sport", "Rain", "-", "-"] && tool(prepared) == .groundTruth)
    #expect(prepared.preparation.labelMap?.names == ["Rain", "Sport"])
    #expect(prepared.lines[1].contains(#""confidence": 0.7"#))
    #expect(prepared.lines[1].contains(#""human-annotated": "no""#))
    #expect(prepared.preparation.survey.withheld == [.failed: 1])
    #expect(prepared.report.contains("A model gave 1 of the labels"))
    let other = text + "\n" + line("e", #""my-topic": 0, "#, #""class-name": "Snow""#)
    #expect(Prepared.messages(other).first?.contains("has several names: “Rain”, “Snow”") == true)
    let many = line("a", #""my-topic": [0, 1], "#, #""class-map": {"0": "Rain", "1": "Sport"}"#)
    #expect(Prepared.messages(many).first?.contains("2 labels (“Rain”, “Sport”)") == true)
  }

  @Test("winnow's own CSV and JSON Lines: an auto-label stays one, a rejected item has none")
  func own() throws {
    let csv = """
      title,text,label,origin,confidence,creation-date,failure-reason
      T,a,x,human,1.0,d,
      T,b,y,auto,0.8,d,
      T,c,,rejected,,d,duplicate
      T,d,,unlabeled,,,
      """
    let json = """
      {"title": "T", "text": "a", "label": "x", "origin": "human", "confidence": 1.0}
      {"title": "T", "text": "b", "label": "y", "origin": "auto", "confidence": 0.8}
      {"title": "T", "text": "c", "origin": "rejected", "failure-reason": "duplicate"}
      {"title": "T", "text": "d", "origin": "unlabeled"}
      """
    for text in [csv, json, json.replacing(/"label": ("\w+")/) { "\"label\": [\($0.1)]" }] {
      let prepared = try Prepared(text)
      #expect(prepared.texts == ["a", "b", "c", "d"] && tool(prepared) == .winnow)
      #expect(prepared.labels == ["x", "y", "-", "-"])
      #expect(prepared.lines[1].contains(#""confidence": 0.8"#))
      #expect(prepared.lines[1].contains(#""human-annotated": "no""#))
      #expect(prepared.preparation.survey.withheld == [.failed: 1])
    }
  }

  @Test("fastText: labels at the end of the lines are labels, too")
  func fastTextLabelsLast() throws {
    let prepared = try Prepared("Rain tonight __label__x\nGoal __label__y\n")
    #expect(prepared.labels == ["x", "y"] && prepared.texts == ["Rain tonight", "Goal"])
  }

  @Test("A list of one label under “labels” is that label")
  func labelsList() throws {
    let text = #"{"text":"a","labels":["X"]}"# + "\n" + #"{"text":"b","labels":[]}"#
    #expect(try Prepared(text).labels == ["X", "-"])
  }

  @Test("Prodigy: answers are none of the labels, whatever key the label has")
  func prodigyAnswers() throws {
    let lists =
      #"{"text":"a","accept":["A"],"answer":"accept"}"# + "\n"
      + #"{"text":"b","accept":["B"],"answer":"accept"}"#
    #expect(try Prepared(lists).labels == ["A", "B"])
    let named =
      #"{"text":"a","category":"A","answer":"accept"}"# + "\n"
      + #"{"text":"b","category":"A","answer":"reject"}"#
    #expect(try Prepared(named).labels.last == "-")
  }

  @Test("An image's address is no text, and a label with a comma none of fastText's")
  func foreign() {
    let image = #"[{"id":1,"data":{"image":"/x.png"},"annotations":[]}]"#
    #expect(!Prepared.messages(Array(image.utf8)).isEmpty)
    let comma = Prepared.messages(Array("__label__a,Hello, you\n__label__b,Bye\n".utf8))
    #expect(comma.first?.contains("has a comma") == true)
  }
}
