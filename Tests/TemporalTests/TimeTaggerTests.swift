import Model
import Temporal
import Testing
import Text

/// A sentence, the words of its first time expression, and what they mean on Tuesday 2021-10-19 in a tense.
struct TimeCase: Sendable, CustomTestStringConvertible {
  var sentence: String
  var words: String
  var direction: TenseDirection
  var date: String?
  var isBackground: Bool?

  init(
    _ sentence: String,
    _ words: String,
    _ date: String?,
    _ direction: TenseDirection = .past,
    background: Bool? = false
  ) {
    self.sentence = sentence
    self.words = words
    self.date = date
    self.direction = direction
    isBackground = background
  }

  var testDescription: String { sentence }
}

@Suite("Time expressions, seen from Tuesday 2021-10-19")
struct TimeTaggerTests {
  let published = CalendarDay(year: 2021, month: 10, day: 19)

  private func check(_ example: TimeCase) throws {
    let document = Document(example.sentence)
    let expression = try #require(TimeTagger.english.expressions(in: document).first)
    #expect(document.text(in: expression.bytes) == example.words)
    let reading = expression.reading(published: published, direction: example.direction)
    #expect(reading.date?.description == example.date)
    #expect(reading.isBackground == example.isBackground)
  }

  @Test(
    "days and weekdays look back in the past tense and ahead in the future",
    arguments: [
      TimeCase("The mission was suspended on Monday.", "Monday", "2021-10-18"),
      TimeCase("Talks will begin on Monday.", "Monday", "2021-10-25", .future),
      TimeCase("Gunmen attacked late Sunday.", "late Sunday", "2021-10-17"),
      TimeCase("Police fired on crowds Tuesday.", "Tuesday", "2021-10-19"),
      TimeCase("Rebels struck Sunday night.", "Sunday night", "2021-10-17"),
      TimeCase("Troops left last Friday.", "last Friday", "2021-10-15"),
      TimeCase("They meet next Friday.", "next Friday", "2021-10-22", .future),
      TimeCase("He left on Monday last week.", "Monday last week", "2021-10-11"),
      TimeCase("It happened yesterday.", "yesterday", "2021-10-18"),
      TimeCase("It ended the day before yesterday.", "the day before yesterday", "2021-10-17"),
      TimeCase("They vote tomorrow.", "tomorrow", "2021-10-20", .future),
      TimeCase("It began this morning.", "this morning", "2021-10-19"),
      TimeCase("He spoke on Monday, October 18.", "Monday, October 18", "2021-10-18"),
      TimeCase("He spoke on Monday, October 18, 2021.", "Monday, October 18, 2021", "2021-10-18"),
    ]
  )
  func days(example: TimeCase) throws { try check(example) }

  @Test(
    "dates of the calendar, with and without a year",
    arguments: [
      TimeCase("It became known on October 6.", "October 6", "2021-10-06"),
      TimeCase("It takes effect November 1.", "November 1", "2021-11-01", .future),
      TimeCase("It was signed on December 2.", "December 2", "2020-12-02", background: true),
      TimeCase("They met on 18 October.", "18 October", "2021-10-18"),
      TimeCase("They met on the 5th of May 2014.", "5th of May 2014", "2014-05-05", background: true),
      TimeCase(
        "Since April 19, 2018 it stands.",
        "April 19, 2018",
        "2018-04-19/2021-10-19",
        background: true
      ),
      TimeCase("It was dated 2021-10-01 there.", "2021-10-01", "2021-10-01"),
      TimeCase("War broke out in October 2014.", "October 2014", "2014-10", background: true),
      TimeCase("He was jailed in August.", "August", "2021-08", background: true),
      TimeCase("He was jailed last October.", "last October", "2020-10", background: true),
      TimeCase("They will vote in March.", "March", "2022-03", .future),
      TimeCase("He left at the end of May.", "the end of May", "2021-05", background: true),
    ]
  )
  func dates(example: TimeCase) throws { try check(example) }

