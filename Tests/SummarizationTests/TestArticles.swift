import Model
import Text

/// An analysed English article.
func article(_ text: String, title: String? = nil, published: String? = nil) -> AnalysedArticle {
  var article = Article(text: text)
  article.title = title
  article.language = "en"
  article.published = published.flatMap { CalendarDay($0) }
  return AnalysedArticle(article)
}

/// A story of seven sentences in which the last two add nothing new.
let bridgeStory = """
  A bridge over the River Tame in Milltown collapsed on Monday, killing four people and injuring eleven, police said.
  The mayor of Milltown, Ruth Hale, said that inspectors had warned of rust in the bridge two years ago.
  "We are in shock," she said.
  But it was never repaired.
  Rescue teams from three counties searched the River Tame for two missing drivers until Tuesday morning.
  The bridge over the River Tame in Milltown collapsed on Monday, killing four people, police in Milltown said.
  The regional government promised 20 million euros for a new bridge.
  """
