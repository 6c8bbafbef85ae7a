package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
)

// loadStatement streams rows to the server, which leaves out those whose key is there
// already. Fields hold no tabs, line ends or quotes to be escaped: isToken sees to it.
const loadStatement = "LOAD DATA LOCAL INFILE 'Reader::%s' IGNORE INTO TABLE %s CHARACTER SET ascii " +
	`FIELDS TERMINATED BY '\t' ESCAPED BY '' LINES TERMINATED BY '\n'`

// loads numbers the readers, for the driver keeps them by name for the whole process.
type loads struct {
	number  atomic.Int64
	refused atomic.Bool // the server does not let clients load data
}

// inOneConnection runs do; checking foreign keys costs little here.
func (d *mysqlDB) inOneConnection(db *gorm.DB, do func(*gorm.DB) error) error { return do(db) }

// insert adds the rows that are not there yet, by LOAD DATA LOCAL where the server
// allows it, else by INSERT.
func (d *mysqlDB) insert(ctx context.Context, tx *gorm.DB, table string, rows []ownedRow, done insertDone) error {
	if !d.loads.refused.Load() {
		inserted, err := d.load(ctx, tx, table, rows)
		if err == nil {
			return done(rows, inserted)
		}
		if !loadRefused(err) {
			return err
		}
		d.loads.refused.Store(true)
	}
	for chunk := range slices.Chunk(rows, mysqlBatch) {
		inserted, err := insertIgnore(ctx, tx, table, chunk)
		if err == nil {
			err = done(chunk, inserted)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// load streams the rows.
func (d *mysqlDB) load(ctx context.Context, tx *gorm.DB, table string, rows []ownedRow) (int, error) {
	name := fmt.Sprintf("%p-%d", d, d.loads.number.Add(1))
	mysql.RegisterReaderHandler(name, func() io.Reader { return &rowReader{rows: rows} })
	defer mysql.DeregisterReaderHandler(name)
	return affected(ctx, tx, fmt.Sprintf(loadStatement, name, table))
}

// loadRefused reports whether the server has LOAD DATA LOCAL switched off.
//
// Source: MySQL 8.4 Server Error Reference, ER_NOT_ALLOWED_COMMAND,
// ER_CLIENT_LOCAL_FILES_DISABLED; MariaDB 10.11, ER_LOAD_INFILE_CAPABILITY_DISABLED.
func loadRefused(err error) bool {
	var server *mysql.MySQLError
	return errors.As(err, &server) && slices.Contains([]uint16{1148, 3948, 4166}, server.Number)
}

// insertIgnore adds a chunk of rows with one statement.
func insertIgnore(ctx context.Context, tx *gorm.DB, table string, rows []ownedRow) (int, error) {
	statement := "INSERT IGNORE INTO " + table + " VALUES " + strings.TrimSuffix(strings.Repeat("(?,?,?,?,?,?),", len(rows)), ",")
	parameters := make([]any, 0, 6*len(rows))
	for i := range rows {
		r := &rows[i]
		parameters = append(parameters, r.owner, r.Metric, r.ObservedAt, r.Source, r.ValueMicro, r.PeriodS)
	}
	return affected(ctx, tx, statement, parameters...)
}

// affected runs a statement past GORM, which would log it, and returns how many rows
// it changed.
func affected(ctx context.Context, tx *gorm.DB, statement string, parameters ...any) (int, error) {
	result, err := tx.Statement.ConnPool.ExecContext(ctx, statement, parameters...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// rowReader gives rows as the text that loadStatement reads.
type rowReader struct {
	rows []ownedRow
	text []byte // of rows begun
	done int    // bytes of text given
}

// Read gives the next bytes.
func (r *rowReader) Read(p []byte) (int, error) {
	if r.done == len(r.text) {
		if len(r.rows) == 0 {
			return 0, io.EOF
		}
		r.text, r.done = r.text[:0], 0
		for len(r.rows) > 0 && len(r.text) < len(p) {
			r.text = appendRow(r.text, &r.rows[0])
			r.rows = r.rows[1:]
		}
	}
	n := copy(p, r.text[r.done:])
	r.done += n
	return n, nil
}

// appendRow adds a row's line to text.
func appendRow(text []byte, row *ownedRow) []byte {
	text = append(append(text, row.owner...), '\t')
	text = append(append(text, row.Metric...), '\t')
	text = append(strconv.AppendInt(text, row.ObservedAt, 10), '\t')
	text = append(append(text, row.Source...), '\t')
	text = append(strconv.AppendInt(text, row.ValueMicro, 10), '\t')
	return append(strconv.AppendInt(text, row.PeriodS, 10), '\n')
}
