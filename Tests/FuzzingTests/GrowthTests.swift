import Foundation
import TestSupport
import Testing

@testable import fuzz

/// The time of a parser grows with its input's length, whatever the input.
@Suite struct GrowthTests {
  /// An input of any length: one part again and again, in which `#` stands for a running number.
  struct Growing: Sendable, CustomTestStringConvertible {
    let parser: String
    var head = ""
    let part: String
    var tail = ""

    var testDescription: String { "\(parser): \(head)\(part)…\(tail)" }

    func bytes(_ count: Int) -> [UInt8] {
      var bytes = Array(head.utf8)
      var number = 0
      while bytes.count < count {
        bytes += part.replacing("#", with: "\(number)").utf8
        number += 1
      }
      return bytes + tail.utf8
    }
  }

  private static let templates = [
    "[", "]", "](", "[a](b", "[a](b) ", "<", "<a", "<a ", "<!--", "<script>", "</", "<td>", " <td>",
    "<a href=http://#>x</a>", "<a href=http://a>", "<ul>", "<li>", "&", "&#", "&amp", "{{", "{%",
    "}}",
    "{{task.input.a#}}", "{{ }", "*", "**", "_a", "`", "#\n", "|", "|\n", "> ", "- ", "1. ",
    "\u{301}",
    "a\u{301}", "\u{202E}", "\u{1F468}\u{200D}", "\r", " ", "<a b=# ", "<crowd-a header='#'>",
  ].map { Growing(parser: "template", part: $0) }

  private static let tables =
    [
      "#,", ",", "\"", "\"\",", "text,", "a#\t", ";|", "\n", "\r", " ", "text\n\"", "a,b\n",
    ].map { Growing(parser: "table", head: "\u{0}", part: $0) } + [
      Growing(parser: "table", head: "\u{0}text,label\n", part: "#,#\n"),
      Growing(parser: "table", head: "\u{0}text,", part: "c#,", tail: "z\n"),
    ]

  private static let records = [
    Growing(parser: "records", head: "\u{0}", part: "["),
    Growing(parser: "records", head: "\u{0}[", part: "{\"text\":\"#\"},", tail: "]"),
    Growing(parser: "records", head: "\u{0}[", part: "  ", tail: "]"),
    Growing(parser: "records", head: "\u{0}{\"text\":\"a\"", part: ",\"k#\":1", tail: "}"),
    Growing(
      parser: "records", head: "\u{0}{\"text\":\"a\",\"label\":[", part: "\"#\",", tail: "1]}"),
    Growing(
      parser: "records", head: "\u{8}{\"text\":\"a\",\"answer\":\"accept\",\"options\":[",
      part: "{\"id\":#,\"text\":\"#\"},", tail: "{}],\"accept\":[1,2]}"),
    Growing(
      parser: "records",
      head: "\u{8}{\"text\":\"a\",\"answer\":\"accept\",\"options\":[{}],\"accept\":[",
      part: "#,", tail: "1]}"),
    Growing(parser: "records", head: "\u{0}", part: "{\"text\":\"#\",\"a\":{\"b\":[#]}}\n"),
    Growing(parser: "records", head: "\u{0}", part: "{\"a\":"),
    Growing(parser: "records", head: "\u{0}{\"text\":", part: "9"),
  ]

  private static let jobs = [
    Growing(parser: "json", part: "["), Growing(parser: "json", part: "{\"a\":"),
    Growing(parser: "json", head: "[", part: "1e9,"), Growing(parser: "json", part: "1"),
    Growing(parser: "json", head: "{\"a\":0", part: ",\"k#\":[]", tail: "}"),
    Growing(parser: "json", head: "\"", part: "\\u0000"), Growing(parser: "json", part: "\n"),
    Growing(parser: "request", head: "\u{0}{\"a\":0", part: ",\"k#\":[]", tail: "}"),
    Growing(parser: "request", head: "\u{0}{\"", part: "k", tail: "\":1}"),
    Growing(
      parser: "request", head: "\u{1}{\"labels\":[", part: "{\"label\":\"#\"},", tail: "{}]}"),
    Growing(
      parser: "request", head: "\u{1}{\"labels\":[", part: "{\"label\":\"#\",\"key\":\"q\"},",
      tail: "{}]}"),
  ]

  private static let lines = [
    Growing(parser: "manifest", part: "{\"source\":\"#\"}\n"),
    Growing(parser: "manifest", part: "\n"),
    Growing(parser: "manifest", head: "{\"source\":\"a\"", part: ",\"k#\":1", tail: "}"),
    Growing(parser: "manifest", part: "\r"), Growing(parser: "verification", part: "\r\n"),
    Growing(parser: "verification", part: "{\"source\":\"#\"}\n"),
    Growing(parser: "encoding", head: "\u{1}", part: "é# \n"),
    Growing(parser: "encoding", head: "\u{0}", part: "\u{0}"),
    Growing(parser: "answers", part: "{\"prob\":[1,0,0,0],\"label\":[0,1,2,3]}\n"),
    Growing(parser: "answers", part: "\n"), Growing(parser: "answers", part: "["),
    Growing(parser: "answers", head: "{\"prob\":[", part: "0,"),
    Growing(parser: "http", head: "\u{0}", part: "GET / HTTP/1.1\r\n\r\n"),
    Growing(parser: "http", head: "\u{1}", part: "HTTP/1.1 100 a\r\n\r\n"),
    Growing(parser: "http", head: "\u{0}", part: "\r\n"), Growing(parser: "http", part: ":"),
    Growing(parser: "text", part: "\u{301}"), Growing(parser: "text", part: "\u{200D}"),
    Growing(parser: "text", part: "\u{1F468}\u{200D}"), Growing(parser: "text", part: "a "),
    Growing(parser: "text", part: "\t"), Growing(parser: "text", part: "\u{1100}"),
    Growing(parser: "text", part: "\u{1F1E9}"), Growing(parser: "text", part: "\u{1B}[2J"),
    Growing(parser: "sealed", part: "\u{0}"),
    Growing(parser: "sealed", head: "\u{2}", part: "\u{1}"),
    Growing(parser: "sealed", head: "\u{6}", part: "["),
  ]

  private static let all = templates + tables + records + jobs + lines

  /// The processor time of this thread, whatever other tests do.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The work of a second at most, or of several under a sanitizer; a quadratic parser takes many.
  @Test("A parser takes no more than seconds for an eighth of a megabyte", arguments: all)
  func linear(input: Growing) throws {
    let parser = try #require(FuzzedParser.all.first { $0.name == input.parser })
    let bytes = input.bytes(1 << 17)
    let start = Self.threadSeconds
    try parser.check(bytes)
    let seconds = Self.threadSeconds - start
    #expect(seconds < (isSanitized ? 30 : 6), "\(seconds) s of processor time")
    if ProcessInfo.processInfo.environment["GROWTH"] != nil {
      print(String(format: "%6.2f s  %@", seconds, input.testDescription.debugDescription))
    }
  }
}
