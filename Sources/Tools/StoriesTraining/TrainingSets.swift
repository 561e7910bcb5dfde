internal import Foundation
internal import Model
internal import Pipeline
internal import Stories

/// The sets that weights are learned from and measured on, read from a folder of JSON Lines.
struct TrainingSets: Sendable {
  /// Whole articles of look-alike stories (`stories_dev`), and of multi-document clusters (`whole_dev`).
  var lookAlikes: [TrainingArticle] = []
  var whole: [TrainingArticle] = []
  /// The same, cut to their leads.
  var lookAlikeLeads: [TrainingArticle] = []
  var wholeLeads: [TrainingArticle] = []
  /// Leads of many years given one date: one set to learn from, one to measure on.
  var crowdTraining: [TrainingArticle] = []
  var crowd: [TrainingArticle] = []
  /// Pairs of leads, one after the other (`pairs_dev`), and single leads (`leads_dev`).
  var pairs: [TrainingArticle] = []
  var singles: [TrainingArticle] = []
  /// What is known of the pairs, in their order.
  var pairLabels: [Bool] = []
  /// Pairs of leads read by people: `pairs.tsv`.
  var readPairs: [(one: String, other: String, isSame: Bool)] = []

  private struct Record: Decodable {
    var id: String
    var title: String?
    var text: String?
    var published: String?
    var story: String?
    var topic: Int?
    var a: String?
    var b: String?
    var label: String?
  }

  /// The day that all leads of a crowded day are given.
  private static let crowdedDay = CalendarDay("2026-01-15")

  /// Reads a folder.
  init(folder: URL) async throws {
    let lookAlikes = try Self.records(folder, "stories_dev").map {
      Self.text($0, group: "ecb \($0.topic ?? 0)", story: $0.story ?? $0.id)
    }
    let whole = try Self.records(folder, "whole_dev").map {
      Self.text($0, group: $0.story ?? "", story: $0.story ?? "")
    }
    func crowd(_ name: String) throws -> [TrainingText] {
      try Self.records(folder, name).filter { $0.published?.count == 10 }.map { record in
        var lead = record
        lead.published = nil
        lead.title = nil
        return Self.text(
          lead,
          group: record.id,
          story: record.id,
          published: Self.crowdedDay,
          day: CalendarDay(record.published ?? "")
        )
      }
    }
    let pairs = try Self.records(folder, "pairs_dev")
    pairLabels = pairs.map { $0.label == "same" }
    let sides = pairs.flatMap { pair in
      zip(pair.id.split(separator: "+"), [pair.a, pair.b]).map { id, text in
        TrainingText(id: String(id), group: "", story: "", title: nil, text: text ?? "", published: nil)
      }
    }
    self.lookAlikes = await Self.read(lookAlikes)
    self.whole = await Self.read(whole)
    lookAlikeLeads = await Self.read(lookAlikes.compactMap(\.lead))
    wholeLeads = await Self.read(whole.compactMap(\.lead))
    crowdTraining = await Self.read(try crowd("news_train"))
    self.crowd = await Self.read(try crowd("news_dev"))
    singles = await Self.read(
      try Self.records(folder, "leads_dev").map {
        Self.text($0, group: $0.id, story: $0.id)
      }
    )
    readPairs = try Self.readPairs()
    self.pairs = await Self.read(sides)
    groupLeads()
  }

  /// Leads that pairs connect stand on one side of a fold; those of one event are one story.
  private mutating func groupLeads() {
    var (groups, stories) = (Union(), Union())
    for (number, isSame) in pairLabels.enumerated() {
      groups.join(pairs[2 * number].id, pairs[2 * number + 1].id)
      if isSame { stories.join(pairs[2 * number].id, pairs[2 * number + 1].id) }
    }
    for pair in readPairs { groups.join(pair.one, pair.other) }
    for number in pairs.indices {
      pairs[number].group = "lead " + groups.root(pairs[number].id)
      pairs[number].story = stories.root(pairs[number].id)
    }
    for number in singles.indices { singles[number].group = "lead " + groups.root(singles[number].id) }
    for number in crowd.indices { crowd[number].group = "lead " + groups.root(crowd[number].id) }
    for number in crowdTraining.indices {
      crowdTraining[number].group = "lead " + groups.root(crowdTraining[number].id)
    }
  }

  private static func text(
    _ record: Record,
    group: String,
    story: String,
    published: CalendarDay? = nil,
    day: CalendarDay? = nil
  ) -> TrainingText {
    TrainingText(
      id: record.id,
      group: group,
      story: story,
      title: record.title.flatMap { $0.isEmpty ? nil : $0 },
      text: record.text ?? "",
      published: published ?? record.published.flatMap { CalendarDay(String($0.prefix(10))) },
      day: day
    )
  }

  private static func records(_ folder: URL, _ name: String) throws -> [Record] {
    try Data(contentsOf: folder.appendingPathComponent("\(name).jsonl"))
      .split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Record.self, from: Data($0)) }
  }

  private static func readPairs() throws -> [(one: String, other: String, isSame: Bool)] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("pairs.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.map { line in
      let columns = line.split(separator: "\t").map(String.init)
      return (one: columns[1], other: columns[2], isSame: columns[0] == "same")
    }
  }

  private static func read(_ texts: [TrainingText]) async -> [TrainingArticle] {
    let analyser = Analyser()
    return await concurrently(texts) { $0.read(by: analyser) }
  }
}

/// Names that belong together.
private struct Union {
  private var parents: [String: String] = [:]

  func root(_ name: String) -> String {
    var name = name
    while let parent = parents[name] { name = parent }
    return name
  }

  mutating func join(_ one: String, _ other: String) {
    let (one, other) = (root(one), root(other))
    if one != other { parents[max(one, other)] = min(one, other) }
  }
}

/// Works on all elements at once, as far as there are processors; answers come in order.
func concurrently<Element: Sendable, Answer: Sendable>(
  _ elements: [Element],
  _ work: @escaping @Sendable (Element) -> Answer
) async -> [Answer] {
  await withTaskGroup(of: [(Int, Answer)].self) { group in
    let workers = min(elements.count, ProcessInfo.processInfo.activeProcessorCount)
    for worker in 0..<workers {
      group.addTask {
        stride(from: worker, to: elements.count, by: workers).map { ($0, work(elements[$0])) }
      }
    }
    var answers: [(Int, Answer)] = []
    for await some in group { answers += some }
    return answers.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
