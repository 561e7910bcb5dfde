import Model

/// Reads time expressions from a sentence's words: which words make one, and what it means.
///
/// The words are data (`temporal/words.tsv`); the shapes are the few that English news uses. In the manner of TimeML's
/// TIMEX3 and of HeidelTime's rules (Strötgen and Gertz 2013), written anew.
struct TimeGrammar {
  let sentence: TimeSentence

  /// An expression as words.
  struct Found {
    var meaning: TimeMeaning
    var start: Int
    var end: Int
    var part: TimePart?
    var isAnniversary = false
    var datesWhatFollows = false
  }

  var words: [TimeWord] { sentence.words }

  /// The expressions of the sentence, in order, without overlaps.
  func expressions() -> [TimeExpression] {
    var found: [TimeExpression] = []
    var at = 0
    while at < words.count {
      guard let next = expression(at) else {
        at += 1
        continue
      }
      found.append(placed(next))
      at = max(next.end, at + 1)
    }
    return found
  }

  private func placed(_ found: Found) -> TimeExpression {
    TimeExpression(
      tokens: words[found.start].token..<(words[found.end - 1].token + 1),
      bytes: words[found.start].bytes.lowerBound..<words[found.end - 1].bytes.upperBound,
      meaning: found.meaning,
      lead: lead(before: found.start),
      part: found.part,
      isAnniversary: found.isAnniversary,
      datesWhatFollows: found.datesWhatFollows
    )
  }

  /// `since`, `until` and their kind right before an expression, with `the` between at most.
  private func lead(before start: Int) -> TimeLead? {
    var end = start
    if let article = sentence.phrase(.the, endingAt: end) { end = article.start }
    guard let lead = sentence.phrase(.lead, endingAt: end), lead.phrase.sense.value >= 0 else { return nil }
    return TimeLexicon.leads[lead.phrase.sense.value]
  }

  // MARK: The shapes

  /// The expression that begins at a word: of all shapes that fit, the longest.
  private func expression(_ at: Int) -> Found? {
    let candidates = [
      named(at), anniversary(at), ago(at), shifted(at), parted(at), weekday(at), date(at), year(at),
      season(at),
      counted(at),
    ]
    return candidates.compactMap { $0 }.max { $0.end < $1.end }
  }

  /// Phrases that mean a time by themselves: `yesterday`, `World War II`, `Christmas`, `recently`.
  private func named(_ at: Int) -> Found? {
    if let day = sentence.phrase(.day, at: at) {
      return Found(meaning: .day(day.sense.value), start: at, end: day.end)
    }
    if let period = sentence.phrase(.period, at: at),
      words[at].isCapital || words[at].number != nil || period.end > at + 1
    {
      return Found(meaning: .fixed(sentence.lexicon.periods[period.sense.value]), start: at, end: period.end)
    }
    if let holiday = sentence.phrase(.holiday, at: at), words[at].isCapital {
      let day = sentence.lexicon.holidays[holiday.sense.value]
      if let year = plainYear(holiday.end), let date = CalendarDay(year: year, month: day.month, day: day.day)
      {
        return Found(meaning: .fixed(.day(date)), start: at, end: holiday.end + 1)
      }
      return Found(meaning: .monthDay(month: day.month, day: day.day), start: at, end: holiday.end)
    }
    for (wordClass, vagueness) in [
      (TimeWordClass.recent, TimeVagueness.recent), (.past, .past), (.future, .future),
    ] {
      if let phrase = sentence.phrase(wordClass, at: at) {
        return Found(meaning: .vague(vagueness), start: at, end: phrase.end)
      }
    }
    return nil
  }

  /// `the 25th anniversary of`, `10-year anniversary`, `anniversary`.
  private func anniversary(_ at: Int) -> Found? {
    if let phrase = sentence.phrase(.anniversary, at: at) {
      return Found(meaning: .vague(.past), start: at, end: phrase.end, isAnniversary: true)
    }
    guard let count = ordinal(at) ?? number(at) else { return nil }
    var end = count.end
    var unit = TimeUnit.year
    if let phrase = sentence.phrase(.unit, at: end) {
      unit = TimeLexicon.units[phrase.sense.value]
      end = phrase.end
    }
    guard let phrase = sentence.phrase(.anniversary, at: end) else { return nil }
    return Found(
      meaning: .distance(unit, count: -count.value),
      start: at,
      end: phrase.end,
      isAnniversary: true
    )
  }

  /// `two years ago`, `a day earlier`, `decades ago`, `ten years after`, `three days from now`.
  private func ago(_ at: Int) -> Found? {
    let count = number(at)
    guard let unit = sentence.phrase(.unit, at: count?.end ?? at) else { return nil }
    let size = TimeLexicon.units[unit.sense.value]
    if let ago = sentence.phrase(.ago, at: unit.end) {
      if let count { return Found(meaning: .distance(size, count: -count.value), start: at, end: ago.end) }
      // Without a number only the plural says something: `years ago`, not `the year before`.
      guard isPlural(unit) else { return nil }
      return Found(meaning: .vague(size >= .month ? .past : .recent), start: at, end: ago.end)
    }
    if let after = sentence.phrase(.after, at: unit.end),
      size.days * (count?.value ?? 1) > TimeExpression.currentDaysMax
    {
      return Found(meaning: .vague(.past), start: at, end: after.end, datesWhatFollows: true)
    }
    guard let count, let ahead = sentence.phrase(.ahead, at: unit.end) else { return nil }
    return Found(meaning: .distance(size, count: count.value), start: at, end: ahead.end)
  }

