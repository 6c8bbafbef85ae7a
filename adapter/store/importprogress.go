package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// ImportProgress says how far the import of a file has come.
type ImportProgress struct {
	File  string // identity of the file, 64 lower-case hexadecimal digits
	State []byte // what the importer needs to go on: ASCII, no readings and no names
}

// importProgress is a row of import_progress.
type importProgress struct {
	FileID    string `gorm:"primaryKey"`
	State     string
	UpdatedAt int64 `gorm:"autoUpdateTime:false"` // microseconds since 1970
}

func (importProgress) TableName() string { return "import_progress" }

// recordProgress writes p over what stands there.
func (s *Store) recordProgress(tx *gorm.DB, p ImportProgress) error {
	row := importProgress{FileID: p.File, State: string(p.State), UpdatedAt: s.utcNow().UnixMicro()}
	return tx.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error
}

// ImportProgress returns the state that Import recorded last for a file, nil if
// there is none.
func (s *Store) ImportProgress(ctx context.Context, file string) ([]byte, error) {
	const operation = "read import progress"
	db, err := s.session(ctx)
	if err != nil {
		return nil, classify(ctx, operation, err)
	}
	var rows []importProgress
	if err := db.Where("file_id = ?", file).Limit(1).Find(&rows).Error; err != nil {
		return nil, classify(ctx, operation, err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return []byte(rows[0].State), nil
}

// ForgetImports removes the progress of files, whose import is complete, and of
// imports that nobody has gone on with since before.
func (s *Store) ForgetImports(ctx context.Context, files []string, before time.Time) error {
	return s.write(ctx, "forget import progress", func(tx *gorm.DB) error {
		var faults []error
		for chunk := range slices.Chunk(files, sqliteBatch) {
			faults = append(faults, tx.Where("file_id IN ?", chunk).Delete(&importProgress{}).Error)
		}
		return errors.Join(append(faults, tx.Where("updated_at < ?", before.UnixMicro()).Delete(&importProgress{}).Error)...)
	})
}
