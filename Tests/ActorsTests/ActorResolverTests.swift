import Actors
import Model
import Testing
import Text

/// A title and a text, and the words that stand for names in it, each as `words=name`.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  var title: String?
  var text: String
  var references: [String]

  init(_ text: String, title: String? = nil, _ references: [String]) {
    self.title = title
    self.text = text
    self.references = references
  }

  var testDescription: String { text }
}

@Suite("The actors of an article")
struct ActorResolverTests {
  private func resolve(_ text: String, title: String? = nil) -> (AnalysedArticle, ResolvedActors) {
    var article = Article(text: text)
    article.title = title
    article.published = CalendarDay(year: 2021, month: 10, day: 18)
    let analysed = AnalysedArticle(article)
    return (analysed, ActorResolver().resolve(analysed))
  }

  private func check(_ example: ReferenceCase) {
    let (article, resolved) = resolve(example.text, title: example.title)
    let found = resolved.body.filter { $0.form == .pronoun || $0.form == .description || $0.isFromContext }
    #expect(found.map { "\(article.body.text(in: $0.bytes))=\($0.name ?? "?")" } == example.references)
  }

  @Test(
    "pronouns stand for the first that fits, in their sentence or before it",
    arguments: [
      ReferenceCase("The Kremlin suspended its mission at NATO.", ["its=Russia"]),
      ReferenceCase("Iran rejected the offer. It vowed revenge on Israel.", ["It=Iran"]),
      ReferenceCase("President Vladimir Putin met Syrian rebels. He left.", ["He=Russia"]),
      ReferenceCase("Syrian rebels met Turkey. They left.", ["They=Syria rebels"]),
      ReferenceCase("It is known that Iran left.", []),
      ReferenceCase("The president of France met Iran. He left.", ["He=France"]),
      ReferenceCase("Near Basra it fell.", []),
    ]
  )
  func pronouns(example: ReferenceCase) { check(example) }

  @Test(
    "descriptions stand for the last that they fit",
    arguments: [
      ReferenceCase("Russia left NATO. The alliance answered.", ["The alliance=NATO"]),
      ReferenceCase("NATO expelled eight Russian diplomats. The eight left Brussels.", ["The eight=Russia"]),
      ReferenceCase("Saudi Arabia bombed Yemen. The kingdom denied this.", ["The kingdom=Saudi Arabia"]),
      ReferenceCase("Boko Haram struck. The group said so.", ["The group=Boko Haram"]),
      ReferenceCase("Russia and Belarus met. Moscow praised its ally.", ["its=Russia", "ally=Belarus"]),
      ReferenceCase("The bloc met.", []),
    ]
  )
  func descriptions(example: ReferenceCase) { check(example) }

  @Test(
    "roles without a side belong to those named before, or to the place",
    arguments: [
      ReferenceCase("BAGHDAD (Reuters) - Militants fired on a convoy.", ["Militants=Iraq militants"]),
      ReferenceCase("Sudanese rebels attacked. The rebels fled.", []),
      ReferenceCase("KABUL (AP) - Gunmen killed a judge.", ["Gunmen=?", "judge=Afghanistan"]),
    ]
  )
  func roles(example: ReferenceCase) { check(example) }

  @Test("people without a party are the same only by the same noun")
  func nouns() throws {
    let (article, resolved) = resolve(
      "A Syrian company was hit. The hospital closed. The company closed too."
    )
    let rules = resolved.body.filter { $0.role != nil }.map { mention in
      "\(article.body.text(in: mention.bytes)): \(mention.rule)"
    }
    #expect(rules.contains { $0.hasPrefix("company: the same as Syrian company") })
    #expect(!rules.contains { $0.hasPrefix("hospital: the same as") })
  }

  @Test("two sides are members of what names both")
  func pairs() throws {
    let (article, resolved) = resolve("India met Pakistan. The two countries signed.")
    let pair = try #require(resolved.body.first { !$0.members.isEmpty })
    #expect(article.body.text(in: pair.bytes) == "The two countries")
    #expect(pair.members == ["India", "Pakistan"])
  }

  @Test("a surname in the title is that of the person named in full in the text")
  func titles() throws {
    let (article, resolved) = resolve(
      "NATO spokesperson Oana Lungescu spoke.",
      title: "Lungescu warns Russia"
    )
    let title = try #require(article.title)
    #expect(
      resolved.title.map { "\(title.text(in: $0.bytes))=\($0.name ?? "?")" } == [
        "Lungescu=NATO", "Russia=Russia",
      ]
    )
  }

  @Test(
    "the place is the dateline's, or the one that the beginning names as a place",
    arguments: [
      ("TRIPOLI, Lebanon (AP) - France warned.", "Lebanon", "dateline TRIPOLI, Lebanon"),
      ("Turkey halted its work in Iraq after an attack in Baghdad.", "Iraq", "named most at the beginning"),
      ("It rained.", nil, ""),
    ] as [(String, String?, String)]
  )
  func place(text: String, place: String?, rule: String) {
    let (_, resolved) = resolve(text)
    #expect(resolved.place == place)
    #expect(resolved.placeRule == rule)
  }

  @Test("mentions come in order and lie within the text")
  func order() {
    let text = String(
      repeating: "The two said its ally, the group, they and the eight of Iran left it. ",
      count: 300
    )
    let (article, resolved) = resolve(text + "\u{0}\u{2019}s the", title: "the its")
    let starts = resolved.body.map(\.tokens.lowerBound)
    #expect(starts == starts.sorted())
    #expect(
      resolved.body.allSatisfy { $0.tokens.upperBound <= article.body.tokens.count && !$0.bytes.isEmpty }
    )
  }
}
