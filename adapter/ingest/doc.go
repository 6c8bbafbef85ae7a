// Package ingest reads the data of wearables and of city sensors into the store.
//
// It reads each file as its publisher wrote it, plain or gzip, row by row in
// bounded memory, and tells its format by its beginning (Formats lists them). What
// the data do not say, such as which citizen lives where, a Mapping says openly.
//
// Rows are parsed while the batch before is stored. With each batch, in the same
// transaction, the sink keeps how far the file has come, so that an import that was
// interrupted goes on there: see Importer.Import.
//
// # Time
//
// A reading's time is the end of its period, in UTC. Wearables write local times
// without a zone; the zone is that of the citizen's city. Where its clocks were put
// back, a time that occurred twice is taken for the first of the two; where they
// were put forward, a time that never occurred is rejected, since it shows that the
// city is wrong. A day's total covers the local day, 23 or 25 hours where clocks
// change.
//
// # What becomes of flaws
//
// A reading that is stored already with the same value is a duplicate, so that
// importing twice changes nothing. Where the source says that there is no value, or
// the wearable was not worn, there is no reading: it is skipped. What is wrong is
// rejected with a Reason, line and field, and the rest of the file is read. In
// particular:
//
//   - A day with 0 steps was not measured: its steps and its energy, an estimate
//     then, are skipped, as is energy of 0, and a day with the same energy in each
//     hour, give or take rounding. Hours and minutes without a step are skipped too: no sum changes, and a
//     day of nothing else stays a day without data.
//   - A day that an export cut short is stored as reported. Two exports that
//     overlap with different totals are two sources, told apart by the date range
//     in their folders' names, and the score takes the larger. Samples are what
//     they are in whichever export, so an overlap of samples is found to be one.
//   - Weights typed in by hand carry the last second of their day and count from
//     then. Outliers within the plausible range of their metric are stored.
//   - Humidity over 100 % and temperatures below −50 °C are rejected as
//     implausible, although stations report them.
//   - -999, N/A, null and empty fields are missing. A mean UV index over 24 hours is
//     stored as such and never taken for a day's peak.
//   - Capitals of one name are told apart by their country.
//   - A row that is cut, or not of its file's columns, is rejected; a file that ends
//     in the middle of a row or of its compressed data is an error, after its whole
//     rows were stored.
//
// No error, summary or log line holds a measurement or an identifier from the data;
// a RowError names file, line and column.
package ingest
