internal import Logging
internal import Model
internal import Pipeline
internal import Storage
internal import Watching

extension Logger {
  /// Writes news of watches down as a message with its facts.
  func log(_ news: WatchNews) {
    switch news {
    case .told(let watch, let told):
      warning("watch", metadata: ["watch": "\(watch.name)", "told": "\(Self.word(told))"])
    case .polled(let end): log(end)
    case .item(let item, let outcome): log(item, outcome)
    case .waits(let reason): error("watches wait for the store", metadata: .failed(reason))
    }
  }

  private static func word(_ told: WatchTold) -> String {
    switch told {
    case .trouble(let trouble): trouble.word
    case .recovered: "answers again"
    case .moved(_, let to): "moved to \(to)"
    }
  }

  private func log(_ end: WatchPoll.End) {
    let name: Logger.MetadataValue = "\(end.watch.name)"
    switch end.outcome {
    case .unchanged: debug("poll", metadata: ["watch": name, "outcome": "unchanged"])
    case .answered(let count, let shown):
      info("poll", metadata: ["watch": name, "items": "\(shown)", "to read": "\(count)"])
    case .failed(let reason): warning("poll", metadata: ["watch": name, "reason": "\(reason)"])
    }
  }

  private func log(_ item: WatchItem, _ outcome: WatchReading.Outcome) {
    let key: Logger.MetadataValue = "\(item.url ?? item.key)"
    switch outcome {
    case .stored(let stored, let outcome, _):
      info("item", metadata: ["item": key, "article": "\(stored.id)", "outcome": "\(outcome.rawValue)"])
    case .known(let article):
      debug("item", metadata: ["item": key, "article": "\(article)", "outcome": "known"])
    case .putOff(_, let reason): info("item put off", metadata: ["item": key, "reason": "\(reason)"])
    case .failed(let reason): warning("item given up", metadata: ["item": key, "reason": "\(reason)"])
    }
  }
}
