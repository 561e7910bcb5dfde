internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Stories
internal import Terminal

/// How a timeline looks: two charts, peaks with their events, and the last day beside the past.
struct TimelineScreen {
  let subject: SeriesSubject
  let timeline: Timeline
  /// What analysts say of the events of its peaks.
  var marks: [RecordID: MarkVerdict] = [:]

  /// Lines that bars take: escalation tells more than its decline.
  private static let escalationRows = 8
  private static let deescalationRows = 3
  /// What is left of acts long past is no act: less than a tenth, as it would be shown, is nothing.
  private static let valueMin = 0.05
  /// A chart of less than a whole severity would make mountains of what is almost nothing.
  private static let topMin = 1.0
  /// Days with a change that are listed, the latest.
  private static let changesMax = 5

  func print(to printer: Printer) {
    printer.print(SafeText(title).styled(.bold))
    guard timeline.days.contains(where: { max($0.escalation, $0.deescalation) >= Self.valueMin }),
      let first = timeline.days.first?.day, let last = timeline.days.last?.day
    else {
      printer.print("No act is stored for these days.")
      return printLeftOut(to: printer)
    }
    let width = printer.appearance.columns
    let middle = timeline.days[timeline.days.count / 2].day
    let names = (first.description, middle.description, last.description)
    printer.print("escalation index: severities of acts, halved every 7 days")
    printer.print(
      Self.chart(timeline.days.map(\.escalation), rows: Self.escalationRows, width: width)
        .lines(marks: marks(from: first), names: names)
    )
    if timeline.days.contains(where: { $0.deescalation >= Self.valueMin }) {
      printer.print()
      printer.print("de-escalation index: concessions, truces, releases, apart from the above")
      printer.print(
        Self.chart(timeline.days.map(\.deescalation), rows: Self.deescalationRows, width: width)
          .lines(names: names)
      )
    }
    printPeaks(to: printer)
    printChange(to: printer)
    printLeftOut(to: printer)
  }

  /// `1 report that is marked wrong is left out`; nil for none.
  var leftOut: String? { StoryWording.leftOut(timeline.wrongCount, "report") }

  private func printLeftOut(to printer: Printer) {
    if let leftOut { printer.print(paragraph: SafeText("\(leftOut): mark lists them").styled(.dim)) }
  }

  private static func chart(_ values: [Double], rows: Int, width: Int) -> BlockChart {
    let shown = values.map { $0 < valueMin ? 0 : $0 }
    return BlockChart(shown, rows: rows, width: width, top: max(topMin, shown.max() ?? 0))
  }

  private var title: String {
    switch subject {
    case .actor(let name): "\(name): acts by it and against it"
    case .dyad(let actor, let target): "\(actor) → \(target)"
    case .pair(let left, let right): "\(left) ↔ \(right)"
    case .person(let name): "\(name): acts that name this person"
    }
  }

  private func marks(from first: CalendarDay) -> [BlockChart.Mark] {
    timeline.peaks.enumerated().map { number, peak in
      BlockChart.Mark(
        at: peak.day.daysSinceEpoch - first.daysSinceEpoch,
        Character(String(number + 1))
      )
    }
  }

  private func printPeaks(to printer: Printer) {
    guard !timeline.peaks.isEmpty else { return }
    printer.print()
    printer.print(SafeText("peaks").styled(.bold))
    for (number, peak) in timeline.peaks.enumerated() {
      printer.print("  \(number + 1)  \(peak.day)  +\(Cell.number(peak.rise).plain)")
      for stored in peak.events {
        let words = "\(stored.event.words) “\(stored.event.trigger)” (\(stored.articleID))"
        printer.print(
          paragraph: SafeText(words),
          indent: "     \(stored.id, style: .cyan)  \(SeverityLabel.text(stored.event.severity.value))  ",
          hanging: "         "
        )
        if let mark = marks[stored.id] {
          printer.print(paragraph: "marked \(mark.words)", indent: "         ")
        }
      }
    }
  }

  private func printChange(to printer: Printer) {
    let changed = timeline.days.compactMap { timeline.grounds[$0.day] }.filter { !$0.signals.isEmpty }
    printer.print()
    printer.print(SafeText("change against its own past").styled(.bold))
    if let today = timeline.today { printer.print(paragraph: words(today), indent: "  ", hanging: "    ") }
    for grounds in changed.suffix(Self.changesMax) where grounds.day != timeline.today?.day {
      printer.print(paragraph: words(grounds), indent: "  ", hanging: "    ")
    }
    if changed.isEmpty {
      printer.print(
        paragraph:
          "no day stands out: on none were there unlikely many acts, and on none did the level pass its limit from below it the day before",
        indent: "  ",
        hanging: "    "
      )
    }
  }

  /// `2021-10-18: 1 act, usually 0.05 a day (one day in 21 has so many); level 5.5, above its limit 0.9: unlikely count, level`.
  private func words(_ grounds: ChangeGrounds) -> SafeText {
    let days = Int((1 / max(grounds.chance, Self.chanceMin)).rounded())
    let most = grounds.chance <= Self.chanceMin ? "less than one day in" : "one day in"
    let chance = grounds.count == 0 ? "" : " (\(most) \(days) has so many)"
    let signals =
      grounds.signals.isEmpty ? "nothing new" : grounds.signals.map(\.rawValue).joined(separator: ", ")
    let usual = Cell.measure(grounds.usualCount).plain
    return SafeText(
      "\(grounds.day): \(StoryWording.count(grounds.count, "act")), usually \(usual) a day\(chance); \(Self.level(grounds)): \(signals)"
    )
  }

  /// Rarer than that is told as that.
  private static let chanceMin = 1e-6

  /// The level beside its limit: a level that stays above it rang on the day on which it rose.
  private static func level(_ grounds: ChangeGrounds) -> String {
    let (level, limit) = (Cell.decimal(grounds.level), Cell.decimal(grounds.levelLimit))
    guard grounds.levelLimit > 0 else { return "level \(level), with no past to hold it against" }
    if grounds.level <= grounds.levelLimit { return "level \(level), within its limit \(limit)" }
    return grounds.signals.contains(.level)
      ? "level \(level), above its limit \(limit)"
      : "level \(level), above its limit \(limit) since an earlier day"
  }

  /// A row a day.
  var listing: Listing {
    Listing(
      columns: [
        ListingColumn("day", "day"), ListingColumn("escalation", "escalation", .trailing),
        ListingColumn("deescalation", "de-escalation", .trailing),
        ListingColumn("acts", "acts", .trailing), ListingColumn("usual", "usual", .trailing),
        ListingColumn("chance", "chance", .trailing), ListingColumn("level", "level", .trailing),
        ListingColumn("levelLimit", "limit", .trailing), ListingColumn("signals", "signals"),
      ],
      rows: timeline.days.map { day in
        let grounds = timeline.grounds[day.day]
        return [
          .text(day.day.description), .measure(day.escalation), .measure(day.deescalation),
          .count(day.count), .measure(grounds?.usualCount ?? 0), .measure(grounds?.chance ?? 1),
          .measure(grounds?.level ?? 0), .measure(grounds?.levelLimit ?? 0),
          .text(grounds?.signals.map(\.rawValue).joined(separator: "; ") ?? ""),
        ]
      }
    )
  }
}
