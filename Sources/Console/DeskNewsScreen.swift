internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage
internal import Terminal
internal import Webhooks

/// How news of a desk are told.
enum DeskNewsScreen {
  static func lines(_ news: DeskNews, _ times: TimeWording) -> [SafeText] {
    switch news {
    case .alert(let change): [FiringNotice.line(change)]
    case .alertElsewhere(let firing): [FiringNotice.line(firing)]
    case .delivery(let news): DeliveryNotice.lines(news, times)
    case .note(let delivery):
      [
        "\(RecordID(.delivery, delivery.number), style: .cyan)  to \(delivery.endpoint): \(delivery.message.note ?? "")"
      ]
    case .setAside(let aside): [SetAsideNotice.line(aside)]
    case .dropped: []
    case .rulesWait(let error):
      ["rules wait: \(Wording.failure(for: error)?.message ?? "\(type(of: error))")"]
    }
  }
}

extension DeskNews {
  /// True for what went wrong, which belongs to the errors of a command.
  var isTrouble: Bool {
    switch self {
    case .note, .setAside, .rulesWait: true
    case .alert, .alertElsewhere, .delivery, .dropped: false
    }
  }
}

/// How a firing is announced.
enum FiringNotice {
  /// Of a change that a command brought about.
  static func line(_ change: FiringChange) -> SafeText {
    let id = SafeText(change.firing.description).styled([.bold, .cyan])
    let severity = SeverityLabel.text(change.severity)
    let title = change.title ?? "(no title)"
    if let reason = change.resolution { return "\(id)  \(change.rule) is over: \(reason)" }
    return switch change.outcome {
    case .fired:
      "\(SafeText("alert").styled([.bold, .red])) \(id)  \(change.rule), severity \(severity): \(title) (\(change.article))"
    case .updated:
      "\(SafeText("news of").styled([.bold, .red])) \(id)  \(change.rule), severity \(severity): \(title) (\(change.article))"
    default: "\(id)  \(change.rule) has \(change.sourceCount) reports now: \(title) (\(change.article))"
    }
  }

  /// Of a firing that came about elsewhere.
  static func line(_ firing: FiringLine) -> SafeText {
    let id = SafeText(firing.id.description).styled([.bold, .cyan])
    let severity = SeverityLabel.text(firing.severity)
    return
      "\(SafeText("alert").styled([.bold, .red])) \(id)  \(firing.rule), severity \(severity): \(firing.title ?? "(no title)")"
  }
}

/// How it is told that something was set aside.
enum SetAsideNotice {
  static func line(_ aside: SetAside) -> SafeText {
    let what = aside.article.map(\.description) ?? "an alert of \(aside.rule ?? "a rule") that waited"
    return
      "\(SafeText("set aside").styled(.yellow)) \(what): \(aside.reason); the next start tries it again, doctor lists it"
  }
}

/// How the end of an attempt is told.
enum DeliveryNotice {
  /// What waits after a command at the shell.
  static func line(waiting: WaitingDeliveries, _ times: TimeWording) -> SafeText {
    let messages = waiting.count == 1 ? "1 message waits" : "\(waiting.count) messages wait"
    let next = waiting.next.map { ", next attempt \(times.until($0))" } ?? ""
    let names = waiting.endpoints.map {
      waiting.stopped.contains($0) ? "\($0) (not sent to until webhook resume \(REPLLine.quoted($0)))" : $0
    }
    return "\(messages) for \(names.joined(separator: ", "))\(next): deliveries shows them"
  }

  /// Of a test nothing: the command that sent it waits for it and tells.
  static func lines(_ news: DeliveryNews, _ times: TimeWording) -> [SafeText] {
    switch news {
    case .closed(let claimed, _) where claimed.delivery.firing == nil: return []
    case .closed(let claimed, let closing):
      var delivery = claimed.delivery
      delivery.state = closing.state
      delivery.reason = closing.attempt.reason
      var lines = [DeliveryScreen.line(delivery)]
      if let next = closing.nextAttemptAt { lines[0] += "; next attempt \(times.until(next))" }
      if closing.condition.state != closing.conditionBefore.state {
        lines.append(
          "webhook \(claimed.endpoint.name) is \(closing.condition.state.rawValue) now: \(closing.condition.reason ?? "it works again")"
        )
      }
      return lines
    case .leasedByAnother, .storeAnswers: return []
    case .endLost(let claimed):
      return [
        "\(RecordID(.delivery, claimed.delivery.number)) is sent once more: what came of it could not be written"
      ]
    case .storeFailed(let error):
      return ["deliveries wait: \(Wording.line(error))"]
    }
  }
}
