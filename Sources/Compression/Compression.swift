// The room for packed bytes: gzip and zlib (RFC 1952, RFC 1950), brotli (RFC 7932), zstd (RFC 8878).
//
// What belongs here: bytes in, bytes out, never more than a limit. A few kilobytes may be packed to unpack to gigabytes, so
// each function has to be told how many bytes its caller can take. What the bytes are is no business of it.
//
// Read in this order: Gzip, which archives are written with too; Brotli and Zstandard, which are only read.
