import Dataset
import Testing

@Suite struct ShellWordTests {
  @Test(
    "A word that a shell would take apart is put in quotes",
    arguments: [
      ("news", "news"), ("a/b-c.csv", "a/b-c.csv"), ("Müller", "Müller"),
      ("my tickets", "'my tickets'"), ("it's", "'it'\\''s'"), ("", "''"), ("$HOME", "'$HOME'"),
    ])
  func quoted(word: String, shown: String) {
    #expect(ShellWord.quoted(word) == shown)
  }
}
