package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"gorm.io/gorm"
)

// Limits of one statement of an import. The driver compiles each statement anew, so
// that many rows in one pay; and it takes time with the square of the parameters.
//
// Source: github.com/glebarez/go-sqlite v1.21.2, sqlite.go, stmt.exec and conn.bind.
const (
	sqliteImportRows  = 2000
	sqliteImportTexts = 24
	sqliteShortestRun = 32 // rows alike that are worth a statement of their own
)

// inOneConnection runs do on a connection that leaves foreign keys unchecked. That is
// safe here: import looks for the owners of readings itself, and from then until it
// commits nobody else can write.
func (d *sqliteDB) inOneConnection(db *gorm.DB, do func(*gorm.DB) error) error {
	return db.Connection(func(tx *gorm.DB) (err error) {
		ctx, connection := tx.Statement.Context, tx.Statement.ConnPool
		if _, err := connection.ExecContext(ctx, "PRAGMA foreign_keys = 0"); err != nil {
			return err
		}
		defer func() {
			_, restored := connection.ExecContext(context.WithoutCancel(ctx), "PRAGMA foreign_keys = 1")
			err = errors.Join(err, restored)
		}()
		return do(tx)
	})
}

// insert adds the rows that are not there yet. Texts are parameters, each distinct
// one once; numbers stand in the statement itself, which is twice as fast as binding
// them. The statement does not pass through GORM, which would log it.
func (d *sqliteDB) insert(ctx context.Context, tx *gorm.DB, table string, rows []ownedRow, done insertDone) error {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b ownedRow) int {
		return cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(a.Metric, b.Metric), cmp.Compare(a.Source, b.Source))
	})
	var w sqliteInsert
	for len(rows) > 0 {
		taken := alike(rows)
		if taken >= sqliteShortestRun {
			w.fillAlike(table, rows[:taken])
		} else {
			taken = w.fill(table, rows)
		}
		result, err := tx.Statement.ConnPool.ExecContext(ctx, string(w.text), w.texts...)
		if err != nil {
			return err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return err
		}
		if err := done(rows[:taken], int(n)); err != nil {
			return err
		}
		rows = rows[taken:]
	}
	return nil
}

// alike returns how many of the first rows differ in time and value alone, as far as
// they go into one statement.
func alike(rows []ownedRow) int {
	first := &rows[0]
	for i := range rows[:min(len(rows), sqliteImportRows)] {
		r := &rows[i]
		if r.owner != first.owner || r.Metric != first.Metric || r.Source != first.Source || r.PeriodS != first.PeriodS {
			return i
		}
	}
	return min(len(rows), sqliteImportRows)
}

// sqliteInsert is a statement in the making; its memory is used again.
type sqliteInsert struct {
	text  []byte
	texts []any
}

// fillAlike makes the statement that inserts rows that are alike.
func (w *sqliteInsert) fillAlike(table string, rows []ownedRow) {
	first := &rows[0]
	w.texts = append(w.texts[:0], first.owner, first.Metric, first.Source, first.PeriodS)
	w.text = append(append(append(w.text[:0], "INSERT OR IGNORE INTO "...), table...), " SELECT ?1, ?2, column1, ?3, column2, ?4 FROM (VALUES "...)
	for i := range rows {
		if i > 0 {
			w.text = append(w.text, ',')
		}
		w.text = append(strconv.AppendInt(append(w.text, '('), rows[i].ObservedAt, 10), ',')
		w.text = append(strconv.AppendInt(w.text, rows[i].ValueMicro, 10), ')')
	}
	w.text = append(w.text, ')')
}

// fill makes the statement that inserts as many of the rows as go into one, and
// returns how many these are.
func (w *sqliteInsert) fill(table string, rows []ownedRow) (taken int) {
	w.texts = w.texts[:0]
	w.text = append(append(append(w.text[:0], "INSERT OR IGNORE INTO "...), table...), " VALUES "...)
	for taken < len(rows) && taken < sqliteImportRows && len(w.texts) < sqliteImportTexts {
		row := &rows[taken]
		separator := byte(',')
		if taken == 0 {
			separator = ' '
		}
		w.text = append(w.text, separator, '(')
		w.parameter(row.owner)
		w.text = append(w.text, ',')
		w.parameter(row.Metric)
		w.text = append(w.text, ',')
		w.text = append(strconv.AppendInt(w.text, row.ObservedAt, 10), ',')
		w.parameter(row.Source)
		w.text = append(w.text, ',')
		w.text = append(strconv.AppendInt(w.text, row.ValueMicro, 10), ',')
		w.text = append(strconv.AppendInt(w.text, row.PeriodS, 10), ')')
		taken++
	}
	return taken
}

// parameter adds a reference to a parameter of that text, ?3.
func (w *sqliteInsert) parameter(text string) {
	number := len(w.texts)
	for number > 0 && w.texts[number-1] != text { // rows are sorted: mostly one of the last
		number--
	}
	if number == 0 {
		w.texts = append(w.texts, text)
		number = len(w.texts)
	}
	w.text = strconv.AppendInt(append(w.text, '?'), int64(number), 10)
}
