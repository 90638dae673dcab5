import Dataset
import Testing

@Suite struct LabelVariantTests {
  private static let text =
    "text,label\nRain,Weather\nSun,weather\nFog,weather \nWind,weather\nGoal,Sport\nNet,Sport\nBall,sport\n"

  @Test("Labels that differ in capitals or blanks are asked about, with their counts")
  func refused() {
    #expect(
      Prepared.messages(Self.text) == [
        "0: labels that differ only in capitals or blanks: “Sport” (2), “sport” (1); “weather” (2), "
          + "“Weather” (1), “weather ” (1); --merge-label-variants takes the most frequent of each, "
          + "--label-map names them one by one"
      ])
  }

  @Test("Variants are merged on request, and the report shows each before and after")
  func merged() throws {
    let prepared = try Prepared(Self.text) { $0.mergesLabelVariants = true }
    #expect(Set(prepared.labels) == ["Sport", "weather"])
    #expect(prepared.report.contains("Weather → weather"))
    #expect(prepared.report.contains("sport → Sport"))
  }

  @Test("Variants that are mapped by hand, or whose labels are not used, are no hindrance")
  func unhindered() throws {
    let mapped = try Prepared(Self.text) {
      $0.labelMap = LabelMap("Weather=W,weather=W,weather =W,Sport=S,sport=T")
    }
    #expect(Set(mapped.labels) == ["W", "S", "T"])
    let unused = try Prepared(Self.text) { $0.labeled = nil }
    #expect(unused.report.contains("Look at these labels that differ only in capitals or blanks"))
  }

  @Test("The report lists every label with its count and an example, made safe for a terminal")
  func listed() throws {
    let report = try Prepared("text,label\n\"Rain\n\u{1B}[31m\",a\nSun,a\nGoal,\u{202E}b\n").report
    #expect(report.contains("a        2 rows, such as “Rain␊␛[31m”"))
    #expect(report.contains("⟨202E⟩b  1 row, such as “Goal”"))
  }

  @Test("Rows that repeat a text under another label are counted")
  func contradictions() throws {
    let survey = try Prepared("text,label\nRain,a\nRain,b\nRain,a\nSun,a\n").preparation.survey
    #expect(survey.duplicates == 2 && survey.contradictions == 2)
  }
}
