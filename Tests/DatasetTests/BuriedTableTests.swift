import Dataset
import Foundation
import TestSupport
import Testing

/// Structure is never read as plain lines.
@Suite struct BuriedTableTests {
  @Test(
    "A table below other lines, or strings in quotes, are refused",
    arguments: [
      "Export of all tickets\nid,text,label\n1,Hello,a\n2,\"Bye, you\",b\n",
      "# made by x\ntext,label\nHello,a\nBye,b\n",
      "Tickets\n\nid;text;label\n1;Hello;a\n2;Bye;b\n3;H3;a\n4;B4;b\n",
      "All of them\n1;Hello;a\n2;Bye;b\n3;H3;a\n4;B4;b\n",
      "\"Hello \\\"you\\\"\"\n\"Bye\\nx\"\n",
    ])
  func refused(text: String) {
    #expect(
      Prepared.messages(Array(text.utf8)).first?.contains("format cannot be detected") == true)
  }

  @Test(
    "Sentences with commas and quotes are lines",
    arguments: [
      "Stocks, bonds fall\nFed may raise rates\nOil, gas and gold up\nCalm day\nRain\n",
      "\"Yes\", he said\nHe said \"no\"\n", "one; two\nthree\nfour; five\nsix\nseven\n",
    ])
  func lines(text: String) throws {
    #expect(try Prepared(text).texts.count == text.split(separator: "\n").count)
  }
}
