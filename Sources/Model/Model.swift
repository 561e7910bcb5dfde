// The room for values that every other room speaks in: articles, summaries, events, ids, days.
//
// What belongs here: Sendable values that at least two rooms share, and what follows from a value alone.
// What does not: parsing of foreign formats, tables of knowledge, anything that reads a file or a clock.
