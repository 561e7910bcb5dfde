import EventCodes
import LinearModels
import Model

/// Decides by learned weights what a candidate is: an act of the article's own news, one that is history or imagined, or none.
struct ActJudge: Sendable {
  let judgement: Judgement
  /// What the whole article is.
  let character: ArticleCharacter

  /// How a candidate is to be told, with the reason of its status.
  typealias Reading = (code: EventCode, status: EventStatus, ground: String)

  /// The weights that choose who stands on the sides.
  var sides: LinearModel { judgement.sides }

  /// What was decided of a candidate.
  struct Opinion: Sendable {
    let odds: ActOdds
    /// The candidate's code and status as they are to be told; nil for what is no act.
    var reading: Reading?
  }

  /// From this probability on it is an act at all; where the rules keep it less will do, for the reader's sake: what is not
  /// current alarms nobody.
  private static let (actMin, keptActMin) = (0.40, 0.25)
  /// From this probability on an act of conflict is told as current.
  private static let currentMin = 0.33
  /// From this probability on that it is denied, negated, imagined or past it is not. Both were chosen by cross-validation
  /// over outlets: alone, neither keeps as much from being told as done at the same roots found.
  private static let unrealMax = 0.36
  /// The same for cooperation, which counts where it is the point.
  private static let cooperationMin = 0.25

  /// What a candidate is. What its words deny, negate or only imagine is no current act, however likely one would be.
  ///
  /// - Parameters:
  ///   - candidate: what rules, lexicon and parse propose.
  ///   - bag: its features.
  ///   - isKept: true where the rules do not reject it.
  /// - Returns: the odds, and how it is to be told.
  func opinion(of candidate: Candidate, _ bag: FeatureBag, isKept: Bool) -> Opinion {
    let odds = ActOdds(scores: judgement.acts.scores(bag))
    var opinion = Opinion(odds: odds)
    guard candidate.reading.isEvent else { return opinion }
    let code = candidate.reading.code
    if code.isA(.cooperation) || code.isA(.utterance), odds.conflict < WeighedAct.conflictMin {
      opinion.reading = cooperation(candidate, odds)
      return opinion
    }
    let isRuledOut = !candidate.reading.status.isCurrent && candidate.reading.status != .background
    if odds.conflict >= Self.currentMin, odds.conflict >= odds.unreal, !isRuledOut, isReal(bag) {
      let code = WeighedAct.rooted(code, odds)
      opinion.reading = current(code, candidate, bag, odds)
    } else if odds.conflict + odds.unreal >= (isKept ? Self.keptActMin : Self.actMin) {
      opinion.reading = unreal(candidate, bag, odds)
    }
    return opinion
  }

  private static let groundsMax = 5

  /// What said most for and against a candidate being a current act of its root.
  ///
  /// - Parameters:
  ///   - candidate: the act.
  ///   - bag: its features, with their names.
  ///   - odds: what was decided by them.
  /// - Returns: the probability with the strongest of its features.
  func grounds(of candidate: Candidate, _ bag: FeatureBag, _ odds: ActOdds) -> NewsGrounds {
    let isCooperation = candidate.reading.code.isA(.cooperation) && odds.conflict < WeighedAct.conflictMin
    let root = String(WeighedAct.rooted(candidate.reading.code, odds).rootNumber)
    let wanted = isCooperation ? ActClass.cooperation : root
    let other = odds.unreal > odds.none ? ActClass.unreal : ActClass.none
    let place = { (name: String) in ActClass.names.firstIndex(of: name) ?? 0 }
    return NewsGrounds(
      probability: isCooperation ? odds.cooperation : odds.conflict,
      factors: judgement.acts.grounds(bag, for: place(wanted), against: place(other), most: Self.groundsMax)
    )
  }

  /// True for a candidate that may be what the article is about: not for what is no event in itself, for what its words deny,
  /// negate or only imagine, and for what is long past.
  func mayBeNews(_ candidate: Candidate) -> Bool {
    candidate.reading.isEvent && candidate.reading.status.isCurrent && candidate.date?.isBackground != true
  }

  /// How a candidate that may be so is told as what the article is about.
  func news(_ candidate: Candidate, _ bag: FeatureBag, _ odds: ActOdds) -> Reading {
    let reading = candidate.reading
    let code = WeighedAct.toldCode(reading.code, odds)
    if ActClass.roots.contains(code.rootNumber) { return current(code, candidate, bag, odds) }
    return (code, reading.status, reading.ground)
  }

  private func cooperation(_ candidate: Candidate, _ odds: ActOdds) -> Reading? {
    let reading = candidate.reading
    guard odds.cooperation >= Self.cooperationMin else { return nil }
    return (reading.code, reading.status, reading.ground)
  }

  private func current(
    _ code: EventCode,
    _ candidate: Candidate,
    _ bag: FeatureBag,
    _ odds: ActOdds
  ) -> Reading {
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
  ) -> Reading {
    let reading = candidate.reading
    if !reading.status.isCurrent { return (reading.code, reading.status, reading.ground) }
    let status = likeliest(of: [.background, .hypothetical, .negated, .denied], bag)
    return (reading.code, status, "told as \(status.rawValue), by its words and its place")
  }

  /// True where it is likely enough that what is told is current.
  func isReal(_ bag: FeatureBag) -> Bool {
    let odds = Odds.probabilities(judgement.statuses.scores(bag))
    let unreal = zip(EventStatus.allCases, odds).reduce(0) { $1.0.isCurrent ? $0 : $0 + $1.1 }
    return unreal < Self.unrealMax
  }

  private func likeliest(of statuses: [EventStatus], _ bag: FeatureBag) -> EventStatus {
    let scores = judgement.statuses.scores(bag)
    return statuses.max { score($0, scores) < score($1, scores) } ?? statuses[0]
  }

  private func score(_ status: EventStatus, _ scores: [Double]) -> Double {
    EventStatus.allCases.firstIndex(of: status).map { scores[$0] } ?? 0
  }
}
