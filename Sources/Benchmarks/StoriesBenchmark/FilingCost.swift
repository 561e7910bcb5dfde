import Foundation
import GRDB
import Model
import Pipeline
import Storage
import Stories
import Text

/// What putting an article into its story costs in a store of a thousand articles and in one of a million.
///
/// The large store is made of rows as filing writes them, but for the last articles, which are filed one by one: as many as
/// the index remembers, so that it is as full as it ever gets.
struct FilingCost {
  /// How many articles the large store holds.
  let stored: Int

  private let small = 1000
  /// The articles whose rows are repeated to fill the large store.
  private let pattern = 2000
  /// More than the index remembers.
  private let filedLast = 34_000
  private let measured = 1000

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tocsin-cost-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (smallPath, largePath) = (folder.path + "/small.sqlite", folder.path + "/large.sqlite")
    var news = SyntheticNews(seed: 8)
    try file(pattern, &news, into: try Store(path: largePath))
    try fill(largePath, upTo: stored - filedLast)
    let large = try Store(path: largePath)
    try file(filedLast, &news, into: large)
    let few = try Store(path: smallPath)
    try file(small, &news, into: few)
    let (before, after) = try costs(of: measured, &news, in: few, and: large)
    try print(before, of: few)
    try print(after, of: large)
    Swift.print(
      String(
        format: "ratio of filing %.2f, of saving %.2f, of both %.2f",
        after.filing / before.filing,
        after.saving / before.saving,
        (after.filing + after.saving) / (before.filing + before.saving)
      )
    )
  }

  private func print(_ cost: Cost, of store: Store) throws {
    Swift.print(
      String(
        format: "%d articles stored: filing %.3f ms of CPU an article, saving without it %.3f ms",
        try store.articles.counts().articles,
        cost.filing * 1000,
        cost.saving * 1000
      )
    )
  }

  /// Medians, since a checkpoint of the journal falls on one article in some hundred.
  private struct Cost {
    /// CPU seconds of an article: looking up, deciding and writing its story.
    var filing: Double
    /// CPU seconds of storing it with all that belongs to it.
    var saving: Double
  }

  private func reading(_ article: Article) -> (ArticleReading, StoryFiling) {
    let profile = StoryProfile(article: AnalysedArticle(article), events: [])
    let reading = ArticleReading(
      article: article,
      provenance: Provenance(hops: [], byteCount: article.text.utf8.count),
      sentences: [],
      summary: Summary(sentences: [], scored: []),
      coding: EventCoding(events: [], rejected: [], isEscalatory: false, verdict: "")
    )
    return (reading, StoryFiler().filing(profile, of: article))
  }

  private func file(_ count: Int, _ news: inout SyntheticNews, into store: Store) throws {
    for _ in 0..<count {
      let (reading, filing) = reading(news.article())
      _ = try ReadArticle(reading: reading, filing: filing).save(in: store, at: Date())
    }
  }

  /// Articles are made before the clock runs, so that only the store and the decision are measured; each goes into one store
  /// and then into the other, so that what else the machine does weighs on both.
  private func costs(
    of count: Int,
    _ news: inout SyntheticNews,
    in few: Store,
    and large: Store
  ) throws -> (Cost, Cost) {
    let readings = (0..<count).map { _ in reading(news.article()) }
    var seconds: [(filing: [Double], saving: [Double])] = [([], []), ([], [])]
    for (reading, filing) in readings {
      for (place, store) in [few, large].enumerated() {
        let start = Self.cpuSeconds()
        let (stored, _) = try ReadArticle(reading: reading, filing: nil).save(in: store, at: Date())
        let middle = Self.cpuSeconds()
        try store.write { try filing.file(stored.id.number, in: $0, at: Date()) }
        seconds[place].saving.append(middle - start)
        seconds[place].filing.append(Self.cpuSeconds() - middle)
      }
    }
    let costs = seconds.map { Cost(filing: Self.median($0.filing), saving: Self.median($0.saving)) }
    return (costs[0], costs[1])
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  /// Writes rows like those of the first articles until the store holds so many, without a journal: a store that is half
  /// filled is of no use to anybody.
  private func fill(_ path: String, upTo count: Int) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { database in
      try database.execute(
        sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000"
      )
      let known = try Int.fetchOne(database, sql: "SELECT count(*) FROM article") ?? 0
      let columns = try database.columns(in: "article").map(\.name).filter { $0 != "id" && $0 != "identity" }
      let list = columns.joined(separator: ", ")
      try database.execute(sql: "BEGIN")
      for round in 0..<max(0, (count - known) / known) {
        try database.execute(
          sql: """
            INSERT INTO article (identity, \(list))
            SELECT identity || '#\(round)', \(list) FROM article WHERE id <= \(known)
            """
        )
        let first = database.lastInsertedRowID - Int64(known)
        try Self.copyStories(database, known: known, offset: first)
      }
      try database.execute(sql: "COMMIT; PRAGMA journal_mode = WAL")
    }
  }

  private static func copyStories(_ database: Database, known: Int, offset: Int64) throws {
    let stories = try Int64.fetchOne(database, sql: "SELECT max(id) FROM story") ?? 0
    let firstStories =
      try Int64.fetchOne(
        database,
        sql: "SELECT max(story_id) FROM story_member WHERE article_id <= ?",
        arguments: [known]
      ) ?? 0
    try database.execute(
      sql: """
        INSERT INTO story (id, state, first_article_id, told, started_at, last_at, developed_at, article_count, severity)
        SELECT id + ?1, state, first_article_id + ?2, told + ?2, started_at, last_at, developed_at, article_count, severity
        FROM story WHERE id <= ?3;
        """,
      arguments: [stories, offset, firstStories]
    )
    try database.execute(
      sql: """
        INSERT INTO story_member (article_id, story_id, tie, nearest_id, news, grounds, agency, joined_at, kept_order, opener_id)
        SELECT article_id + ?1, story_id + ?2, tie, nearest_id + ?1, news, grounds, agency, joined_at, kept_order + ?1, opener_id + ?1
        FROM story_member WHERE article_id <= ?3
        """,
      arguments: [offset, stories, known]
    )
    try database.execute(
      sql: """
        INSERT INTO story_profile (article_id, profile) SELECT article_id + ?1, profile FROM story_profile WHERE article_id <= ?2
        """,
      arguments: [offset, known]
    )
  }

  /// User and system time of this process.
  private static func cpuSeconds() -> Double {
    var usage = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &usage)
    return Double(usage.tv_sec) + Double(usage.tv_nsec) / 1e9
  }
}
