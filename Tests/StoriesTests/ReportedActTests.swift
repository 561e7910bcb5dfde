import Model
import Stories
import Testing

@Suite("Reports of one act") struct ReportedActTests {
  private func report(
    _ code: String,
    _ date: String?,
    story: Int64?,
    reported: String = "2026-03-10"
  ) throws
    -> ReportedAct
  {
    let date = date.flatMap { EventDate($0) }
    return ReportedAct(
      number: nil,
      actor: "Freedonia",
      target: "Sylvania",
      root: String(code.prefix(2)),
      severity: 6,
      goldstein: -5,
      dated: try date.map { try #require($0.first)...#require($0.last) },
      day: try #require(date?.first ?? CalendarDay(reported)),
      story: story
    )
  }

  @Test(
    "reports that tell one act count once, others each",
    arguments: [
      ("one story, one day", "183", "2026-03-10", 4, "183", "2026-03-10", 4, 1),
      ("two stories, one day: the one-a-day filter", "183", "2026-03-10", 4, "183", "2026-03-10", 9, 1),
      ("one story, neighbouring days", "183", "2026-03-10", 4, "180", "2026-03-11", 4, 1),
      ("two stories, neighbouring days", "183", "2026-03-10", 4, "183", "2026-03-11", 9, 2),
      ("another kind of act", "183", "2026-03-10", 4, "161", "2026-03-10", 4, 2),
      ("a month that the day lies in, told elsewhere", "161", "2026-03", 9, "161", "2026-03-06", 4, 1),
      ("a month that the day does not lie in", "161", "2026-02", 9, "161", "2026-03-06", 4, 2),
      ("no date, the same story", "183", "2026-03-04", 4, "183", nil, 4, 1),
      ("no date, another story: the day of the report", "183", "2026-03-04", 4, "183", nil, 9, 2),
    ] as [(String, String, String?, Int64, String, String?, Int64, Int)]
  )
  func folding(
    name: String,
    code: String,
    date: String?,
    story: Int64,
    otherCode: String,
    otherDate: String?,
    otherStory: Int64,
    count: Int
  ) throws {
    let reports = [
      try report(code, date, story: story), try report(otherCode, otherDate, story: otherStory),
    ]
    #expect(IndexedAct.distinct(reports).count == count)
    #expect(IndexedAct.distinct(reports.reversed()).count == count)
  }

  @Test("the greatest severity told counts, with the event that tells it")
  func severity() throws {
    var reports = [try report("183", nil, story: 4), try report("183", nil, story: 4)]
    (reports[0].number, reports[1].number, reports[1].severity) = (1, 2, 7)
    #expect(
      IndexedAct.distinct(reports) == [
        IndexedAct(day: reports[0].day, severity: 7, goldstein: -5, event: 2, reports: 2)
      ]
    )
  }
}
