import Alerting
import Console
import Pipeline
import Testing

@Suite("What is said of conditions that are none")
struct ConditionMessageTests {
  /// The names of all fields, as far as they are shown.
  private static let fields =
    "expected severity, goldstein, code, category, status, actor, target, either, dyad, trigger, sentence, place, article.severity or article.genre …"

  @Test(
    "says what is wrong, and what could stand there",
    arguments: [
      ("severety at least 4", "there is no field “severety”", "did you mean severity?"),
      ("sevrity > 4", "there is no field “sevrity”", "did you mean severity?"),
      ("severity", "the rule ends too early", "expected at least, at most, over, under, is or is not"),
      ("severity at", "“at” cannot stand here", "expected at least, at most, over, under, is or is not"),
      ("severity at least", "the rule ends too early", "expected a number from 0 to 10"),
      (
        "severity least 4", "“least” cannot stand here",
        "expected at least, at most, over, under, is or is not"
      ),
      (
        "severity contains 4", "severity cannot be compared by “contains”",
        "expected at least, at most, over, under, is or is not"
      ),
      (
        "severity at least high", "severity needs a number, and “high” is none",
        "expected a number from 0 to 10"
      ),
      (
        "severity at least 11", "severity goes from 0 to 10, and never reaches 11",
        "expected a number from 0 to 10"
      ),
      (
        "severity at least -1", "severity goes from 0 to 10, and never reaches -1",
        "expected a number from 0 to 10"
      ),
      (
        "severity at least 4 5", "“5” cannot stand here",
        "expected and, or, from, for, repeat, again, group by, until, unless, fresh or notify"
      ),
      ("severity >= 4 and", "the rule ends too early", fields),
      ("severity >= 4 or", "the rule ends too early", fields),
      ("severity >= 4 and and code is 16", "“and” cannot stand here", fields),
      ("and severity > 4", "“and” cannot stand here", fields),
      ("not", "the rule ends too early", fields),
      ("(severity > 4", "the rule ends too early", "expected and, or or “)”"),
      (
        "severity > 4)", "“)” cannot stand here",
        "expected and, or, from, for, repeat, again, group by, until, unless, fresh or notify"
      ),
      ("()", "“)” cannot stand here", fields),
      ("severity > 4 xor code is 16", "“xor” cannot stand here", "did you mean or?"),
      (
        "severity > 4 severity > 5", "“severity” cannot stand here",
        "expected and, or, from, for, repeat, again, group by, until, unless, fresh or notify"
      ),
      (
        "goldstein under -11", "goldstein goes from -10 to 10, and never reaches -11",
        "expected a number from -10 to 10"
      ),
      ("code is 99", "“99” is no code", "expected a CAMEO code such as 16 or 161"),
      ("code is sanction", "“sanction” is no code", "expected a CAMEO code such as 16 or 161"),
      (
        "code at least 16", "code cannot be compared by “at least”",
        "expected is, is not, in, not in or under"
      ),
      (
        "category is war", "“war” is no category",
        "expected agree, consult, support, cooperate, aid, concede, retreat, accuse, request, reject, threaten, protest, mobilize or sanction …"
      ),
      ("category is sanctions", "“sanctions” is no category", "did you mean sanction?"),
      (
        "status is real", "“real” is no status",
        "expected realised, threatened, planned, denied, negated, background or hypothetical"
      ),
      ("status is realized", "“realized” is no status", "did you mean realised?"),
      (
        "status in realised planned", "“planned” cannot stand here",
        "expected “,”, and, or, from, for, repeat, again, group by, until, unless, fresh or notify"
      ),
      ("actor is Rusia", "nobody is known as “Rusia”", "did you mean Russia?"),
      (
        "actor is Untied States", "nobody is known as “Untied States”",
        "did you mean United States or South Sudan?"
      ),
      ("actor > Russia", "actor cannot be compared by “>”", "expected is, is not, in or not in"),
      (
        "actor contains Russia", "actor cannot be compared by “contains”", "expected is, is not, in or not in"
      ),
      ("actor in Germany.members", "Germany has no members", ""),
      ("target is", "the rule ends too early", "expected the name of an actor, unknown or nobody"),
      ("target is \"Rusia\"", "nobody is known as “Rusia”", "did you mean Russia?"),
      (
        "either is Lower Slobbovia and severity > 4", "nobody is known as “Lower Slobbovia”",
        "expected the name of an actor, unknown or nobody"
      ),
      ("dyad is Russia", "the rule ends too early", "expected “->” or “,”"),
      ("dyad is Russia and severity > 4", "“and” cannot stand here", "expected “->” or “,”"),
      ("dyad is Russia,", "the rule ends too early", "expected the name of an actor, unknown or nobody"),
      ("dyad in Russia, NATO", "dyad cannot be compared by “in”", "did you mean is?"),
      ("dyad is Russia ->", "the rule ends too early", "expected the name of an actor, unknown or nobody"),
      ("source at least 3", "source cannot be compared by “at least”", "expected is, is not, in or not in"),
      ("source is", "the rule ends too early", "expected words, in quotes where there are several"),
      (
        "title at least 4", "title cannot be compared by “at least”",
        "expected contains, not contains, matches or not matches"
      ),
      ("title contains", "the rule ends too early", "expected words, in quotes where there are several"),
      (
        "title contains \"...\"", "“...” cannot stand here",
        "expected words, in quotes where there are several"
      ),
      ("title contains \"open", "a quote is not closed", "expected a closing \""),
      ("title matches expel", "“expel” cannot stand here", "expected a pattern such as /expel(s|led)/"),
      ("title matches /(open/", "the pattern cannot be read: missing closing parenthesis", ""),
      ("title matches /open", "a pattern is not closed", "expected a closing /"),
      ("title matches /[a-/", "the pattern cannot be read: missing terminating ] for character class", ""),
      ("title matches /x/z", "“z” behind a pattern has no meaning", "expected i, for letters of either case"),
      ("text matches /a{2,1}/", "the pattern cannot be read: numbers out of order in {} quantifier", ""),
      ("language is English", "“English” is no language", "expected a language tag such as en or pt-br"),
      (
        "language contains en", "language cannot be compared by “contains”",
        "expected is, is not, in or not in"
      ),
      ("published after yesterday", "“yesterday” is no day", "expected a day such as 2026-11-01"),
      ("published after 2026-02-30", "“2026-02-30” is no day", "expected a day such as 2026-11-01"),
      (
        "published under 2026-03-01", "published cannot be compared by “under”",
        "expected before, after, is or is not"
      ),
      ("age under soon", "“soon” is no duration", "expected a duration such as 3d, 12h or 30m"),
      ("age under 0h", "0h is too short or longer than a year", "expected a duration such as 3d, 12h or 30m"),
      ("age is 3h", "age cannot be compared by “is”", "expected at least, at most, over or under"),
      (
        "age at most 9999w", "9999w is too short or longer than a year",
        "expected a duration such as 3d, 12h or 30m"
      ),
      (
        "place is Nowhereland", "nobody is known as “Nowhereland”",
        "expected the name of an actor, unknown or nobody"
      ),
      ("story.source at least 3", "there is no field “story.source”", "did you mean story.sources?"),
      (
        "story.sources at least many", "story.sources needs a number, and “many” is none",
        "expected a number from 0 to 100000"
      ),
      (
        "story.sources at least -3", "story.sources goes from 0 to 100000, and never reaches -3",
        "expected a number from 0 to 100000"
      ),
      ("story.first-seen before now", "“now” is no day", "expected a day such as 2026-11-01"),
      (
        "story.growth contains 3", "story.growth cannot be compared by “contains”",
        "expected at least, at most, over, under, is or is not"
      ),
      ("rule is x", "rule can only be asked for in silences", ""),
      ("count(same dyad) at least 3", "“at” cannot stand here", "expected within"),
      (
        "count(same dyad) within 36h at least 3", "a series runs over whole days, and 36h is none",
        "expected days such as 7d"
      ),
      (
        "count(same dyad) within 7d", "the rule ends too early",
        "expected at least, at most, over, under, is or is not"
      ),
      (
        "count() within 7d at least 3", "“)” cannot stand here",
        "expected same, the name of an actor, unknown or nobody"
      ),
      ("count(same pair) within 7d at least 3", "“pair” cannot stand here", "expected dyad, actor or target"),
      ("count(Rusia) within 7d at least 3", "nobody is known as “Rusia”", "did you mean Russia?"),
      (
        "max severity(same dyad) within 7d at least 11",
        "max severity goes from 0 to 10, and never reaches 11", "expected a number from 0 to 10"
      ),
      ("max severity same dyad", "there is no field “max”", fields),
      (
        "index(Russia, ) at least 3", "“)” cannot stand here",
        "expected the name of an actor, unknown or nobody"
      ),
      (
        "rise(same dyad) within 7d at least 3", "“within” cannot stand here",
        "expected at least, at most, over, under, is or is not"
      ),
      (
        "rise(same dyad) at least often", "rise needs a number, and “often” is none",
        "expected a number from 0 to 1000000"
      ),
      ("severity > 4 ; drop", "“;” has no meaning here", ""),
      (
        "severity > 4 fresh soon", "“soon” is no duration",
        "expected any or a duration such as 3d, 12h or 30m"
      ),
      (
        "severity > 4 fresh 3 fortnights", "“3 fortnights” is no duration",
        "expected any or a duration such as 3d, 12h or 30m"
      ),
      (
        "severity > 4 fresh 0d", "0d is too short or longer than a year",
        "expected any or a duration such as 3d, 12h or 30m"
      ),
      ("severity > 4 fresh 1d fresh 2d", "“fresh” stands twice", ""),
      ("severity > 4 notify", "the rule ends too early", "expected the name of a webhook"),
      ("severity > 4 notify ops, OPS", "“OPS” is notified twice", ""),
      (
        "severity > 4 notify ops desk", "“desk” cannot stand here",
        "expected “,”, from, for, repeat, again, group by, until, unless or fresh"
      ),
      (
        "severity > 4 from two sources", "from needs a number, and “two” is none",
        "expected a number from 1 to 100"
      ),
      (
        "severity > 4 from 0 sources", "from goes from 1 to 100, and never reaches 0",
        "expected a number from 1 to 100"
      ),
      ("severity > 4 from 2.5 sources", "from needs a number, and “2.5” is none", "expected a whole number"),
      ("severity > 4 from 2", "the rule ends too early", "expected sources or source"),
      (
        "severity > 4 from 2 sources within", "the rule ends too early",
        "expected a duration such as 3d, 12h or 30m"
      ),
      ("severity > 4 for", "the rule ends too early", "expected a duration such as 3d, 12h or 30m"),
      ("severity > 4 for ever", "“ever” is no duration", "expected a duration such as 3d, 12h or 30m"),
      ("severity > 4 repeat", "the rule ends too early", "expected a duration such as 3d, 12h or 30m"),
      ("severity > 4 again", "the rule ends too early", "expected always, never or when"),
      (
        "severity > 4 again when", "the rule ends too early",
        "expected severity, new, higher or a number of sources or articles"
      ),
      ("severity > 4 again when severity rises", "the rule ends too early", "expected by"),
      (
        "severity > 4 again when severity rises by 20", "severity goes from 0.1 to 10, and never reaches 20",
        "expected a number from 0.1 to 10"
      ),
      ("severity > 4 again when new story", "“story” cannot stand here", "expected code"),
      (
        "severity > 4 again when 3 more", "the rule ends too early",
        "expected sources, source, articles or article"
      ),
      ("severity > 4 group actor", "“actor” cannot stand here", "expected by"),
      (
        "severity > 4 group by", "the rule ends too early",
        "expected actor, target, dyad, code, category, source, language, story or rule"
      ),
      (
        "severity > 4 group by place", "“place” cannot stand here",
        "expected actor, target, dyad, code, category, source, language, story or rule"
      ),
      ("severity > 4 group by actor, actor", "“actor” is grouped by twice", ""),
      (
        "severity > 4 until", "the condition is empty",
        "expected quiet, severity, goldstein, code, category, status, actor, target, either, dyad, trigger, sentence, place or article.severity …"
      ),
      ("severity > 4 until quiet", "the rule ends too early", "expected for"),
      ("severity > 4 unless", "the rule ends too early", "expected the name of another rule"),
      (
        "severity > 4 unless war same code", "“code” cannot stand here",
        "expected dyad, actor, target or story"
      ),
      (
        "severity > 4 every 3d", "“every” cannot stand here",
        "expected and, or, from, for, repeat, again, group by, until, unless, fresh or notify"
      ),
    ] as [(String, String, String)]
  )
  func messages(text: String, message: String, hint: String) throws {
    let error = try #require(throws: ConditionError.self) { try RuleText(text, names: .standard) }
    let report = ConditionReport(error: error, text: text)
    #expect(report.words == message)
    #expect(report.hint ?? "" == hint)
  }
}
