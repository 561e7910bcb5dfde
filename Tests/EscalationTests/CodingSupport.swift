import Escalation
import Model
import Testing
import Text

/// The events of a text, one a line: `actor code target status`, in the order that the coder gives them.
func coded(_ text: String, title: String? = nil, on day: String? = nil) -> [String] {
  coding(text, title: title, on: day).events.map { event in
    "\(event.actor?.name ?? "nobody") \(event.code) \(event.target?.name ?? "nobody") \(event.status.rawValue)"
  }
}

/// The whole coding of a text.
func coding(_ text: String, title: String? = nil, on day: String? = nil) -> EventCoding {
  var article = Article(text: text)
  article.title = title
  article.published = day.flatMap { CalendarDay($0) }
  return EventCoder(judgement: nil).code(AnalysedArticle(article))
}

/// A sentence and the one event expected in it.
struct SentenceCase: Sendable, CustomTestStringConvertible {
  let text: String
  let event: String

  init(_ text: String, _ event: String) {
    self.text = text
    self.event = event
  }

  var testDescription: String { text }
}
