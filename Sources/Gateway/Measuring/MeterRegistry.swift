internal import CoreMetrics
internal import Synchronization

/// What is counted and timed, kept by name and labels until somebody asks: a backend of swift-metrics.
final class MeterRegistry: MetricsFactory, Sendable {
  /// Labels that are kept of one name: who asks for thousands of addresses makes no thousands of series.
  private static let seriesMax = 500

  struct Key: Hashable, Sendable {
    var name: String
    var labels: [Label]
  }

  struct Label: Hashable, Comparable, Sendable {
    var name: String
    var value: String

    static func < (left: Label, right: Label) -> Bool { (left.name, left.value) < (right.name, right.value) }
  }

  private let cells = Mutex<[Key: MeterCell]>([:])

  init() {}

  /// All there is, by name and labels.
  func readings() -> [(key: Key, reading: MeterReading)] {
    cells.withLock { $0.map { ($0.key, $0.value.reading) } }
      .sorted { left, right in
        left.0.name == right.0.name
          ? left.0.labels.lexicographicallyPrecedes(right.0.labels) : left.0.name < right.0.name
      }
  }

  private func cell(_ label: String, _ dimensions: [(String, String)], _ make: () -> MeterCell) -> MeterCell {
    let key = Key(name: label, labels: dimensions.map { Label(name: $0.0, value: $0.1) }.sorted())
    return cells.withLock { cells in
      if let known = cells[key] { return known }
      let cell = make()
      if cells.count(where: { $0.key.name == label }) < Self.seriesMax { cells[key] = cell }
      return cell
    }
  }

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    cell(label, dimensions) { MeterCell(.counter(0)) }
  }

  func makeFloatingPointCounter(
    label: String,
    dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    cell(label, dimensions) { MeterCell(.counter(0)) }
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    cell(label, dimensions) { MeterCell(.gauge(0)) }
  }

  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    cell(label, dimensions) { MeterCell(aggregate ? .histogram(MeterHistogram()) : .gauge(0)) }
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    cell(label, dimensions) { MeterCell(.histogram(MeterHistogram())) }
  }

  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}
}

/// What stands in a meter.
enum MeterReading: Sendable {
  case counter(Double)
  case gauge(Double)
  case histogram(MeterHistogram)
}

/// Times in seconds, by how many were at most so long.
struct MeterHistogram: Sendable {
  /// From a look at the store to a slow page.
  static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

  /// Of each bound those that were no longer than it and longer than the one before; at the end those that were longer.
  private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
  private(set) var sum = 0.0

  var count: Int { counts.reduce(0, +) }

  mutating func add(_ seconds: Double) {
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    counts[place] += 1
    sum += seconds
  }
}

/// One series.
final class MeterCell: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler,
  TimerHandler,
  Sendable
{
  private let state: Mutex<MeterReading>

  init(_ reading: MeterReading) { state = Mutex(reading) }

  var reading: MeterReading { state.withLock { $0 } }

  func increment(by amount: Int64) { add(Double(amount)) }

  func increment(by amount: Double) { add(amount) }

  func decrement(by amount: Double) { add(-amount) }

  func set(_ value: Int64) { set(Double(value)) }

  func set(_ value: Double) { state.withLock { $0 = .gauge(value) } }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    state.withLock { reading in
      if case .histogram(var histogram) = reading {
        histogram.add(value)
        reading = .histogram(histogram)
      } else {
        reading = .gauge(value)
      }
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func reset() { state.withLock { $0 = .counter(0) } }

  private func add(_ amount: Double) {
    state.withLock { reading in
      switch reading {
      case .counter(let value): reading = .counter(value + amount)
      case .gauge(let value): reading = .gauge(value + amount)
      case .histogram: break
      }
    }
  }
}
