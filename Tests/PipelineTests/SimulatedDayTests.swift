import Alerting
import Foundation
import Model
import Pipeline
import Storage
import Stories
import TestSupport
import Testing
import Text

/// A day on which many things happen between the same few countries, each told by some outlets in words of their own.
@Suite("A whole simulated day")
struct SimulatedDayTests {
  private static let actCount = 160
  private static let pairs = [
    ("Russia", "Ukraine"), ("China", "Taiwan"), ("Iran", "Israel"), ("India", "Pakistan"),
  ]

  /// Something that happened: a place, a thing and a number of its own, between a pair of many.
  private struct Matter {
    let number: Int
    var pair: (String, String) { SimulatedDayTests.pairs[number % SimulatedDayTests.pairs.count] }

    private static let things = [
      "grain depot", "railway bridge", "power station", "fishing port", "border post", "oil refinery",
      "ammunition store",
      "radar site", "textile mill", "river ferry", "television tower", "water works", "bus garage",
    ]

    /// A name that nothing else of the day has.
    private func name(_ kind: UInt64) -> String {
      var random = SeededNumbers(kind * 1_000 + UInt64(number))
      let start = "BDFGHKLMNPRSTVZ".randomElement(using: &random).map(String.init) ?? ""
      return (0..<3).reduce(start) { name, _ in
        let vowel = "aeiou".randomElement(using: &random).map(String.init) ?? ""
        return name + vowel + ("lrnmstkvd".randomElement(using: &random).map(String.init) ?? "")
      }
    }

    private var thing: String { Self.things[number * 7 % Self.things.count] }
    private var hurt: Int { 11 + number * 13 % 187 }

    /// How an outlet tells it.
    func lead(_ outlet: Int) -> (title: String, text: String) {
      let (actor, target) = pair
      let (place, governor, hospital, town) = (name(5), "\(name(1)) \(name(2))", name(3), name(4))
      return switch outlet % 3 {
      case 0:
        (
          "\(actor) shells \(thing) in \(place)",
          """
          \(actor) shelled a \(thing) in \(place) on Monday, and \(hurt) people were hurt, the governor, \(governor), said. The wounded \
          were taken to the \(hospital) hospital, and trains to \(town) stopped.
          """
        )
      case 1:
        (
          "\(hurt) hurt as \(thing) is shelled in \(target)",
          """
          \(target) says that \(hurt) people were hurt on Monday when \(actor) shelled the \(thing) of \(place). Governor \(governor) \
          visited the \(hospital) hospital; the line to \(town) is shut.
          """
        )
      default:
        (
          "\(place): \(thing) hit by \(actor)",
          """
          Shells from \(actor) hit the \(thing) at \(place) in \(target) on Monday; \(hurt) people were hurt and taken to the \(hospital) hospital. \
          No train runs to \(town), said \(governor), who governs the region.
          """
        )
      }
    }

    func told(by outlet: Int, at arrival: Date) -> ReadArticle {
      let lead = lead(outlet)
      let report = AlertRoom.Report(
        "outlet\(outlet).example/\(number)",
        story: nil,
        acts: [AlertRoom.Act(pair.0, pair.1, code: "190")]
      )
      .with { $0.title = lead.title }
      var reading = AlertRoom.reading(report, at: arrival)
      reading.article.text = lead.text
      let profile = StoryProfile(article: AnalysedArticle(reading.article), events: reading.coding.events)
      return ReadArticle(reading: reading, filing: StoryFiler().filing(profile, of: reading.article))
    }
  }

  @Test(
    "a rule on a common pair fires once for each act of that pair, in any order of arrival",
    arguments: [1, 2]
  )
  func firings(seed: UInt64) throws {
    let room = try AlertRoom()
    try room.rule("pair", "dyad is Russia, Ukraine")
    var random = SeededNumbers(seed)
    let reports = (0..<Self.actCount).flatMap { number in
      (0...number % 3).map { (Matter(number: number), number + $0) }
    }
    for (place, report) in reports.shuffled(using: &random).enumerated() {
      let minute = Double(place)
      _ = try report.0.told(by: report.1, at: AlertRoom.minute(minute)).save(
        in: room.store,
        at: AlertRoom.minute(minute)
      )
      try room.pass(to: minute)
    }
    var query = FiringQuery()
    query.limit = 1_000
    let expected = Self.actCount / Self.pairs.count
    let fired = try room.store.alerts.firings(query).count
    // One act in forty may be told in words too far apart.
    #expect(abs(fired - expected) <= 1, "\(fired) firings for \(expected) acts")
  }
}