  /// `last week`, `the past two weeks`, `next Monday`, `this summer`, `last October`.
  private func shifted(_ at: Int) -> Found? {
    guard let shift = sentence.phrase(.shift, at: at) else { return nil }
    let value = shift.sense.value
    if let month = sentence.phrase(.month, at: shift.end), words[shift.end].isCapital {
      return Found(meaning: .month(month.sense.value, shift: value), start: at, end: month.end)
    }
    if let weekday = sentence.phrase(.weekday, at: shift.end) {
      return Found(
        meaning: .weekday(weekday.sense.value, shift: value, week: nil),
        start: at,
        end: clock(weekday.end)
      )
    }
    if let season = sentence.phrase(.season, at: shift.end) {
      return Found(
        meaning: .season(month: season.sense.value, year: nil, shift: value),
        start: at,
        end: season.end
      )
    }
    let count = number(shift.end)
    guard let unit = sentence.phrase(.unit, at: count?.end ?? shift.end) else { return nil }
    let size = TimeLexicon.units[unit.sense.value]
    if count != nil || isPlural(unit) {
      // `In the coming weeks` gives no number; three is what readers take a few for.
      let span = TimeMeaning.span(size, count: count?.value ?? 3, isPast: value < 0)
      return value == 0 ? nil : Found(meaning: span, start: at, end: unit.end)
    }
    return Found(meaning: .unit(size, shift: value), start: at, end: unit.end)
  }

  /// `earlier this month`, `the end of the year`, `mid-October`, `late Sunday`.
  private func parted(_ at: Int) -> Found? {
    guard let part = sentence.phrase(.part, at: at) else { return nil }
    let value = TimeLexicon.parts[part.sense.value]
    var next = part.end
    let article = sentence.phrase(.the, at: next)
    if let article { next = article.end }
    if article != nil, let unit = sentence.phrase(.unit, at: next), !isPlural(unit) {
      let size = TimeLexicon.units[unit.sense.value]
      return size < .week ? nil : Found(meaning: .unit(size, shift: 0), start: at, end: unit.end, part: value)
    }
    guard next < words.count,
      var found = shifted(next) ?? weekday(next) ?? date(next, isLed: true) ?? year(next, isLed: true)
        ?? season(next)
    else { return nil }
    found.start = at
    found.part = value
    return found
  }

  /// `Monday`, `Sunday night`, `Monday last week`, `Monday, Oct. 18`.
  private func weekday(_ at: Int) -> Found? {
    guard let weekday = sentence.phrase(.weekday, at: at) else { return nil }
    var end = clock(weekday.end)
    var next = sentence.isComma(end) ? end + 1 : end
    if let article = sentence.phrase(.the, at: next) { next = article.end }
    if let date = date(next, isLed: true), date.meaning.unit == .day {
      return Found(meaning: date.meaning, start: at, end: date.end)
    }
    if let shift = sentence.phrase(.shift, at: end), let unit = sentence.phrase(.unit, at: shift.end),
      TimeLexicon.units[unit.sense.value] == .week
    {
      end = unit.end
      return Found(
        meaning: .weekday(weekday.sense.value, shift: nil, week: shift.sense.value),
        start: at,
        end: end
      )
    }
    return Found(meaning: .weekday(weekday.sense.value, shift: nil, week: nil), start: at, end: end)
  }

  /// The word after `morning`, `night` where one stands at a place.
  private func clock(_ at: Int) -> Int { sentence.phrase(.clock, at: at)?.end ?? at }

  /// `last summer` is a shift; here `the summer of 2014`, `in the spring`.
  private func season(_ at: Int) -> Found? {
    guard let season = sentence.phrase(.season, at: at) else { return nil }
    var next = season.end
    if has(.of, at: next) { next += 1 }
    if let year = plainYear(next) {
      return Found(
        meaning: .season(month: season.sense.value, year: year, shift: nil),
        start: at,
        end: next + 1
      )
    }
    // `Fall` and `spring` are verbs too: a season stands after `in the`, `this`.
    guard has(.the, at: at - 1), has(.within, at: at - 2) || has(.throughout, at: at - 2) else { return nil }
    return Found(
      meaning: .season(month: season.sense.value, year: nil, shift: nil),
      start: at,
      end: season.end
    )
  }

  /// `three-day`, `for two weeks`, `in ten days`, `two-year-old`.
  private func counted(_ at: Int) -> Found? {
    guard let count = number(at), let unit = sentence.phrase(.unit, at: count.end) else { return nil }
    let size = TimeLexicon.units[unit.sense.value]
    let isHyphenated = sentence.isHyphenated(count.end)
    if has(.within, at: at - 1) {
      return Found(meaning: .distance(size, count: count.value), start: at, end: unit.end)
    }
    guard isHyphenated || has(.throughout, at: at - 1) || has(.throughout, at: beforeQuantity(at) - 1) else {
      return nil
    }
    let end = sentence.phrase(.old, at: unit.end)?.end ?? unit.end
    return Found(meaning: .span(size, count: count.value, isPast: true), start: at, end: end)
  }

  /// Where the words of measure before a number begin: `nearly two decades`, `more than 40 years`.
  private func beforeQuantity(_ at: Int) -> Int {
    sentence.phrase(.quantity, endingAt: at)?.start ?? at
  }
}
