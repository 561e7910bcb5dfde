// The room for finding the article in a page: its text, title, authors, dates, and what kind of page it is.
//
// What belongs here: rules over the tree of Markup, each with a named reason for what it kept or dropped.
