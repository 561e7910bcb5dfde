internal import Foundation
internal import Model
internal import Storage
internal import Terminal

/// `digest notify WEBHOOK every day at 07:00`: the digest that is sent.
struct DigestNotice {
  let desk: Desk
  let store: Store

  /// Shows, ends or sets it.
  ///
  /// - Throws: `CommandFailure` for words that are no schedule; `StorageError.conflict` for a webhook that is not there.
  func run(_ words: [String]) async throws {
    guard !words.isEmpty else { return try show() }
    let note = UndoNote("digest notify \(words.joined(separator: " "))", at: try desk.stamp())
    if words == ["off"] {
      try store.setDigestSchedule(nil, remembering: note)
      return desk.output.print("no digest is sent")
    }
    let preferences = desk.preferences.current
    let wish = try Self.schedule(words, zone: preferences.timeZone.identifier, now: try desk.stamp())
    try store.setDigestSchedule(wish, remembering: note)
    desk.output.print(
      SafeText(Self.words(wish) + "; the next one is due \(desk.times.absolute(wish.nextAt))")
    )
  }

  private func show() throws {
    guard let schedule = try store.digestSchedule() else {
      return desk.output.print("no digest is sent. Try: digest notify WEBHOOK every day at 07:00")
    }
    desk.output.print(
      SafeText(Self.words(schedule) + "; the next one is due \(desk.times.absolute(schedule.nextAt))")
    )
  }

  private static func words(_ schedule: DigestSchedule) -> String {
    let day = schedule.weekday.map { weekdays[$0 - 1] } ?? "day"
    let (hour, minute) = (schedule.minuteOfDay / 60, schedule.minuteOfDay % 60)
    let time = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    return
      "a digest goes to \(schedule.endpoints.joined(separator: ", ")) every \(day) at \(time) (\(schedule.zone))"
  }

  /// As calendars count them, from 1.
  private static let weekdays = [
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
  ]

  private static func schedule(_ words: [String], zone: String, now: Date) throws -> DigestSchedule {
    let lower = words.map { $0.lowercased() }
    guard let every = lower.firstIndex(of: "every"), let at = lower.lastIndex(of: "at"), every > 0,
      at == every + 2,
      words.count == at + 2, let minute = minuteOfDay(words[at + 1])
    else { throw usage }
    let day = lower[every + 1]
    let weekday = weekdays.firstIndex(of: day).map { $0 + 1 }
    guard day == "day" || weekday != nil else { throw usage }
    let names = words[..<every].joined(separator: " ").split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    return DigestSchedule(endpoints: names, minuteOfDay: minute, weekday: weekday, zone: zone, after: now)
  }

  private static let usage = CommandFailure(
    message:
      "write: digest notify WEBHOOK every day at 07:00, or every monday at 07:00, or digest notify off",
    exitStatus: .usage
  )

  private static func minuteOfDay(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }
}
