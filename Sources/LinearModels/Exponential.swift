#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

func exponential(_ value: Double) -> Double { exp(value) }
package func logarithm(_ value: Double) -> Double { log(value) }
