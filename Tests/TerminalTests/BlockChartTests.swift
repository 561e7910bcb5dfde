import Terminal
import Testing

@Suite("A chart of blocks")
struct BlockChartTests {
  @Test("draws each value as high as its share of the greatest")
  func heights() {
    let lines = BlockChart([0, 1, 2, 4, 8, 16], rows: 2, width: 40).lines().map(\.plain)
    #expect(lines == ["16 ┤     █", " 0 ┤ ▁▂▄██"])
  }

  @Test("puts the greatest of several values into a column where there are too many")
  func binning() {
    let values = (0..<100).map { $0 == 57 ? 5.0 : 0 }
    let lines = BlockChart(values, rows: 1, width: 13).lines().map(\.plain)
    #expect(lines == ["5 ┤     █    "])
  }

  @Test("marks peaks above their columns and names the ends below")
  func frame() {
    let chart = BlockChart(Array(repeating: 1, count: 30), rows: 1, width: 60)
    let lines = chart.lines(
      marks: [BlockChart.Mark(at: 0, "1"), BlockChart.Mark(at: 29, "2"), BlockChart.Mark(at: 99, "3")],
      names: ("first", "mid", "last")
    ).map(\.plain)
    #expect(lines[0] == "   1                            2")
    #expect(lines[2] == "  └──────────────────────────────")
    #expect(lines[3] == "   first        mid          last")
  }

  @Test("without anything above zero the bars are empty")
  func empty() {
    #expect(BlockChart([0, 0], rows: 1, width: 20).lines().map(\.plain) == ["0 ┤  "])
    #expect(BlockChart([], rows: 1, width: 20).lines().map(\.plain) == ["0 ┤ "])
  }
}
