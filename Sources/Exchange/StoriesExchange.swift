internal import Pipeline
internal import Stories
internal import Synchronization

/// `stories`: articles in, a label for each out, shared by those that tell the same event.
package struct StoriesExchange: Sendable {
  private let jobs: Int

  /// - Parameter jobs: how many lines are worked on at once; matching itself goes line by line.
  package init(jobs: Int) { self.jobs = jobs }

  /// Answers every line; returns how many could not be.
  ///
  /// - Throws: `ExchangeError` where reading or writing fails.
  package func run(_ source: LineSource, to sink: LineSink) throws(ExchangeError) -> Int {
    let analyser = Analyser()
    let matcher = SharedMatcher()
    return try LineExchange<ArticleRequest>(jobs: jobs).run(
      source,
      to: sink,
      work: { request throws(LineError) in
        analyser.analyse(try request.article(analyser), parts: .story).story
      },
      answer: { StoriesAnswer(story: matcher.assign($0)) }
    )
  }
}

private struct StoriesAnswer: Encodable {
  var story: Int
}

/// The one matcher of a run; answers come in order, one at a time.
private final class SharedMatcher: Sendable {
  private let matcher = Mutex(StoryMatcher())

  /// The label of an article; one of its own for a page that is no article.
  func assign(_ profile: StoryProfile?) -> Int {
    matcher.withLock { $0.assign(profile ?? .empty).story }
  }
}
