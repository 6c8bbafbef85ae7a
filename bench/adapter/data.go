package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bench/mariadb"
)

// asOf is the moment that every score is worked out for, at every contender.
var asOf = time.Date(2025, 6, 2, 4, 0, 0, 0, time.UTC)

// Citizens wear a device that reports days, as health platforms' exports do: steps, active energy and resting heart rate
// of the last habitualDays days, and a body-mass index. Cities report every hour of the last two days.
const (
	habitualDays = score.HabitualDays + 1
	cityHours    = 48
	seed         = 1
	unit         = 1_000_000 // of a value
)

// cities are where citizens live, in turn. Their clocks do not change.
var cities = [...]store.City{
	{ID: "singapore", Name: "Singapore", Country: "SG", TimeZone: "Asia/Singapore"},
	{ID: "bengaluru", Name: "Bengaluru", Country: "IN", TimeZone: "Asia/Kolkata"},
	{ID: "tokyo", Name: "Tokyo", Country: "JP", TimeZone: "Asia/Tokyo"},
	{ID: "nairobi", Name: "Nairobi", Country: "KE", TimeZone: "Africa/Nairobi"},
}

// atOnce is how many citizens are stored in one transaction.
const atOnce = 2000

// subject is the address of the n-th citizen, from 1. The load generator's script writes the same.
func subject(n int) string { return fmt.Sprintf("0x%040x", n) }

// fill makes the database hold the citizens, unless it does already.
func fill(ctx context.Context, server *mariadb.Server, citizens int) error {
	pool, err := sql.Open("mysql", server.DSN("bench"))
	if err != nil {
		return err
	}
	defer pool.Close()
	s, err := store.Open(ctx, store.Config{URL: server.URL(), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	if _, err := pool.ExecContext(ctx, "UPDATE citizen_revision SET recent = NULL"); err != nil { // what an earlier run has left
		return err
	}
	var there int
	if err := pool.QueryRowContext(ctx, "SELECT COUNT(*) FROM user_data_iot").Scan(&there); err != nil || there == citizens {
		return err
	}
	if there != 0 {
		return fmt.Errorf("it holds %d citizens already; name another folder with -keep", there)
	}
	say("filling the database: %d citizens", citizens)
	if err := fillCities(ctx, s); err != nil {
		return err
	}
	for first := 1; first <= citizens; first += atOnce {
		if err := fillCitizens(ctx, pool, s, first, min(first+atOnce-1, citizens)); err != nil {
			return err
		}
	}
	_, err = pool.ExecContext(ctx, "ANALYZE TABLE citizen_reading, city_reading, user_data_iot, smart_city")
	return err
}

// fillCities adds the cities and their readings.
func fillCities(ctx context.Context, s *store.Store) error {
	if _, err := s.PutProfiles(ctx, cities[:], nil); err != nil {
		return err
	}
	for i, city := range cities {
		rng := rand.New(rand.NewPCG(seed, uint64(i)))
		var readings []score.Reading
		for hour := range cityHours {
			at := asOf.Add(-time.Duration(hour) * time.Hour)
			add := func(metric score.Metric, low, high int64) {
				readings = append(readings, score.Reading{
					Metric: metric, Value: between(rng, low, high), ObservedAt: at, Period: time.Hour, Source: "bench/station",
				})
			}
			add(score.Temperature, 18, 34)
			add(score.Humidity, 35, 90)
			add(score.UV, 0, 11)
		}
		if _, err := s.AppendCityReadings(ctx, city.ID, readings); err != nil {
			return err
		}
	}
	return nil
}

// fillCitizens adds the citizens first to last and their readings.
func fillCitizens(ctx context.Context, pool *sql.DB, s *store.Store, first, last int) error {
	var profiles []string
	var readings []store.OwnedReading
	for n := first; n <= last; n++ {
		city := cities[n%len(cities)]
		profiles = append(profiles, fmt.Sprintf("('citizen-%07d','%s','%s')", n, city.ID, subject(n)))
		own, err := readingsOf(n, city)
		if err != nil {
			return err
		}
		readings = append(readings, own...)
	}
	insert := "INSERT INTO user_data_iot (user_id, city_id, subject) VALUES " + strings.Join(profiles, ",")
	if _, err := pool.ExecContext(ctx, insert); err != nil {
		return err
	}
	_, err := s.Import(ctx, store.ImportBatch{Readings: readings})
	return err
}

// readingsOf makes up the readings of the n-th citizen; the same n gives the same readings.
func readingsOf(n int, city store.City) ([]store.OwnedReading, error) {
	zone, err := time.LoadLocation(city.TimeZone)
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed+1, uint64(n)))
	owner := fmt.Sprintf("citizen-%07d", n)
	year, month, day := asOf.In(zone).Date()
	var readings []store.OwnedReading
	for ago := range habitualDays {
		end := time.Date(year, month, day-ago, 0, 0, 0, 0, zone).UTC()
		add := func(metric score.Metric, low, high int64) {
			readings = append(readings, store.OwnedReading{Owner: owner, Reading: score.Reading{
				Metric: metric, Value: between(rng, low, high), ObservedAt: end, Period: 24 * time.Hour, Source: "bench/daily",
			}})
		}
		add(score.Steps, 500, 16_000)
		add(score.ActiveEnergy, 20, 900)
		add(score.RestingHeartRate, 48, 85)
	}
	weighed := asOf.Add(-time.Duration(1+rng.IntN(60*24)) * time.Hour)
	readings = append(readings, store.OwnedReading{Owner: owner, Reading: score.Reading{
		Metric: score.BMI, Value: between(rng, 17, 38), ObservedAt: weighed, Source: "bench/scale",
	}})
	return readings, nil
}

// between draws a value of low to high units, in hundredths of one.
func between(rng *rand.Rand, low, high int64) score.Value {
	return score.Value(low*unit + rng.Int64N((high-low)*100+1)*unit/100)
}
