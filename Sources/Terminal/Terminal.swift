// The room for the person at the terminal: text that is safe to show, its layout, and the line editor.
//
// What belongs here: everything that knows of columns, colours, keys and escape sequences. What a command means, and
// the words it answers with, belong to Console.
