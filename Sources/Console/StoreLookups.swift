internal import Model
internal import Storage

/// What commands ask for by id.
extension Store {
  /// The article of an id.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func existingArticle(_ id: RecordID) throws -> StoredArticle {
    guard id.kind == .article, let stored = try articles.article(id.number) else {
      throw CommandFailure.missing(id)
    }
    return stored
  }

  /// The article of an id, as one of several that are shown; nil where it is gone or damaged, which is told at the end.
  ///
  /// - Throws: `StorageError`.
  func legibleArticle(_ id: RecordID) throws -> StoredArticle? {
    try unlessDamaged(id) { () throws(StorageError) in try articles.article(id.number) }
  }

  /// The event of an id.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func existingEvent(_ id: RecordID) throws -> StoredEvent {
    guard id.kind == .event, let stored = try articles.event(id.number) else {
      throw CommandFailure.missing(id)
    }
    return stored
  }

  /// The story of an id, or the one that it was merged into.
  ///
  /// - Throws: `CommandFailure` where there is none.
  func existingStory(_ id: RecordID) throws -> StoredStory {
    guard id.kind == .story, let stored = try stories.story(id.number) else {
      throw CommandFailure.missing(id)
    }
    return try stored.mergedInto.flatMap { try stories.story($0.number) } ?? stored
  }
}

extension StoredArticle {
  /// The text of a sentence, counted from 1.
  ///
  /// - Throws: `CommandFailure` where the article has fewer.
  func existingSentence(_ number: Int) throws -> String {
    guard reading.sentences.indices.contains(number - 1) else {
      throw CommandFailure(
        message: "\(id) has \(reading.sentences.count) sentences; there is no \(id).\(number)"
      )
    }
    return reading.sentence(number - 1)
  }
}

extension CommandFailure {
  /// There is nothing of that id.
  static func missing(_ id: RecordID) -> CommandFailure {
    let listing =
      switch id.kind {
      case .article: "articles"
      case .story: "stories"
      case .firing: "alerts"
      default: "events"
      }
    return CommandFailure(message: "there is no \(id.kind.noun) \(id); \(listing) lists what there is")
  }
}
