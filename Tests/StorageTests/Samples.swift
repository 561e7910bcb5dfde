import Foundation
import Model
import Storage

/// Readings as the stages would make them.
enum Samples {
  static func mission() -> ArticleReading {
    let text = "Russia suspended its mission to NATO on Monday. Talks are off."
    var article = Article(text: text)
    article.url = "https://www.harbourpost.example/world/mission"
    article.site = "The Harbour Post"
    article.domain = "harbourpost.example"
    article.title = "Russia shuts its NATO mission"
    article.authors = ["Ines Caldera"]
    article.published = CalendarDay("2021-10-18")
    article.language = "en"
    article.captions = ["Flags."]
    article.paragraphs = [Paragraph(kind: .text, range: 0..<text.utf8.count)]
    var reading = ArticleReading(
      article: article,
      provenance: Provenance(
        hops: ["https://harbourpost.example/1"],
        contentType: "text/html",
        byteCount: 9000
      ),
      sentences: [0..<47, 48..<62],
      summary: Summary(
        sentences: [SummarySentence(index: 0, text: String(text.prefix(47)), shown: String(text.prefix(47)))],
        scored: [
          ScoredSentence(index: 0, score: 1.5, factors: [ScoreFactor("position", 1.5)], verdict: .chosen)
        ]
      ),
      coding: EventCoding(
        events: [suspension()].compactMap { $0 },
        rejected: [],
        isEscalatory: true,
        verdict: "a realised act of root 16"
      )
    )
    reading.coding.character = ArticleCharacter(
      domain: .international,
      domainProbability: 0.75,
      genre: .followUp,
      genreProbability: 0.5,
      escalationScore: 0,
      rootScores: [],
      domainScores: [],
      genreScores: [],
      grounds: [ScoreFactor("word after", 0.5)]
    )
    reading.coding.alarm = NewsGrounds(probability: 0.25, factors: [ScoreFactor("likeliest act", -1)])
    return reading
  }

  private static func suspension() -> Event? {
    EventCode(rawValue: "161").map { code in
      Event(
        actor: Participant(name: "Russia"),
        target: Participant(name: "NATO"),
        code: code,
        category: .sanction,
        goldstein: -4,
        status: .realised,
        trigger: "suspended",
        part: .text,
        offset: 7..<16,
        sentence: "Russia suspended its mission to NATO on Monday.",
        sentenceIndex: 0,
        date: EventDate("2021-10-18"),
        severity: Severity(5, factors: [ScoreFactor("base", 5), ScoreFactor("realised", 1)]),
        grounds: EventGrounds(
          lexiconEntry: "suspend + mission",
          frame: "active",
          actor: ParticipantGround(mention: "Russia", rule: "country"),
          status: "past tense"
        )
      )
    }
  }
}

extension Store {
  /// Stores a reading.
  func save(_ reading: ArticleReading, at now: Date) throws(StorageError) -> (RecordID, SaveOutcome) {
    let (stored, outcome) = try write { try $0.articles.save(reading, at: now) }
    return (stored.id, outcome)
  }

  /// Queues a message.
  @discardableResult
  func queue(
    _ message: (_ sequence: Int64) -> WebhookMessage,
    to name: String,
    at moment: Date
  ) throws(StorageError) -> RecordID {
    try write { transaction in
      let recipient = try transaction.outbox.recipient(named: name)
      let sequence = try transaction.outbox.nextSequence(of: recipient)
      let queued = QueuedMessage(
        message: message(sequence),
        sequence: sequence,
        firing: nil,
        occasion: 1,
        state: .pending,
        reason: "queued",
        at: moment
      )
      return try transaction.outbox.enqueue(queued, for: recipient)
    }
  }
}
