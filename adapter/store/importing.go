package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// OwnedReading is a reading with whose it is: the id of a citizen or of a city, as
// its metric says.
type OwnedReading struct {
	Owner string
	score.Reading
}

// ImportBatch is what Import stores in one transaction.
type ImportBatch struct {
	Readings []OwnedReading // of any citizens and cities, in any order; not modified
	// Progress says what to record with the readings, once it is known what became of
	// them; nil records nothing. It is called within the transaction, again if that
	// has to be run again.
	Progress func(Imported) (ImportProgress, error)
}

// Imported says what became of an ImportBatch:
// New + Duplicate + len(Conflicts) + len(Unknown) is its length.
type Imported struct {
	New       int   // stored
	Duplicate int   // were there already, the same; or occur twice in the batch
	Conflicts []int // rising indexes of readings whose key holds another value or period; not stored
	Unknown   []int // rising indexes of readings whose citizen or city is not in the store; not stored
}

// Import stores the readings that are not there yet, and the progress, in one
// transaction: after a crash both are there, or neither. It is made for large
// batches and takes each database's fastest way in; the rules are those of
// AppendCitizenReadings, save that a reading of nobody known does not keep the
// others out.
//
// Returns ErrInvalid, with the index and the field, for a reading that cannot be
// stored; then nothing is.
func (s *Store) Import(ctx context.Context, batch ImportBatch) (Imported, error) {
	const operation = "import readings"
	tables, err := sortReadings(batch.Readings)
	if err != nil {
		return Imported{}, fmt.Errorf("%s: %w", operation, err)
	}
	var result Imported
	err = s.writeBy(ctx, operation, func() error {
		return s.transactImport(ctx, func(tx *gorm.DB) error {
			return telling(tx, func(tx *gorm.DB, c *change) error {
				result = Imported{}
				return s.importBatch(ctx, tx, c, tables, batch.Progress, &result)
			})
		})
	})
	s.changed.note()
	if err != nil {
		return Imported{}, err
	}
	return result, nil
}

// importBatch stores the rows of all tables, then the progress.
func (s *Store) importBatch(
	ctx context.Context, tx *gorm.DB, c *change, tables [2]readingTable, progress func(Imported) (ImportProgress, error), result *Imported,
) error {
	for _, t := range tables {
		if err := s.importInto(ctx, tx, c, t, result); err != nil {
			return err
		}
	}
	slices.Sort(result.Conflicts)
	slices.Sort(result.Unknown)
	if progress == nil {
		return nil
	}
	p, err := progress(*result)
	if err != nil {
		return err
	}
	return s.recordProgress(tx, p)
}

// transactImport runs do once in a transaction of a connection set up for it.
func (s *Store) transactImport(ctx context.Context, do func(tx *gorm.DB) error) error {
	db, err := s.session(ctx)
	if err != nil {
		return err
	}
	return s.target.inOneConnection(db, func(db *gorm.DB) error {
		if options := s.target.txOptions(); options != nil {
			return db.Transaction(do, options)
		}
		return db.Transaction(do)
	})
}

// readingTable is the table of one scope and the rows that are to go there.
type readingTable struct {
	scope         score.Scope
	name, column  string // of the table, and of its owner
	owners, ownID string // the table of owners, and its key
	rows          []ownedRow
}

// ownedRow is a measurement with whose it is and its place in the batch.
type ownedRow struct {
	owner string
	indexed
}

// sortReadings checks the readings and parts them by table, each in the order of
// its primary key: inserts in that order are fast, and of two batches that meet
// neither holds what the other waits for.
func sortReadings(readings []OwnedReading) ([2]readingTable, error) {
	tables := [2]readingTable{
		{scope: score.Citizen, name: "citizen_reading", column: "user_id", owners: "user_data_iot", ownID: "user_id"},
		{scope: score.City, name: "city_reading", column: "city_id", owners: "smart_city", ownID: "city_id"},
	}
	for i := range readings {
		r := &readings[i]
		t := &tables[0]
		if d, known := score.Define(r.Metric); known && d.Scope == score.City {
			t = &tables[1]
		}
		if err := checkID(t.scope.String()+" id", r.Owner); err != nil {
			return tables, fmt.Errorf("reading %d: %w", i, err)
		}
		m, err := newMeasurement(&r.Reading, t.scope)
		if err != nil {
			return tables, fmt.Errorf("reading %d: %w", i, err)
		}
		if t.rows == nil {
			t.rows = make([]ownedRow, 0, len(readings)-i)
		}
		t.rows = append(t.rows, ownedRow{r.Owner, indexed{m, i}})
	}
	for i := range tables {
		slices.SortStableFunc(tables[i].rows, compareRows)
	}
	return tables, nil
}

