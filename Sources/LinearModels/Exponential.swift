#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

func exponential(_ value: Double) -> Double { exp(value) }
/// The natural logarithm; negative infinity of 0, and no number of what is below.
package func logarithm(_ value: Double) -> Double { log(value) }
