// The room for the one SQLite file: migrations, and a file of reads and writes for each table.
//
// What belongs here: SQL. A transaction that must be whole is one function here.
