import Extraction
import Model

/// An article about a ferry, with other things in its middle.
enum FerryPage {
  /// Paragraphs before and after them.
  static let opening = """
    <p>The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, the council said.</p>
    <p>Passengers were taken back by bus, the harbour master said, and nobody was hurt when the ship came back to its berth.</p>
    <p>The company that runs the ships said that it would look at the hulls of the other two before the end of this week.</p>
    """

  /// The article as it is read.
  static func article(_ middle: String) throws -> Article {
    try extracted(
      "<title>Ferry halted</title><meta property=og:type content=article>",
      body: """
        <header><nav><a href=/1>World</a> <a href=/2>Sport</a></nav></header>
        <main><article class=article-body><h1>Ferry halted</h1>\(opening)\(middle)\(opening)</article></main>
        <footer><p>Copyright The Harbour Post</p></footer>
        """,
      url: "https://news.example/world/ferry-halted"
    )
  }
}
