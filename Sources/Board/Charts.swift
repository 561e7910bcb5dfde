internal import Foundation
internal import Model
internal import Stories

/// Charts as SVG: shapes with classes, which the page's style colours, and a text for who cannot see them.
enum Charts {
  private static let width = 480.0
  private static let height = 130.0
  /// Room for names below the bars.
  private static let footer = 20.0
  private static let top = 6.0

  private static var plotHeight: Double { height - footer - top }

  /// A bar a value, with the names of the first and the last of them.
  static func bars(_ values: [Double], from first: String, to last: String, label: String) -> String {
    guard !values.isEmpty else { return "" }
    let greatest = max(values.max() ?? 0, 0.001)
    let step = width / Double(values.count)
    let shapes = values.enumerated().filter { $0.element > 0 }.map { place, value in
      bar(x: Double(place) * step, y: 0, value / greatest * plotHeight, step: step, kind: "bar")
    }
    return frame(shapes, first: first, last: last, most: Facts.number(greatest), label: label)
  }

  /// Bars whose parts are bands of severity, the calm ones below.
  static func bands(_ days: [(day: CalendarDay, counts: [SeverityBand: Int])], label: String) -> String {
    guard let first = days.first?.day, let last = days.last?.day else { return "" }
    let greatest = Double(max(1, days.map { $0.counts.values.reduce(0, +) }.max() ?? 1))
    let step = width / Double(days.count)
    var shapes: [String] = []
    for (place, day) in days.enumerated() {
      var below = 0.0
      for band in SeverityBand.allCases {
        guard let count = day.counts[band], count > 0 else { continue }
        let part = Double(count) / greatest * plotHeight
        shapes.append(bar(x: Double(place) * step, y: below, part, step: step, kind: "band-\(band.rawValue)"))
        below += part
      }
    }
    return frame(
      shapes,
      first: first.description,
      last: last.description,
      most: "\(Int(greatest))",
      label: label
    )
  }

  private static func bar(x: Double, y: Double, _ size: Double, step: Double, kind: String) -> String {
    let gap = step > 6 ? 1.5 : 0.25
    let top = Self.top + plotHeight - y - size
    return
      "<rect class=\"\(kind)\" x=\"\(written(x + gap))\" y=\"\(written(top))\" width=\"\(written(step - 2 * gap))\" height=\"\(written(size))\"/>"
  }

  private static func frame(
    _ shapes: [String],
    first: String,
    last: String,
    most: String,
    label: String
  ) -> String {
    let base = written(top + plotHeight)
    return """
      <svg class="chart" role="img" viewBox="0 0 \(written(width)) \(written(height))" aria-label="\(escaped(label))">
      <line class="axis" x1="0" y1="\(base)" x2="\(written(width))" y2="\(base)"/>
      \(shapes.joined(separator: "\n"))
      <text x="4" y="\(written(height - 5))">\(escaped(first))</text>
      <text x="\(written(width - 4))" y="\(written(height - 5))" text-anchor="end">\(escaped(last))</text>
      <text x="4" y="\(written(top + 10))">\(escaped(most))</text>
      </svg>
      """
  }

  private static func written(_ value: Double) -> String { String((value * 10).rounded() / 10) }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// The same bars in a line of text.
  static func sparkline(_ values: [Double]) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    let greatest = max(values.max() ?? 0, 0.001)
    return String(values.map { blocks[min(7, Int($0 / greatest * 7.999))] })
  }
}
