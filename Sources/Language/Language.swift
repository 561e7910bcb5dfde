// The room for what is learned about a language: identification, part-of-speech tags, dependency parses.
//
// What belongs here: models and their decoding, computed on demand over a Document.
