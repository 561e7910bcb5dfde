import Model
import Summarization
import Testing

@Suite("Figures that documents differ on")
struct FigureComparisonTests {
  /// The disagreements of documents, as `subject: figure | figure`.
  private func disagreements(_ texts: String...) -> [String] {
    Briefer().brief(texts.map { article($0) }, words: 100).disagreements.map { disagreement in
      disagreement.subject + ": " + disagreement.readings.map(\.figure).joined(separator: " | ")
    }
  }

  @Test("stand side by side, as they are written")
  func sideBySide() {
    let found = disagreements(
      "A bomb in the port of Zenda killed four people and injured at least 11 on Monday.",
      "The explosion in Zenda left six people dead on Monday, the police of the port said.",
      "At least 11 were injured in Zenda, doctors said after the blast on Monday."
    )
    #expect(found == ["people killed: four | six"])
  }

  @Test("are no disagreement where they are equal in other words")
  func equal() {
    #expect(
      disagreements("The blast killed four people in Zenda.", "In Zenda 4 people died on Monday.").isEmpty
    )
  }

  @Test("are not years, ages, shares, sums of money or days of a month")
  func others() {
    let found = disagreements(
      "The blast killed four people in Zenda.",
      "He was killed in 2014, when prices fell 3% and $5 bought a meal.",
      "She died on October 18 in Zenda, a 73-year-old teacher."
    )
    #expect(found.isEmpty)
  }
}
