internal import Foundation

/// The natural logarithm, for files that need nothing else of Foundation.
enum Logarithm {
  static func of(_ value: Double) -> Double { log(value) }
}
