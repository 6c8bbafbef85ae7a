package freshness

import (
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
)

// Bounds of the label city.
const (
	// maxCities is how many cities are told apart; those after them, by id, are told as other.
	maxCities = 200
	// fewCitizens is how many citizens of a city must have readings of a metric for their age to be told as the city's: that
	// of fewer is told as other, with those who live nowhere, so that no age is a person's.
	fewCitizens = 10
	other       = "other"
)

// place is a metric in a city.
type place struct {
	city   string
	metric score.Metric
}

// seen is what one look found.
type seen struct {
	newest           map[place]time.Time // of cities' metrics
	newestOfCitizens map[place]time.Time
	measured         map[place]int // citizens with readings
	cities           map[string]bool
	citizens, enough int
}

func newSeen() *seen {
	return &seen{
		newest: map[place]time.Time{}, newestOfCitizens: map[place]time.Time{},
		measured: map[place]int{}, cities: map[string]bool{},
	}
}

// city takes a city's newest readings.
func (s *seen) city(n store.Newest) {
	if len(s.cities) < maxCities {
		s.cities[n.CityID] = true
	}
	later(s.newest, s.label(n.CityID), n)
}

// citizen takes a citizen's newest readings, and whether they are enough for a score.
func (s *seen) citizen(n store.Newest, enough bool) {
	s.citizens++
	if enough {
		s.enough++
	}
	city := s.label(n.CityID)
	for metric := range n.At {
		s.measured[place{city, metric}]++
	}
	later(s.newestOfCitizens, city, n)
}

// label is the city's, or other.
func (s *seen) label(city string) string {
	if s.cities[city] {
		return city
	}
	return other
}

// hideFew puts what few citizens of a city measured together with that of others, and adds the rest to the cities' own.
func (s *seen) hideFew() {
	for p, at := range s.newestOfCitizens {
		if s.measured[p] < fewCitizens {
			p.city = other
		}
		keepLater(s.newest, p, at)
	}
}

// later keeps the later of what is known of a city and what is newest now.
func later(known map[place]time.Time, city string, n store.Newest) {
	for metric, at := range n.At {
		keepLater(known, place{city, metric}, at)
	}
}

func keepLater(known map[place]time.Time, p place, at time.Time) {
	if at.After(known[p]) {
		known[p] = at
	}
}
