// The room for sameness: which articles tell the same event, which are copies, how a pair of actors changes.
//
// What belongs here: one-pass matching and series over events. Storing them belongs to Storage.
//
// An article is read once into a `StoryProfile`; a `StoryMatcher` compares it with the few stories that a
// `StoryIndex` finds for it.
