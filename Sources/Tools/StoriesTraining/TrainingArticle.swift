internal import Foundation
internal import Model
internal import Pipeline
internal import Stories
internal import Text

/// An article of a set with what is known of its story.
struct TrainingArticle: Sendable {
  let id: String
  /// What stands on one side of a fold together.
  var group: String
  /// The true story; of a lead of which nothing is known, its own.
  var story: String
  /// The real day, where the stream gives all articles one date.
  var day: CalendarDay?
  let profile: StoryProfile
}

/// An article as a file tells it.
struct TrainingText: Sendable {
  let id: String
  let group: String
  let story: String
  let title: String?
  let text: String
  let published: CalendarDay?
  var day: CalendarDay?

  /// Reads it as the product does.
  func read(by analyser: Analyser) -> TrainingArticle {
    var article = Article(text: text)
    article.title = title
    article.published = published
    return TrainingArticle(
      id: id,
      group: group,
      story: story,
      day: day,
      profile: analyser.analyse(article, parts: .story).story ?? .empty
    )
  }

  /// Titles of more words are first sentences.
  private static let titleWordsMax = 25
  /// A lead is what sentences it takes to come to so many words, and no more than so many.
  private static let leadWordsMin = 29
  private static let leadWordsMax = 73
  private static let wordsMin = 12

  /// Its headline and first sentences alone; nil where they are too short to tell anything.
  var lead: TrainingText? {
    var (title, body) = (title, text)
    if let long = title, long.split(separator: " ").count > Self.titleWordsMax { (title, body) = (nil, long) }
    let document = Document(body)
    var words: [Substring] = []
    var sentences: [String] = []
    for sentence in document.sentences where words.count < Self.leadWordsMin {
      sentences.append(document.text(of: sentence))
      words = sentences.joined(separator: " ").split(separator: " ")
    }
    words = Array(words.prefix(Self.leadWordsMax))
    guard words.count + (title ?? "").split(separator: " ").count >= Self.wordsMin else { return nil }
    return TrainingText(
      id: id,
      group: group,
      story: story,
      title: title,
      text: words.joined(separator: " "),
      published: published
    )
  }
}
