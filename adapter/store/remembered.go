package store

import (
	"sync"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// rememberAhead is how much further than asked for the readings of a city are read, in microseconds, so that they serve
// scores of later moments too.
const rememberAhead = int64(time.Hour / time.Microsecond)

// rememberedCities bounds how many cities are remembered: any of them goes for another.
const rememberedCities = 1000

// remembered holds the readings of cities, which thousands of citizens share, for as long as the city's revision is the
// same. A score's queries read the revision first, so that what is remembered is never older than what would be read. The
// zero remembered is empty, and a nil one remembers nothing.
type remembered struct {
	mutex  sync.Mutex
	cities map[string]cityReadings
}

// cityReadings are all readings of a city from one moment to another, both inclusive, as stored.
type cityReadings struct {
	revision int64
	from, to int64
	readings []score.Reading // not modified
}

// readings returns the readings of a revision's city from one moment to another, or of more; nil if they are not known.
func (m *remembered) readings(r Revision, from, to int64) []score.Reading {
	if m == nil {
		return nil
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	known, found := m.cities[r.CityID]
	if !found || known.revision != r.City || known.from > from || known.to < to {
		return nil
	}
	return known.readings
}

// keep remembers the readings of a revision's city, unless the city has none yet.
func (m *remembered) keep(r Revision, from, to int64, readings []score.Reading) {
	if m == nil || r.City == 0 {
		return
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.cities == nil {
		m.cities = map[string]cityReadings{}
	}
	for id := range m.cities {
		if len(m.cities) < rememberedCities {
			break
		}
		delete(m.cities, id)
	}
	m.cities[r.CityID] = cityReadings{revision: r.City, from: from, to: to, readings: readings}
}
