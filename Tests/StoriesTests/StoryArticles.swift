import Model
import Stories
import Text

/// Profiles of made-up articles.
func profile(
  _ title: String?,
  _ text: String,
  published: String? = nil,
  events: [Event] = []
) -> StoryProfile {
  var article = Article(text: text)
  article.title = title
  article.language = "en"
  article.published = published.flatMap { CalendarDay($0) }
  return StoryProfile(article: AnalysedArticle(article), events: events)
}
