// The room for HTTP: who may ask, what is answered, and in which form.
//
// What belongs here: routes, their forms and checks, the API's document, metrics, streams. What is asked is looked up and done
// by the rooms below; pages are drawn by Board.
