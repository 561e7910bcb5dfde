import Stories
import Testing
import Text

@Suite("A shingle sketch") struct ShingleSketchTests {
  private func sketch(_ words: some Sequence<Int>) -> ShingleSketch {
    ShingleSketch(of: [Document(words.map { "w\($0)" }.joined(separator: " "))])
  }

  @Test("finds a text the same as itself")
  func same() {
    let overlap = sketch(0..<500).overlap(with: sketch(0..<500))
    #expect(overlap.resemblance == 1)
    #expect(overlap.containment == 1)
  }

  @Test("finds a cut copy within the long text")
  func cut() {
    let overlap = sketch(0..<150).overlap(with: sketch(0..<1500))
    #expect(overlap.containment > 0.9)
    #expect(overlap.resemblance < 0.25)
  }

  @Test("estimates how much of two long texts is shared")
  func half() {
    let overlap = sketch(0..<1200).overlap(with: sketch(600..<1800))
    #expect(abs(overlap.resemblance - 1.0 / 3) < 0.15)
  }

  @Test("finds nothing shared between different texts and empty ones")
  func different() {
    #expect(sketch(0..<100).overlap(with: sketch(1000..<1100)).shared == 0)
    #expect(sketch(0..<2).overlap(with: sketch(0..<2)).containment == 0)
  }
}