  @Test(
    "years, decades and periods of history are background",
    arguments: [
      TimeCase("Moscow annexed the peninsula in 2014.", "2014", "2014", background: true),
      TimeCase("The 2014 annexation was condemned.", "2014", "2014", background: true),
      TimeCase("Since 2011 the war has killed many.", "2011", "2011-01-01/2021-10-19", background: true),
      TimeCase("It ruled from 2003-2011 there.", "2003-2011", "2003-01-01/2011-12-31", background: true),
      TimeCase("In the 1990s they fought.", "1990s", "1990-01-01/1999-12-31", background: true),
      TimeCase("He served during World War II.", "World War II", "1939-01-01/1945-12-31", background: true),
      TimeCase(
        "After the September 11 attacks it changed.",
        "September 11 attacks",
        "2001-09-11",
        background: true
      ),
      TimeCase("It fell in early 2014.", "early 2014", "2014-01-01/2014-05-02", background: true),
      TimeCase("Two years ago they signed.", "Two years ago", "2019", background: true),
      TimeCase("A decade ago he died.", "A decade ago", "2010-01-01/2012-12-31", background: true),
      TimeCase("Decades ago they fought.", "Decades ago", nil, background: true),
      TimeCase("Ten years after the war it is poor.", "Ten years after", nil, background: true),
      TimeCase("It has lasted for almost half a century.", "half a century", nil, background: true),
      TimeCase(
        "It has lasted for more than two years.",
        "two years",
        "2019-10-19/2021-10-19",
        background: true
      ),
      TimeCase("They marked the fifth anniversary of it.", "fifth anniversary", "2016", background: true),
      TimeCase("It was the anniversary of the coup.", "anniversary", nil, background: true),
      TimeCase("In the summer of 2014 it fell.", "summer of 2014", "2014-06-01/2014-08-31", background: true),
    ]
  )
  func history(example: TimeCase) throws { try check(example) }

  @Test(
    "weeks, months and years count from the day",
    arguments: [
      TimeCase("NATO expelled eight earlier this month.", "earlier this month", "2021-10"),
      TimeCase("It struck last week.", "last week", "2021-10-11/2021-10-17"),
      TimeCase("It struck last month.", "last month", "2021-09", background: true),
      TimeCase("It struck last year.", "last year", "2020", background: true),
      TimeCase("They meet next month.", "next month", "2021-11", .future),
      TimeCase("It struck three days ago.", "three days ago", "2021-10-16"),
      TimeCase("It struck two weeks ago.", "two weeks ago", "2021-10-02/2021-10-08"),
      TimeCase("It struck a month ago.", "a month ago", "2021-09", background: true),
      TimeCase("Over the past two weeks they fought.", "past two weeks", "2021-10-05/2021-10-19"),
      TimeCase("The three-day siege ended.", "three-day", "2021-10-16/2021-10-19"),
      TimeCase(
        "They will leave by the end of the year.",
        "the end of the year",
        "2021-10-19/2021-12-31",
        .future
      ),
      TimeCase("They will leave in ten days.", "ten days", "2021-10-29", .future),
      TimeCase("It killed 20 in ten days.", "ten days", "2021-10-09/2021-10-19"),
      TimeCase("They met this weekend.", "this weekend", "2021-10-16/2021-10-17"),
      TimeCase("It has been recently reported.", "recently", nil),
    ]
  )
  func relative(example: TimeCase) throws { try check(example) }

  @Test(
    "numbers, money and names that are no times are left alone",
    arguments: [
      "It killed 2014 people.", "It cost $2000 there.", "He may march on.", "Theresa May spoke.",
      "Some 1500 troops came.",
      "The second attack failed.", "Prices fall fast.", "A year of living.", "",
    ]
  )
  func noTimes(sentence: String) {
    #expect(TimeTagger.english.expressions(in: Document(sentence)).isEmpty)
  }

  @Test("without a day of publication only fixed dates are read")
  func unpublished() throws {
    let document = Document("On Monday it recalled the coup of 1973.")
    let readings = TimeTagger.english.expressions(in: document).map {
      $0.reading(published: nil, direction: .past)
    }
    #expect(readings.map { $0.date?.description } == [nil, "1973"])
    #expect(readings.map(\.isBackground) == [nil, nil])
  }

  @Test("future times say so")
  func future() throws {
    let document = Document("The office will close on November 1.")
    let expression = try #require(TimeTagger.english.expressions(in: document).first)
    #expect(expression.reading(published: published, direction: .future).isFuture == true)
    #expect(expression.reading(published: published, direction: .past).isFuture == false)
  }

  @Test("hostile sentences are read in bounds")
  func hostile() {
    let long = String(repeating: "two years ago in May 2014 ", count: 2000)
    #expect(!TimeTagger.english.expressions(in: Document(long)).isEmpty)
    let odd =
      "99999 years ago, 9999-99-99, in 9999, 9999 centuries from now, -- 1990s's 31 31 \u{2019}90s \u{0}"
    for expression in TimeTagger.english.expressions(in: Document(odd)) {
      _ = expression.reading(published: CalendarDay(year: 1, month: 1, day: 1), direction: .past)
      _ = expression.reading(published: CalendarDay(year: 9999, month: 12, day: 31), direction: .future)
    }
  }
}
