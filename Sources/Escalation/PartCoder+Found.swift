import EventCodes
import LinearModels
import Model

extension PartCoder {
  /// A candidate that was weighed.
  struct Considered: Sendable {
    let act: WeighedAct
    /// Writes it as the article's own news; nil for what its words deny, negate or only imagine, and for what is long past.
    let tell: (@Sendable () -> [CodedAct])?
    /// Whether it is likely enough that what is told is current.
    let isReal: @Sendable () -> Bool
  }

  /// What one sentence gave.
  struct Found: Sendable {
    var acts: [CodedAct] = []
    var rejected: [RejectedTrigger] = []
    /// What was weighed, kept or not, for the main event and the verdict.
    var considered: [Considered] = []
    /// Violence against people beside whom nobody political is named: kept where political violence is told near by.
    var weak: [(acts: [CodedAct], rejected: RejectedTrigger)] = []

    /// True where so many acts are found that no more are looked for.
    var isFull: Bool { acts.count + weak.count >= PartCoder.actsMax }

    mutating func add(_ other: Found) {
      acts += other.acts
      rejected += other.rejected
      weak += other.weak
      considered += other.considered
    }

    /// Marks the acts of the root that the article is about; where none is told as news, its likeliest one is from now on.
    mutating func takeMain(_ character: ArticleCharacter, by model: LinearModel) {
      let isNews = { (place: Int) in considered[place].tell != nil && considered[place].isReal() }
      guard let choice = MainChoice(considered.map(\.act), where: isNews, character, by: model) else {
        return
      }
      let root = considered[choice.place].act.toldRoot
      var told = acts.indices.filter {
        acts[$0].event.status.isCurrent && acts[$0].event.code.rootNumber == root
      }
      if told.isEmpty { told = Array(tell(choice.place)) }
      for place in told { acts[place].event.grounds.main = choice.grounds }
    }

    /// Tells the likeliest act that an alert may be about, where none is told: for an article that surely wakes an analyst, so
    /// that it does not matter how sure the words of that act alone are.
    mutating func takeAlarm() {
      guard !acts.contains(where: \.isAlarming) else { return }
      let places = considered.indices.filter {
        considered[$0].tell != nil && considered[$0].act.isToldAsEscalation
      }
      guard let place = places.max(by: { considered[$0].act.weight < considered[$1].act.weight }) else {
        return
      }
      tell(place)
    }

    /// Tells what was weighed as the article's own news, in the place of what the same words told.
    ///
    /// - Returns: where it stands among the acts; empty where it tells nothing.
    @discardableResult
    private mutating func tell(_ place: Int) -> Range<Int> {
      let news = considered[place].tell?() ?? []
      acts.removeAll { act in news.contains { act.isAt($0) && act.event.code.root == $0.event.code.root } }
      acts += news
      return acts.count - news.count..<acts.count
    }

    /// The last day that the acts told of.
    var narrative: CalendarDay? { acts.last { $0.event.date != nil }?.event.date?.last }

    /// The same with the weak ones decided and what goes on telling the past made background.
    func settled() -> Found {
      var found = self
      for one in weak {
        let isNear = acts.contains { act in
          act.event.code.isA(.violence)
            && one.acts.contains { abs($0.order.0 - act.order.0) <= Self.victimReach }
        }
        if isNear { found.acts += one.acts } else { found.rejected.append(one.rejected) }
      }
      found.weak = []
      found.acts = BackgroundRun().settled(found.acts)
      return found
    }

    /// How many sentences away political violence still tells whose victims people are.
    private static let victimReach = 1
  }
}
