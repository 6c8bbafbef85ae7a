package store

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"
)

// profilesAtOnce is how many profiles PutProfiles puts in one transaction. Each is a
// savepoint in it, which GORM keeps to the end and SQLite keeps pages for.
const profilesAtOnce = 50

// PutProfiles puts cities and then citizens, as PutCity and PutCitizen do, many in one
// transaction. Citizens who were erased are left out: erased are their indexes. Those
// before an error may be stored.
func (s *Store) PutProfiles(ctx context.Context, cities []City, citizens []Citizen) (erased []int, err error) {
	for chunk := range slices.Chunk(cities, profilesAtOnce) {
		err := s.alter(ctx, "put cities", func(tx *gorm.DB, all *change) error {
			inside := s.inside(tx, all)
			for _, c := range chunk {
				if err := inside.PutCity(ctx, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for start := 0; start < len(citizens); start += profilesAtOnce {
		chunk := citizens[start:min(start+profilesAtOnce, len(citizens))]
		var left []int
		err := s.alter(ctx, "put citizens", func(tx *gorm.DB, all *change) error {
			left = left[:0]
			inside := s.inside(tx, all)
			for i, c := range chunk {
				err := inside.PutCitizen(ctx, c)
				if errors.Is(err, ErrErased) {
					left = append(left, start+i)
				} else if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		erased = append(erased, left...)
	}
	return erased, nil
}
