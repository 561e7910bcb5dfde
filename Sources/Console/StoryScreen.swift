internal import EventCodes
internal import Foundation
internal import Model
internal import Storage
internal import Stories
internal import Terminal

/// The articles of a story as rows.
enum StoryMemberListing {
  static func listing(_ members: [StoredMember]) -> Listing {
    Listing(columns: columns, rows: members.map(row))
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("arrived", "arrived"),
    ListingColumn("outlet", "outlet", isFlexible: true), ListingColumn("tie", "tie"),
    ListingColumn("of", "of"), ListingColumn(forPrograms: "severity"),
    ListingColumn("title", "title", isFlexible: true), ListingColumn(forPeople: "kept as"),
    ListingColumn(forPrograms: "domain"),
    ListingColumn(forPrograms: "agency"), ListingColumn(forPrograms: "published"),
    ListingColumn(forPrograms: "news"), ListingColumn(forPrograms: "deleted"),
  ]

  private static func row(_ member: StoredMember) -> [Cell] {
    let membership = member.membership
    return [
      .text(membership.article.description), .time(membership.joinedAt),
      .text(member.site ?? member.domain), .text(membership.tie.rawValue),
      .text(membership.nearest?.description), .severity(member.severity), .text(member.title),
      .text(member.withdrawnAt.map { _ in "evidence, deleted" }),
      .text(member.domain), .text(member.agency), .text(member.published?.description),
      .text(membership.news.map(StoryWording.words).joined(separator: "; ")), .time(member.withdrawnAt),
    ]
  }
}

/// What is told of stories in words.
enum StoryWording {
  static func words(_ news: StoryNews) -> String { news.words }

  static func words(_ group: SourceGroup) -> String { group.words }

  /// `1 article`, `3 articles`.
  static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(plural(noun))"
  }

  /// `2 acts that are marked wrong are left out`; nil for none.
  static func leftOut(_ number: Int, _ noun: String) -> String? {
    guard number > 0 else { return nil }
    let verb = number == 1 ? "is" : "are"
    return "\(count(number, noun)) that \(verb) marked wrong \(verb) left out"
  }

  /// `articles`, `stories`, `deliveries`.
  static func plural(_ noun: String) -> String {
    if noun.hasSuffix("y") { return noun.dropLast() + "ies" }
    return noun.hasSuffix("ch") ? noun + "es" : noun + "s"
  }
}

/// How a story looks.
struct StoryScreen {
  /// Articles whose numbers are compared.
  static let comparedMax = 12

  let story: StoredStory
  let members: [StoredMember]
  let sources: [SourceGroup]
  let disagreements: [NumberDisagreement]
  /// The articles that `disagreements` count, by their place.
  let compared: [RecordID]
  /// The events of its articles of which analysts say something.
  let marked: [StoredEvent]
  /// What they say of them.
  let marks: [RecordID: MarkVerdict]
  let times: TimeWording
  /// When it is looked at.
  let now: Date

  /// Headline and counts, articles in order of arrival, sources, numbers that differ, developments.
  func print(to printer: Printer) {
    printHead(to: printer)
    printer.print()
    printer.print(StoryMemberListing.listing(members).table(width: printer.appearance.lineColumns, times))
    printSources(to: printer)
    printNumbers(to: printer)
    printDevelopments(to: printer)
    printVerdicts(to: printer)
  }

  private func printHead(to printer: Printer) {
    let title = SafeText(story.title ?? "(no title)").styled(.bold)
    printer.print(paragraph: title, indent: "\(story.id, style: .cyan)  ", hanging: "    ")
    let counts =
      "\(StoryWording.count(members.count, "article")) from \(StoryWording.count(sources.count, "independent source"))"
    let span =
      story.startedAt == story.lastAt
      ? times.absolute(story.lastAt) : "\(times.absolute(story.startedAt)) to \(times.absolute(story.lastAt))"
    printer.print("    severity \(SeverityLabel.text(story.severity)) · \(counts)")
    printer.print("    \(span)")
    if let first = members.first, let last = members.last, members.count > 1 {
      let (opening, latest) = (first.membership.article, last.membership.article)
      printer.print("    first report \(opening), latest \(latest); \(coverage)")
    }
  }

  private var coverage: String {
    switch StoryCoverage(arrivals: members.map(\.membership.joinedAt), at: now) {
    case .running: "it is still reported on"
    case .ended(let last):
      "its coverage has ended: nothing came in \(TimeText.words(seconds: Int(now.timeIntervalSince(last) / 3600) * 3600))"
    }
  }

  private func printSources(to printer: Printer) {
    printer.print()
    printer.print(SafeText("independent sources").styled(.bold))
    for group in sources {
      printer.print(paragraph: SafeText(StoryWording.words(group)), indent: "  ", hanging: "    ")
    }
  }

  private func printNumbers(to printer: Printer) {
    guard !disagreements.isEmpty else { return }
    printer.print()
    printer.print(SafeText("numbers that differ").styled(.bold))
    for disagreement in disagreements {
      let readings = disagreement.readings.map { "\($0.figure) (\(compared[$0.source.document]))" }
      printer.print(
        paragraph: "\(disagreement.subject): \(readings.joined(separator: ", "))",
        indent: "  ",
        hanging: "    "
      )
    }
  }

