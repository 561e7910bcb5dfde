internal import Foundation
internal import Storage

/// `/metrics`: what is measured, in the form that the asker takes.
enum MetricsOperation {
  static func operation(_ meters: GatewayMeters) -> Operation {
    Operation(
      method: .get,
      path: "/metrics",
      name: "metrics",
      summary: "What is measured, in the text form of Prometheus, or of OpenMetrics where that is asked for.",
      scope: .read,
      outcomes: [
        Operation.Outcome(status: 200, meaning: "Metrics.", contentType: MetricsText.plainType, schema: .text)
      ]
    ) { asked, desk in
      let isOpen = asked.headers["accept"]?.contains("application/openmetrics-text") ?? false
      let text = MetricsText(isOpenMetrics: isOpen).text(try meters.readings(of: desk))
      return .text(text, type: isOpen ? MetricsText.openType : MetricsText.plainType)
    }
  }
}

/// The two text forms of metrics: Prometheus 0.0.4 ("Exposition formats") and OpenMetrics 1.0.
struct MetricsText {
  static let plainType = "text/plain; version=0.0.4; charset=utf-8"
  static let openType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

  let isOpenMetrics: Bool

  func text(_ readings: [(key: MeterRegistry.Key, reading: MeterReading)]) -> String {
    let byName = Dictionary(grouping: readings, by: \.key.name)
    var text = ""
    for family in MeterFamily.allCases {
      guard let series = byName[family.rawValue] else { continue }
      // A counter's own name ends in _total in both forms; that of its family does so only in the older one.
      let name = family.kind == .counter && !isOpenMetrics ? family.rawValue + "_total" : family.rawValue
      text += "# HELP \(name) \(family.meaning)\n# TYPE \(name) \(family.kind.rawValue)\n"
      for (key, reading) in series { text += lines(family.rawValue, key.labels, reading) }
    }
    return isOpenMetrics ? text + "# EOF\n" : text
  }

  private func lines(_ name: String, _ labels: [MeterRegistry.Label], _ reading: MeterReading) -> String {
    switch reading {
    case .counter(let value): return "\(name)_total\(written(labels)) \(number(value))\n"
    case .gauge(let value): return "\(name)\(written(labels)) \(number(value))\n"
    case .histogram(let histogram):
      var text = ""
      var sum = 0
      for (bound, count) in zip(MeterHistogram.bounds + [.infinity], histogram.counts) {
        sum += count
        let limit = bound.isFinite ? number(bound) : "+Inf"
        text += "\(name)_bucket\(written(labels + [MeterRegistry.Label(name: "le", value: limit)])) \(sum)\n"
      }
      return text
        + "\(name)_sum\(written(labels)) \(number(histogram.sum))\n\(name)_count\(written(labels)) \(histogram.count)\n"
    }
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 && !isOpenMetrics ? String(Int64(value)) : String(value)
  }

  private func written(_ labels: [MeterRegistry.Label]) -> String {
    guard !labels.isEmpty else { return "" }
    let parts = labels.map { label in
      let value = label.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
        "\n",
        with: "\\n"
      )
      return "\(label.name)=\"\(value)\""
    }
    return "{\(parts.joined(separator: ","))}"
  }
}
