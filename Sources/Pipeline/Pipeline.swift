// The room where the stages stand in order: one article through all of them, and what runs in a process.
//
// What belongs here: composition. A rule about text, markup or SQL belongs further down.
