// The room for feeds: RSS 0.90 to 2.0, Atom, CDF, JSON Feed, from bytes to entries.
//
// What belongs here: recognising a feed, reading its entries, writing them out. When a feed is asked for again belongs to
// what schedules; the article behind an entry is found by Extraction.
