// The room for the one command language of shell and prompt: its commands, their output, the line editor.
//
// What belongs here: words for people, and nothing that another program would need.
