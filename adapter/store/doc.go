// Package store keeps profiles, readings, record locations and releases in
// SQLite or MySQL (MariaDB included), through GORM.
//
// The two databases behave the same, which package storetest proves on both:
//
//   - Times are UTC, kept as whole microseconds since 1970 in 64-bit integers:
//     exact, sortable and in one form that both databases compute with alike. In
//     MySQL FROM_UNIXTIME(observed_at / 1e6), in SQLite
//     datetime(observed_at / 1e6, 'unixepoch') shows them.
//   - Measurements are whole millionths of their unit in 64-bit integers.
//   - Identifiers compare byte by byte: letter case counts, and no spaces are
//     allowed, so that padding rules never matter.
//   - Readings are only ever added. Audit entries can neither be changed nor
//     deleted, and releases not be changed: triggers refuse it.
//   - Record locations are encrypted with a key that the database does not hold.
//
// No error text and no log line holds a measurement, a location, an identifier of
// a person or a bound parameter, at any level: errors of a database driver are
// shown by their code alone, statements with placeholders.
//
// A Store is safe for concurrent use. Every method returns ErrUnavailable if the
// database cannot be reached and the context's error if that ended first.
package store
