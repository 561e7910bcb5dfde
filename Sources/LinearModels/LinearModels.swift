// The room for learned linear decisions: named features, weights, and the reasons that follow from both.
//
// What belongs here: how features are named and found, how weights are read, summed and explained. Which features there are is the
// business of the room that decides.
