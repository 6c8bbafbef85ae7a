package store

import (
	"database/sql"
	"sync"

	"gorm.io/gorm"
)

// Translate shows what becomes of an error of a driver.
func Translate(err error) error { return translate(err) }

// Pool is the store's own pool, whose connections have the store's settings.
func (s *Store) Pool() *sql.DB { return s.pool }

// Query is a statement with its parameters.
type Query struct {
	SQL        string
	Parameters []any
}

// Capture keeps each query that s makes from now on; the function returns them.
func (s *Store) Capture() (queries func() []Query, err error) {
	var mutex sync.Mutex
	var seen []Query
	err = s.db.Callback().Query().After("gorm:query").Register("capture", func(db *gorm.DB) {
		mutex.Lock()
		defer mutex.Unlock()
		seen = append(seen, Query{SQL: db.Statement.SQL.String(), Parameters: append([]any(nil), db.Statement.Vars...)})
	})
	return func() []Query {
		mutex.Lock()
		defer mutex.Unlock()
		return append([]Query(nil), seen...)
	}, err
}
