import EventCodes
import LinearModels
import Model

/// Decides by learned weights what a candidate is: an act of the article's own news, one that is history or imagined, or none.
struct ActJudge: Sendable {
  let judgement: Judgement
  /// What the whole article is.
  let character: ArticleCharacter

  /// What was decided of a candidate.
  struct Opinion: Sendable {
    let odds: ActOdds
    /// The candidate's code and status as they are to be told; nil for what is no act.
    var reading: (code: EventCode, status: EventStatus, ground: String)?
  }

  /// From this probability on a candidate of a lead is a current act: where precision and recall met in cross-validation
  /// over outlets. In a whole article, of whose acts most are no news, it is a little lower.
  private static let leadMin = 0.28
  private static let articleMin = 0.24
  /// Where nothing else is news, the likeliest candidate is from here on.
  static let onlyMin = 0.15
  /// How much likelier than history or imagination a current act must be.
  private static let unrealShare = 0.6
  /// From this probability on it is an act at all.
  private static let actMin = 0.40
  /// The same for cooperation, which counts where it is the point.
  private static let cooperationMin = 0.25
  /// A root of its own counts where it is this much likelier than the lexicon's.
  private static let otherRootShare = 1.5
  /// A text of fewer sentences is a lead: nearly all that it tells is news.
  private static let leadSentences = 5

  private let currentMin: Double

  /// A judge of the candidates of one article.
  init(_ judgement: Judgement, _ character: ArticleCharacter, sentences: Int) {
    self.judgement = judgement
    self.character = character
    currentMin = sentences < Self.leadSentences ? Self.leadMin : Self.articleMin
  }

  func opinion(of candidate: Candidate, _ bag: FeatureBag) -> Opinion {
    let odds = ActOdds(scores: judgement.acts.scores(bag))
    var opinion = Opinion(odds: odds)
    guard candidate.reading.isEvent else { return opinion }
    let code = candidate.reading.code
    if code.isA(.cooperation) || code.isA(.utterance), odds.conflict < currentMin {
      opinion.reading = cooperation(candidate, odds)
      return opinion
    }
    if odds.conflict >= currentMin, odds.conflict >= odds.unreal * Self.unrealShare {
      let code = rooted(code, odds)
      opinion.reading = current(code, candidate, bag, odds)
    } else if odds.conflict + odds.unreal >= Self.actMin {
      opinion.reading = unreal(candidate, bag, odds)
    }
    return opinion
  }

  /// What a candidate would be told as if it were the article's only news; nil for what is no event in itself.
  func told(_ candidate: Candidate, _ bag: FeatureBag, _ odds: ActOdds) -> (EventCode, EventStatus, String)? {
    guard candidate.reading.isEvent, candidate.reading.status.isCurrent, odds.conflict > odds.unreal else {
      return nil
    }
    return current(rooted(candidate.reading.code, odds), candidate, bag, odds)
  }

  private func cooperation(_ candidate: Candidate, _ odds: ActOdds) -> (EventCode, EventStatus, String)? {
    let reading = candidate.reading
    guard odds.cooperation >= Self.cooperationMin else { return nil }
    return (reading.code, reading.status, reading.ground)
  }

  /// The code, or another root's where that is much likelier.
  private func rooted(_ code: EventCode, _ odds: ActOdds) -> EventCode {
    let likeliest = odds.likeliestRoot()
    guard likeliest != code.rootNumber else { return code }
    if ActClass.roots.contains(code.rootNumber),
      odds.current(likeliest) < odds.current(code.rootNumber) * Self.otherRootShare
    {
      return code
    }
    return Self.plainCodes[likeliest] ?? code
  }

  /// The code that says no more than a root does.
  static let plainCodes: [Int: EventCode] = Dictionary(
    uniqueKeysWithValues: (10...20).compactMap { root in EventCode(rawValue: "\(root)0").map { (root, $0) } }
  )

  private func current(
    _ code: EventCode,
    _ candidate: Candidate,
    _ bag: FeatureBag,
    _ odds: ActOdds
  ) -> (EventCode, EventStatus, String) {
    let reading = candidate.reading
    if code.isA(.threat) { return (code, .threatened, reading.ground) }
    if reading.status == .realised || reading.status == .planned {
      let status = likeliest(of: [.realised, .planned], bag)
      return (
        code, status, status == reading.status ? reading.ground : "told as \(status.rawValue), by its words"
      )
    }
    return (code, .realised, "told as the article's own news")
  }

  private func unreal(
    _ candidate: Candidate,
    _ bag: FeatureBag,
    _ odds: ActOdds
  ) -> (EventCode, EventStatus, String) {
    let reading = candidate.reading
    if !reading.status.isCurrent { return (reading.code, reading.status, reading.ground) }
    let status = likeliest(of: [.background, .hypothetical, .negated, .denied], bag)
    return (reading.code, status, "told as \(status.rawValue), by its words and its place")
  }

  private func likeliest(of statuses: [EventStatus], _ bag: FeatureBag) -> EventStatus {
    let scores = judgement.statuses.scores(bag)
    return statuses.max { score($0, scores) < score($1, scores) } ?? statuses[0]
  }

  private func score(_ status: EventStatus, _ scores: [Double]) -> Double {
    EventStatus.allCases.firstIndex(of: status).map { scores[$0] } ?? 0
  }
}
