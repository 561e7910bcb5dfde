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

  /// Lines that bars take: escalation tells more than its decline.
  private static let escalationRows = 8
  private static let deescalationRows = 3
  /// Days with a change that are listed, the latest.
  private static let changesMax = 5

  func print(to printer: Printer) {
    printer.print(SafeText(title).styled(.bold))
    guard timeline.days.contains(where: { $0.escalation > 0 || $0.deescalation > 0 }),
      let first = timeline.days.first?.day, let last = timeline.days.last?.day
    else { return printer.print("No act is stored for these days.") }
    let width = printer.appearance.columns
    let middle = timeline.days[timeline.days.count / 2].day
    let names = (first.description, middle.description, last.description)
    printer.print("escalation index: severities of acts, halved every 7 days")
    printer.print(
      BlockChart(timeline.days.map(\.escalation), rows: Self.escalationRows, width: width)
        .lines(marks: marks(from: first), names: names)
    )
    if timeline.days.contains(where: { $0.deescalation > 0 }) {
      printer.print()
      printer.print("de-escalation index: concessions, truces, releases, apart from the above")
      printer.print(
        BlockChart(timeline.days.map(\.deescalation), rows: Self.deescalationRows, width: width)
          .lines(names: names)
      )
    }
    printPeaks(to: printer)
    printChange(to: printer)
  }

  private var title: String {
    switch subject {
    case .actor(let name): "\(name): acts by it and against it"
    case .dyad(let actor, let target): "\(actor) → \(target)"
    case .pair(let left, let right): "\(left) ↔ \(right)"
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
      printer.print("  \(number + 1)  \(peak.day)  +\(Cell.number(peak.rise).shown)")
      for stored in peak.events {
        let words = "\(stored.event.words) “\(stored.event.trigger)” (\(stored.articleID))"
        printer.print(
          paragraph: SafeText(words),
          indent: "     \(stored.id, style: .cyan)  \(SeverityLabel.text(stored.event.severity.value))  ",
          hanging: "         "
        )
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
    if changed.isEmpty { printer.print("  no day stands out") }
  }

  /// `2021-10-18: 1 act, usually 0.05 a day (a chance of 1 in 21); level 5.5, its limit 0.9: unlikely count, level`.
  private func words(_ grounds: ChangeGrounds) -> SafeText {
    let chance =
      grounds.count == 0 ? "" : " (a chance of 1 in \(Int((1 / max(grounds.chance, 1e-6)).rounded())))"
    let signals =
      grounds.signals.isEmpty
      ? "nothing unusual" : grounds.signals.map(\.rawValue).joined(separator: ", ")
    let usual = Cell.measure(grounds.usualCount).shown
    let levels = "level \(Cell.decimal(grounds.level)), its limit \(Cell.decimal(grounds.levelLimit))"
    return SafeText(
      "\(grounds.day): \(StoryWording.count(grounds.count, "act")), usually \(usual) a day\(chance); \(levels): \(signals)"
    )
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