  private func printDevelopments(to printer: Printer) {
    let developed = members.filter { !$0.membership.news.isEmpty }
    guard !developed.isEmpty else { return }
    printer.print()
    printer.print(SafeText("developments").styled(.bold))
    for member in developed {
      let news = member.membership.news.map(StoryWording.words).joined(separator: "; ")
      printer.print(
        paragraph: "\(times.words(member.membership.joinedAt))  \(member.membership.article)  \(news)",
        indent: "  ",
        hanging: "    "
      )
    }
  }
}

extension StoryScreen {
  private func printVerdicts(to printer: Printer) {
    guard !marked.isEmpty else { return }
    printer.print()
    printer.print(SafeText("verdicts").styled(.bold))
    for stored in marked {
      printer.print(
        paragraph: "\(stored.event.words) (\(stored.articleID)): marked \(marks[stored.id]?.words ?? "")",
        indent: "  \(stored.id, style: .cyan)  ",
        hanging: "    "
      )
    }
  }
}

/// Why articles are one story.
struct StoryReasonScreen {
  let story: StoredStory
  let members: [StoredMember]
  let corrections: [StoredCorrection]
  /// What articles are held against.
  let gist: StoryGist
  let times: TimeWording

  /// What it is about, each article with the grounds of its tie, and what analysts corrected.
  func print(to printer: Printer) {
    let title = SafeText(story.title ?? "(no title)").styled(.bold)
    printer.print(paragraph: title, indent: "\(story.id, style: .cyan)  ", hanging: "    ")
    printGist(to: printer)
    for member in members {
      printer.print()
      printMember(member, to: printer)
    }
    guard !corrections.isEmpty else { return }
    printer.print()
    printer.print(SafeText("corrected").styled(.bold))
    for correction in corrections {
      let articles = correction.articles.map(\.description).joined(separator: ", ")
      let words =
        correction.kind == .split
        ? "\(articles) taken out of \(correction.story) as \(correction.other)"
        : "\(correction.other) put into \(correction.story): \(articles)"
      let maker =
        correction.maker == .program ? "by a second look: it had grown two centres" : "by an analyst"
      printer.print(paragraph: "\(times.words(correction.madeAt))  \(words), \(maker)", indent: "  ")
      printGrounds(correction.grounds, to: printer)
    }
  }

  /// The centre: an article joins what most members share, and not any one of them.
  private func printGist(to printer: Printer) {
    guard gist.memberCount > 0 else { return }
    let share = gist.memberCount == 1 ? "" : ", of \(gist.memberCount) articles it is compared by"
    printer.print("    about\(share):")
    let lines = [
      ("names", gist.terms.filter(\.isName).map(counted)),
      ("words", gist.terms.filter { !$0.isName }.map(counted)),
      ("acts", gist.acts.map(words)), ("days", gist.days.map { "\($0.day).\($0.month)." }),
    ]
    for (label, values) in lines where !values.isEmpty {
      printer.print(
        paragraph: SafeText(values.joined(separator: ", ")),
        indent: "    \(SafeText(label).padded(to: 6))  ",
        hanging: "            "
      )
    }
  }

  private func counted(_ term: StoryGist.Term) -> String {
    gist.memberCount == 1 ? term.text : "\(term.text) \(term.members)"
  }

  private func words(_ act: StoryGist.Act) -> String {
    let sides = [act.actor, act.target].map { $0.isEmpty ? "unknown" : $0 }.joined(separator: " → ")
    let count = gist.memberCount == 1 ? "" : ", told by \(act.members)"
    return "\(sides): \(EventCode.words(act.code.rawValue))\(count)"
  }

  private func printMember(_ member: StoredMember, to printer: Printer) {
    let membership = member.membership
    let tie = membership.nearest.map { "\(membership.tie.rawValue) as \($0)" } ?? "opens the story"
    printer.print(
      paragraph: "\(member.title ?? "(no title)")",
      indent: "\(membership.article, style: .cyan)  ",
      hanging: "    "
    )
    printer.print("    \(tie)")
    for news in membership.news { printer.print("    new: \(StoryWording.words(news))") }
    if membership.nearest == nil, !membership.grounds.isEmpty {
      printer.print("    no other story was near enough; the nearest by:")
    }
    printGrounds(membership.grounds, to: printer)
  }

  private func printGrounds(_ grounds: [StoryGround], to printer: Printer) {
    for ground in grounds {
      let evidence = ground.evidence.isEmpty ? "" : ": \(ground.evidence.joined(separator: ", "))"
      let share = SafeText(Cell.decimal(ground.value * ground.weight)).padded(to: 6, alignment: .trailing)
      printer.print(
        paragraph: "\(ground.name) \(Cell.decimal(ground.value))\(evidence)",
        indent: "    \(share)  ",
        hanging: "            "
      )
    }
  }
}
