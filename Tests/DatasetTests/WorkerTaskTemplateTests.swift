import Dataset
import Domain
import TestSupport
import Testing

@Suite struct WorkerTaskTemplateTests {
  private typealias Block = Guide.Block

  /// A template in the sample's form, with the liberties that it takes.
  private static let sample = """
    <script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
    <crowd-form>
      <crowd-classifier
        name="crowd-classifier"
        categories="{{ task.input.labels | to_json | escape }}"
        header="Select the title's category.
          (b) for Business &amp; money"
      >
        <classification-target> {{ task.input.taskObject }} </classification-target>
        <full-instructions header="Classifier instructions">
          <ol><li><strong>Read</strong> the text.</li><li>Choose a label.</li></ol>
        </full-instructions>
        <short-instructions>
          <p>Example Health & Medicine title:</p><p>Blood Test: Good News? </p><p><br>
          </p><p>Stocks &lt; bonds</p>
        </short-instructions>
      </crowd-classifier>
    </crowd-form>
    <!-- <p>not for workers</p> -->
    """

  private func full(_ html: String) -> [String] {
    WorkerTaskTemplate.parse("<full-instructions>\(html)</full-instructions>").fullInstructions
      .map(\.text)
  }

  @Test("The template of Amazon's sample is read")
  func sampleForm() {
    let guide = WorkerTaskTemplate.parse(Self.sample)
    #expect(
      guide
        == Guide(
          header: "Select the title's category. (b) for Business & money",
          shortInstructions: [
            Block(kind: .paragraph, text: "Example Health & Medicine title:"),
            Block(kind: .paragraph, text: "Blood Test: Good News?"),
            Block(kind: .paragraph, text: "Stocks < bonds"),
          ],
          fullInstructions: [
            Block(kind: .heading, text: "Classifier instructions"),
            Block(kind: .bullet, text: "1. Read the text."),
            Block(kind: .bullet, text: "2. Choose a label."),
          ]))
  }

  @Test("The repository's template has instructions, an example for each category and context")
  func ownTemplate() throws {
    let guide = try WorkerTaskTemplate.read(path: "\(templates)/worker-task-template.liquid.html")
    #expect(guide.header == "Which category fits this title best?")
    #expect(guide.contextKeys == ["publisher", "timestamp"])
    #expect(guide.shortInstructions.count == 2 * LabelSet.news.count)
    for label in LabelSet.news.labels {
      #expect(guide.shortInstructions.contains { $0.text == label.name })
      #expect(guide.fullInstructions.contains { $0.text.hasPrefix("\(label.name): ") })
    }
  }

  @Test(
    "Markup is read as tolerantly as by a browser",
    arguments: [
      ("a & b &amp; c &unknown; &#233;&#xE9;&#0; AT&T", ["a & b & c &unknown; éé&#0; AT&T"]),
      ("<p>one<p>two<br>three", ["one", "two", "three"]),
      ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
      ("<P CLASS=x>Loud</P>", ["Loud"]),
      ("<b>bold</b> and <blink>odd</blink>", ["bold and odd"]),
      ("a<script>evil('<p>x</p>')</script>b<style>p{}</style>", ["ab"]),
      ("a<SCRIPT>x</Script >b", ["ab"]), ("a<script>never closed", ["a"]),
      ("<p onclick='x>y'>quoted</p>", ["quoted"]), ("<br/>slash<br />", ["slash"]),
      ("<a href=\"https://example.com\">here</a>", ["here (https://example.com)"]),
      ("<a href='javascript:x'>here</a>", ["here"]), ("  many \n\t spaces ", ["many spaces"]),
      ("<!-- a > b -->x<!DOCTYPE html>y", ["xy"]), ("tail<", ["tail<"]), ("a</>b", ["a</>b"]),
      ("<ul><li>x<ol><li>y<li>z</ol><li>w</ul>", ["x", "1. y", "2. z", "w"]),
      ("", []),
    ] as [(String, [String])])
  func tolerance(html: String, texts: [String]) { #expect(full(html) == texts) }

  @Test(
    "Malformed markup crashes no reader",
    arguments: [
      "<", "</", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!", "<?", "&", "&#", "&#x;", "{{", "{%",
      "{{ task.input.", "<full-instructions header=", "<li>", "</ul>", "</ol></li>",
    ])
  func fragments(text: String) {
    _ = WorkerTaskTemplate.parse(text)
    _ = WorkerTaskTemplate.parse("<p>\(text)")
    _ = WorkerTaskTemplate.parse("<crowd-form \(text)")
  }

  @Test("Bullets, headings and paragraphs of a template are distinguished")
  func kinds() {
    let guide = WorkerTaskTemplate.parse(
      "<full-instructions><h2>H</h2>text<ul><li>item</ul>more</full-instructions>")
    #expect(guide.fullInstructions.map(\.kind) == [.heading, .paragraph, .bullet, .paragraph])
  }

  @Test("The keys of a template become context, each once, without text and labels")
  func contextKeys() {
    let guide = WorkerTaskTemplate.parse(
      """
      <crowd-form>{{ task.input.taskObject | escape }} {{task.input.publisher}}
      {{- task.input["time-stamp"] | date: "%Y" -}} {{ task.input.publisher }} {{ other.thing }}
      {% if task.input.x %}{{ task.input.url | escape }}{% endif %} {{ task.input.labels }}
      """)
    #expect(guide.contextKeys == ["publisher", "time-stamp", "url"])
  }

  @Test("Expressions of a template are removed, not shown or executed")
  func expressions() {
    #expect(full("<p>See {{ task.input.url }} {% if x %}now{% endif %}.</p>") == ["See now."])
  }

  @Test("A template may be plain text or Markdown")
  func markdown() {
    let guide = WorkerTaskTemplate.parse(
      """
      # How to choose
      Read the **title**
      carefully.

      - Business & `money`
      * see [the rules](https://example.com/r)
      1. first
      2. second
      #hashtag {{ task.input.publisher }}
      """)
    #expect(
      guide.fullInstructions == [
        Block(kind: .heading, text: "How to choose"),
        Block(kind: .paragraph, text: "Read the title carefully."),
        Block(kind: .bullet, text: "Business & money"),
        Block(kind: .bullet, text: "see the rules (https://example.com/r)"),
        Block(kind: .bullet, text: "1. first"),
        Block(kind: .bullet, text: "2. second #hashtag"),
      ])
    #expect(guide.contextKeys == ["publisher"])
    #expect(guide.header.isEmpty)
  }

  @Test("Emphasis, quotes and tables of Markdown are read, and asterisks inside words are kept")
  func markdownMarks() {
    let guide = WorkerTaskTemplate.parse(
      """
      A *title* is _never_ **_both_**, but 2*3*4 and snake_case_name stay, * too.
      > Quoted
      > words
      | Label | Example |
      |:------|--------:|
      | *Business* | Flour |
      """)
    #expect(
      guide.fullInstructions == [
        Block(
          kind: .paragraph,
          text: "A title is never both, but 2*3*4 and snake_case_name stay, * too."),
        Block(kind: .paragraph, text: "Quoted words"),
        Block(kind: .paragraph, text: "Label · Example"),
        Block(kind: .bullet, text: "Business · Flour"),
      ])
  }

  @Test("Numbered items of a page are bullets, and cells of a table are separated")
  func listsAndTables() {
    let guide = WorkerTaskTemplate.parse(
      "<full-instructions><ol><li>a<li>b</ol><table><tr><td>c</td> <td>d</td></tr></table>"
        + "</full-instructions>")
    #expect(
      guide.fullInstructions == [
        Block(kind: .bullet, text: "1. a"), Block(kind: .bullet, text: "2. b"),
        Block(kind: .paragraph, text: "c · d"),
      ])
  }

  @Test("A page without crowd elements consists of instructions")
  func plainPage() {
    let guide = WorkerTaskTemplate.parse("<html><body><h1>Rules</h1><p>Be fair.</p></body></html>")
    #expect(guide.fullInstructions.map(\.text) == ["Rules", "Be fair."])
  }

  @Test("A template without text, or with far too much, is refused")
  func refused() throws {
    let folder = try TemporaryFolder()
    for (text, reason) in [
      ("", JobFault.templateSaysNothing), ("<crowd-form></crowd-form>", .templateSaysNothing),
      (String(repeating: "x", count: 2 << 20), .templateTooLarge(limit: 1 << 20)),
    ] {
      let path = try folder.write("template", text)
      let error = #expect(throws: FileFaults.self) { try WorkerTaskTemplate.read(path: path) }
      #expect(error?.faults.reasons() == [reason])
    }
  }

  @Test(
    "Markdown links keep words and address",
    arguments: [
      ("see [the guide](http://a/b) and [x](y)", "see the guide (http://a/b) and x (y)"),
      ("[no link] (at all)", "[no link] (at all)"), ("[a](b c)", "[a](b c)"), ("[](b)", "[](b)"),
      ("[a]()", "[a]()"), ("[[a](b)", "[a (b)"), ("[a](b", "[a](b"), ("]](](", "]](]("),
    ])
  func links(markdown: String, words: String) {
    #expect(WorkerTaskTemplate.parse(markdown).fullInstructions.map(\.text) == [words])
  }

  @Test("Brackets by the hundred thousand are read in the time of their length")
  func brackets() {
    for text in ["[", "](", "[a](", "[]", "(["] {
      let many = String(repeating: text, count: 200_000)
      _ = WorkerTaskTemplate.parse(many)
    }
  }
}
