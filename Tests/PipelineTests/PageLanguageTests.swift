import Extraction
import Model
import Pipeline
import Testing

@Suite("The language of a page")
struct PageLanguageTests {
  private static let german = """
    Die Fähre zwischen den beiden Inseln wurde am Freitag angehalten, nachdem Ingenieure Risse im Rumpf gefunden hatten.
    Die Reisenden wurden mit Bussen zurückgebracht, sagte der Hafenmeister, und niemand wurde dabei verletzt.
    """
  private static let english = """
    The ferry between the two islands was halted on Friday after engineers had found cracks in its hull, the council said.
    Passengers were taken back by bus, the harbour master said, and nobody was hurt when the ship came back to its berth.
    """

  private static let ukrainian =
    "Пором між двома островами зупинили у п’ятницю, бо інженери знайшли тріщини в його корпусі, повідомила міська рада."
  private static let russian = """
    Паром между двумя островами остановили в пятницу, потому что инженеры нашли трещины в его корпусе, сообщил совет.
    Пассажиры вернулись автобусами, сказал начальник порта, и никто не пострадал, когда судно прибыло обратно. Это было решено быстро.
    Ещё вчера оно было на ходу, а сегодня мы видим, что рейсы объявлены отменёнными.
    """

  @Test(
    "is that of the text where the page is sure to be wrong",
    arguments: [
      ("en-US", german, "de"), ("de", german, "de"), ("de-AT", german, "de-AT"), ("en-GB", english, "en-GB"),
      ("fr", english, "en"),
      ("de", "Kurz und gut.", "de"), ("ru", ukrainian + " Її було видно здалеку, і є ще одна.", "uk"),
      ("en", ukrainian, "uk"),
      ("uk", russian, "ru"), ("ru", russian, "ru"),
    ]
  )
  func contradicted(claimed: String, text: String, language: String) throws {
    let paragraphs = text.split(separator: "\n").map { "<p>\($0)</p>" }.joined()
    let page =
      "<html lang=\(claimed)><meta charset=utf-8><body><article><h1>A</h1>\(paragraphs)</article></body></html>"
    #expect(try Analyser().extract(html: Array(page.utf8), url: nil).article.language == language)
  }
}
