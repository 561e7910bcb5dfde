import Alerting
import Model
import Patterns
import TestSupport

/// Makes rules at random, as deep and as odd as the language allows: the same for the same seed.
struct RuleMaker {
  private var random: SeededNumbers

  init(seed: UInt64) { random = SeededNumbers(seed) }

  mutating func rule() throws -> RuleText {
    var rule = RuleText(condition: try condition(depth: 3))
    if flip() { rule.sources = SourceClause(sources: number(1...9), withinSeconds: flip() ? seconds() : nil) }
    if flip() { rule.holdSeconds = seconds() }
    if flip() { rule.repeatSeconds = seconds() }
    if flip() { rule.again = again() }
    if flip() {
      let keys = GroupKey.allCases.filter { _ in flip() }
      rule.grouping = GroupClause(keys.isEmpty ? [.story] : keys, waitSeconds: flip() ? seconds() : nil)
    }
    if flip() { rule.until = flip() ? .quiet(seconds: seconds()) : .condition(try condition(depth: 2)) }
    if flip() {
      let same = [GroupKey.dyad, .actor, .target, .story][number(0...3)]
      rule.unless = UnlessClause(
        rule: word(),
        withinSeconds: flip() ? seconds() : nil,
        same: flip() ? same : nil
      )
    }
    if flip() { rule.writtenFreshness = flip() ? .any : .seconds(seconds()) }
    if flip() { rule.endpoints = ["ops", "two words"] }
    return rule
  }

  private mutating func condition(depth: Int) throws -> Condition {
    guard depth > 0 else { return .test(try test()) }
    switch number(0...4) {
    case 0: return .not(try condition(depth: depth - 1))
    case 1: return .all(try (0...number(1...2)).map { _ in try condition(depth: depth - 1) })
    case 2: return .any(try (0...number(1...2)).map { _ in try condition(depth: depth - 1) })
    default: return .test(try test())
    }
  }

  private mutating func test() throws -> ConditionTest {
    let isNegated = flip()
    let relation = isNegated ? Relation.equal : Relation.allCases[number(0...4)]
    let words = (0...number(0...2)).map { _ in phrase() }
    switch number(0...11) {
    case 0:
      let field = NumberField.allCases[number(0...5)]
      let value = Double(number(0...100)) / 10
      return ConditionTest(.number(field, relation, min(value, field.range.upperBound)), isNegated: isNegated)
    case 1:
      let field = DurationField.allCases[number(0...1)]
      return ConditionTest(
        .duration(field, [.atLeast, .atMost, .over, .under][number(0...3)], seconds: seconds())
      )
    case 2:
      let relation = isNegated ? DayRelation.equal : DayRelation.allCases[number(0...2)]
      let day = CalendarDay(daysSinceEpoch: number(0...30_000))
      return ConditionTest(.moment(MomentField.allCases[number(0...1)], relation, day), isNegated: isNegated)
    case 3:
      let codes = ["16", "161", "1382", "05"].compactMap(EventCode.init(rawValue:)).filter { _ in flip() }
      return ConditionTest(
        .code(codes.isEmpty ? [EventCode(rawValue: "19")].compactMap { $0 } : codes),
        isNegated: isNegated
      )
    case 4: return ConditionTest(.category([EventCategory.allCases[number(0...15)]]), isNegated: isNegated)
    case 5:
      return ConditionTest(.status([EventStatus.allCases[number(0...6)], .realised]), isNegated: isNegated)
    case 6:
      return ConditionTest(
        .side(SideField.allCases[number(0...2)], [party(), party()]),
        isNegated: isNegated
      )
    case 7: return ConditionTest(.dyad(.actor("Russia"), party(), isDirected: flip()), isNegated: isNegated)
    case 8: return ConditionTest(.name([.source, .site][number(0...1)], words), isNegated: isNegated)
    case 9: return ConditionTest(.words(TextField.allCases[number(0...3)], words), isNegated: isNegated)
    case 10:
      let pattern = try Pattern([#"a\/b"#, "x(y|z)+", "\"q\" ,"][number(0...2)], isCaseInsensitive: flip())
      return ConditionTest(.pattern(TextField.allCases[number(0...3)], pattern), isNegated: isNegated)
    default: return ConditionTest(.series(series(relation)), isNegated: isNegated)
    }
  }

  private mutating func series(_ relation: Relation) -> SeriesTest {
    let function = SeriesFunction.allCases[number(0...3)]
    let subjects: [SeriesTest.Subject] = [
      .sameDyad, .sameActor, .sameTarget, .actor("Russia"), .pair("Bosnia and Herzegovina", "NATO"),
      .dyad(actor: "NATO", target: "Russia"),
    ]
    return SeriesTest(
      function,
      of: subjects[number(0...5)],
      days: function.takesDays ? number(1...90) : nil,
      relation,
      Double(number(0...10))
    )
  }

  private mutating func again() -> AgainClause {
    let reasons: [AgainReason] = [
      .severityRises(by: 1.5), .newCode, .higherBand, .moreSources(number(1...5)),
      .moreArticles(number(1...5)),
    ]
    switch number(0...3) {
    case 0: return .always
    case 1: return .never
    default:
      let chosen = reasons.filter { _ in flip() }
      return .when(chosen.isEmpty ? [.newCode] : chosen)
    }
  }

  /// Names as the table of the tests knows them.
  private mutating func party() -> Party {
    [.actor("Russia"), .actor("Bosnia and Herzegovina"), .actor("United States"), .unknown, .nobody][
      number(0...4)
    ]
  }

  /// Keywords, quotes and signs are words like others where they are quoted.
  private mutating func phrase() -> String {
    let phrases = [
      "mission", "from 2 sources", "and", "notify", "he said \"no\"", "the ”end”", "Côte d'Ivoire", "警報",
      "a, b", "(x)",
      "until quiet", "100 %",
    ]
    return phrases[number(0...(phrases.count - 1))]
  }

  private mutating func word() -> String { ["war", "nato-rupture", "two words", "from"][number(0...3)] }
  private mutating func seconds() -> Int {
    number(1...500) * [60, 3_600, 86_400][number(0...2)] % 31_536_000 + 60
  }
  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func flip() -> Bool { Bool.random(using: &random) }
}
