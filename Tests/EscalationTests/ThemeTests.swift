import EmbeddedData
import LinearModels
import Model
import Testing
import Text

@testable import Newsworthiness

@Suite("Themes of words")
struct ThemeTests {
  private func direction(_ words: String) -> [Float]? {
    WordThemes.standard.direction(of: words.split(separator: " ").map { TermHash.of($0.utf8) })
  }

  private func nearness(_ one: String, _ other: String) -> Float {
    guard let first = direction(one), let second = direction(other) else { return 0 }
    return zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(
    "lie near for words that stand among the same words, far for others",
    arguments: [
      ("detonated", "exploded", "award"),
      ("protesters", "demonstrators", "shares"),
      ("envoy", "diplomat", "album"),
      ("missile", "rocket", "recipe"),
    ]
  )
  func alike(word: String, kin: String, stranger: String) {
    #expect(nearness(word, kin) > nearness(word, stranger) + 0.2)
  }

  @Test("have length one, whatever the order of the words and however many of them nobody knows")
  func isDirection() throws {
    let known = try #require(direction("troops crossed the border"))
    #expect(abs(known.reduce(0) { $0 + $1 * $1 } - 1) < 0.001)
    #expect(direction("border the crossed troops") == known)
    #expect(direction("border the qqxqq crossed troops qqxqq") == known)
  }

  @Test("are none of words that nobody knows")
  func unknown() {
    #expect(direction("qqxqq") == nil)
    #expect(direction("") == nil)
  }

  @Test("are named among what says what an article is")
  func named() {
    var article = Article(text: "A bomb exploded beside a patrol on Friday, killing two soldiers.")
    article.title = "Bomb kills two soldiers"
    let bag = ArticleFeatures.bag(AnalysedArticle(article), named: true)
    let themes = bag.names.filter { $0.hasPrefix("theme ") }
    #expect(themes.count == WordThemes.standard.names.count)
    #expect(bag.names.filter { $0.hasPrefix("opening theme ") }.count == themes.count)
  }
}

@Suite("Learned weights")
struct LinearModelTests {
  @Test("bring what holds to length one, and leave numbers as they are, where they are normalised")
  func normalised() {
    let rows = [
      LinearModel.Row(name: "bias", value: 1, weights: [0.5]),
      LinearModel.Row(name: "word war", value: 3, weights: [1]),
      LinearModel.Row(name: "word peace", value: 4, weights: [0]),
      LinearModel.Row(name: "theme", value: 1, weights: [2]),
    ]
    var bag = FeatureBag(named: true)
    bag.add("word", "war")
    bag.add("word", "peace")
    bag.add("theme", number: 0.25)
    let normalised = LinearModel(classes: ["a"], isNormalised: true, rows: rows)
    #expect(abs(normalised.scores(bag)[0] - (0.5 + 3.0 / 5 + 0.5)) < 0.0001)
    #expect(
      normalised.grounds(bag, for: 0, most: 2) == [ScoreFactor("word war", 0.6), ScoreFactor("theme", 0.5)]
    )
    let plain = LinearModel(classes: ["a"], isNormalised: false, rows: rows)
    #expect(abs(plain.scores(bag)[0] - (0.5 + 3 + 0.5)) < 0.0001)
  }
}
