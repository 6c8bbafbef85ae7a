package store

import (
	"context"

	"gorm.io/gorm"
)

// Read and Write are for packages that keep tables of their own in this database, such as the runner's journal. Errors
// come back as those of Store's own methods: classified, and without the texts of drivers, which may quote data.

// Read runs queries of another package; operation names them in errors.
func (s *Store) Read(ctx context.Context, operation string, do func(db *gorm.DB) error) error {
	db, err := s.session(ctx)
	if err == nil {
		err = do(db)
	}
	return classify(ctx, operation, err)
}

// Write runs do in one transaction, and again if it lost to others or the connection broke: do must not keep anything
// from a run that fails, and must bear being run again after it was committed.
func (s *Store) Write(ctx context.Context, operation string, do func(tx *gorm.DB) error) error {
	return s.write(ctx, operation, do)
}
