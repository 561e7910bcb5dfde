import Testing
import Text

@Suite("Spans")
struct SpanTests {
  private func spans(_ text: String) -> [String] {
    let document = Document(text)
    return document.sentences.flatMap { document.spans(in: $0) }.map { span in
      let first = document.tokens[span.tokens.lowerBound], last = document.tokens[span.tokens.upperBound - 1]
      return "\(span.kind.rawValue): \(document.text(in: Int(first.start)..<Int(last.end)))"
    }
  }

  @Test(
    "are dates, times, sums, numbers and names",
    arguments: [
      ("It sold for $5.2 billion.", ["money: $5.2 billion"]),
      ("They paid 300 million euros.", ["money: 300 million euros"]),
      ("About 1,200 fled, two million stayed.", ["number: 1,200", "number: two million"]),
      ("Prices rose 3.5 percent, or 5%.", ["percentage: 3.5 percent", "percentage: 5%"]),
      ("On Monday, Jan. 5, 2024, it began.", ["date: Monday, Jan. 5, 2024"]),
      ("since 5 January 2024 and 2026-11-21", ["date: 5 January 2024", "date: 2026-11-21"]),
      ("It may end yesterday at 6 p.m. GMT.", ["date: yesterday", "time: 6 p.m. GMT"]),
      (
        "The army met Mark A. Milley of the United Nations.",
        ["name: Mark A. Milley", "name: United Nations"]
      ),
      ("Yesterday Ursula von der Leyen spoke.", ["date: Yesterday", "name: Ursula von der Leyen"]),
    ]
  )
  func kinds(text: String, expected: [String]) { #expect(spans(text) == expected) }

  @Test("of quotations go from mark to mark within a paragraph")
  func quotations() {
    let document = Document("He said \"No. Never.\" and “left\" it. \"Open\nShe said « oui ».")
    let quotations = document.quotations.map { span in
      document.text(
        in: Int(
          document.tokens[span.tokens.lowerBound].start
        )..<Int(document.tokens[span.tokens.upperBound - 1].end)
      )
    }
    #expect(quotations == ["\"No. Never.\"", "“left\"", "« oui »"])
  }
}