// compareRows orders rows by their table's primary key.
func compareRows(a, b ownedRow) int {
	return cmp.Or(cmp.Compare(a.owner, b.owner), cmp.Compare(a.Metric, b.Metric),
		cmp.Compare(a.ObservedAt, b.ObservedAt), cmp.Compare(a.Source, b.Source))
}

// importInto stores the rows of one table and adds what became of them to result.
func (s *Store) importInto(ctx context.Context, tx *gorm.DB, c *change, t readingTable, result *Imported) error {
	rows, err := t.ofKnownOwners(tx, result)
	if err != nil || len(rows) == 0 {
		return err
	}
	before := result.New
	err = s.target.insert(ctx, tx, t.name, t.first(rows, result), func(part []ownedRow, inserted int) error {
		result.New += inserted
		if inserted == len(part) {
			return nil
		}
		result.Duplicate += len(part) - inserted
		return t.compare(tx, part, result)
	})
	if err == nil && result.New > before {
		for i := range rows {
			if i == 0 || rows[i].owner != rows[i-1].owner {
				c.reading(t.scope, rows[i].owner)
			}
		}
	}
	return err
}

// first returns the first row of each key of rows, which are sorted.
// It adds the others to result.
func (t readingTable) first(rows []ownedRow, result *Imported) []ownedRow {
	kept := append(make([]ownedRow, 0, len(rows)), rows[0])
	for _, row := range rows[1:] {
		switch last := &kept[len(kept)-1]; {
		case compareRows(*last, row) != 0:
			kept = append(kept, row)
		case last.measurement == row.measurement:
			result.Duplicate++
		default:
			result.Conflicts = append(result.Conflicts, row.index)
		}
	}
	return kept
}

// ofKnownOwners returns the rows whose owner is in the store. It adds the others to
// result.
func (t readingTable) ofKnownOwners(tx *gorm.DB, result *Imported) ([]ownedRow, error) {
	var asked []string
	for i, row := range t.rows {
		if i == 0 || row.owner != t.rows[i-1].owner {
			asked = append(asked, row.owner)
		}
	}
	known := make(map[string]bool, len(asked))
	for chunk := range slices.Chunk(asked, sqliteBatch) {
		var ids []string
		if err := tx.Table(t.owners).Where(t.ownID+" IN ?", chunk).Pluck(t.ownID, &ids).Error; err != nil {
			return nil, err
		}
		for _, id := range ids {
			known[id] = true
		}
	}
	if len(known) == len(asked) {
		return t.rows, nil
	}
	rows := make([]ownedRow, 0, len(t.rows))
	for _, row := range t.rows {
		if known[row.owner] {
			rows = append(rows, row)
		} else {
			result.Unknown = append(result.Unknown, row.index)
		}
	}
	return rows, nil
}

// compare tells duplicates, which result counts rows as, from conflicts: it looks at
// what stands under the rows' keys now.
func (t readingTable) compare(tx *gorm.DB, rows []ownedRow, result *Imported) error {
	for len(rows) > 0 {
		end := min(len(rows), comparedAtOnce)
		if other := slices.IndexFunc(rows[:end], func(r ownedRow) bool { return r.owner != rows[0].owner }); other > 0 {
			end = other
		}
		if err := t.compareOwner(tx, rows[:end], result); err != nil {
			return err
		}
		rows = rows[end:]
	}
	return nil
}

// compareOwner is compare for rows of one owner.
func (t readingTable) compareOwner(tx *gorm.DB, rows []ownedRow, result *Imported) error {
	chunk := make([]indexed, len(rows))
	for i, row := range rows {
		chunk[i] = row.indexed
	}
	stored, err := storedUnder(tx.Table(t.name), owner{column: t.column, id: rows[0].owner, scope: t.scope}, chunk)
	if err != nil {
		return err
	}
	for _, m := range chunk {
		there, ok := stored[m.key()]
		switch {
		case !ok: // the owner went while the rows were on their way
			result.Unknown = append(result.Unknown, m.index)
		case there != m.measurement:
			result.Conflicts = append(result.Conflicts, m.index)
		default:
			continue
		}
		result.Duplicate--
	}
	return nil
}

// insertDone is told what became of a part of the rows to insert; rows that were not
// inserted have a key that was there already.
type insertDone func(part []ownedRow, inserted int) error

// comparedAtOnce bounds how many keys one query of compare asks for.
const comparedAtOnce = 500
