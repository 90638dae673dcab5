import Testing

@testable import winnow

@Suite struct ProgressTests {
  @Test(
    "A progress line has a bar of 20 columns, the percentage, the speed and the time left",
    arguments: [
      (0.0, 0.0, "reading ░░░░░░░░░░░░░░░░░░░░ 0 %, 0.0 MB/s, 0 s left"),
      (0.25, 5.0, "reading █████░░░░░░░░░░░░░░░ 25 %, 0.5 MB/s, 15 s left"),
      (0.999, 10.0, "reading ███████████████████░ 100 %, 1.0 MB/s, 0 s left"),
      (1.0, 10.0, "reading ████████████████████ 100 %, 1.0 MB/s, 0 s left"),
    ])
  func line(fraction: Double, seconds: Double, expected: String) {
    let line = Progress.line("reading", fraction: fraction, size: 10_000_000, seconds: seconds)
    #expect(line == expected)
  }
}
