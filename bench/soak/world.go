package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store"
	"github.com/link4health/link4health/bench/mariadb"
)

// citizens is how many there are. Scores stay cached so shortly that the database is asked all the time.
const (
	citizens = 300
	cacheAge = time.Second
)

// apiTimeout is API_TIMEOUT of the adapter; deadline is what a client waits: a request beyond it hangs.
const (
	apiTimeout = 4 * time.Second
	deadline   = apiTimeout + 4*time.Second
)

// asOf is the moment of every score.
var asOf = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// world is everything that the load and the disturbances work with.
type world struct {
	dir, program string
	database     *mariadb.Server
	port         int // of the database, which stays the same
	authority    *authority
	adapter      *process
	ports        [2]int            // of the adapter and its metrics
	scores       map[string]uint16 // what each subject's is
	subjects     []string
	log          *os.File               // of the adapter
	token        atomic.Pointer[string] // that the clients use
}

// newWorld makes a database with citizens, an authority with a certificate, a token, and starts the adapter.
func newWorld(ctx context.Context, dir string) (w *world, err error) {
	w = &world{dir: dir, scores: map[string]uint16{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close())
		}
	}()
	if w.program, err = build(ctx, dir); err != nil {
		return w, err
	}
	if w.database, err = mariadb.Start(ctx, dir); err != nil {
		return w, err
	}
	w.port = w.database.Port()
	if err := w.fill(ctx); err != nil {
		return w, err
	}
	if w.authority, err = newAuthority(); err != nil {
		return w, err
	}
	if err := w.rotateCertificate(); err != nil {
		return w, err
	}
	if err := w.writeTokens(rand.Text()); err != nil {
		return w, err
	}
	for i := range w.ports {
		if w.ports[i], err = mariadb.FreePort(); err != nil {
			return w, err
		}
	}
	if w.log, err = os.Create(w.path("adapter.log")); err != nil {
		return w, err
	}
	return w, w.startAdapter(ctx)
}

// path is a file of the world.
func (w *world) path(name string) string { return filepath.Join(w.dir, name) }

// close ends all processes.
func (w *world) close() error {
	var errs []error
	if w.adapter != nil {
		w.adapter.kill()
	}
	if w.log != nil {
		errs = append(errs, w.log.Close())
	}
	if w.database != nil {
		errs = append(errs, w.database.Stop())
	}
	return errors.Join(errs...)
}

// fill puts citizens with measurements into the database, and works out what their scores are.
func (w *world) fill(ctx context.Context) (err error) {
	s, err := store.Open(ctx, store.Config{URL: w.database.URL(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	model := score.V1()
	for i := range citizens {
		citizen := store.Citizen{UserID: "citizen" + strconv.Itoa(i), Subject: fmt.Sprintf("0x%040x", i+1)}
		if err := s.PutCitizen(ctx, citizen); err != nil {
			return err
		}
		readings, err := measurements(i)
		if err != nil {
			return err
		}
		if _, err := s.AppendCitizenReadings(ctx, citizen.UserID, readings); err != nil {
			return err
		}
		in, err := s.ScoreInput(ctx, citizen, asOf)
		if err != nil {
			return err
		}
		result, err := model.Score(in)
		if err != nil {
			return err
		}
		w.scores[citizen.Subject] = result.Score
		w.subjects = append(w.subjects, citizen.Subject)
	}
	return nil
}

// measurements are a citizen's, which differ from the next one's.
func measurements(i int) ([]score.Reading, error) {
	const day = 24 * time.Hour
	var readings []score.Reading
	for back := 1; back <= 7; back++ {
		at := asOf.Truncate(day).Add(-time.Duration(back-1) * day)
		for metric, value := range map[score.Metric]float64{
			score.Steps: float64(1000 + 37*i), score.ActiveEnergy: float64(100 + i), score.RestingHeartRate: float64(50 + i%40),
		} {
			v, err := score.FromFloat(value)
			if err != nil {
				return nil, err
			}
			readings = append(readings, score.Reading{Metric: metric, Value: v, ObservedAt: at, Period: day, Source: "soak"})
		}
	}
	v, err := score.FromFloat(18 + float64(i%200)/10)
	return append(readings, score.Reading{Metric: score.BMI, Value: v, ObservedAt: asOf.Add(-day), Source: "soak"}), err
}

// command is a program that writes nowhere.
func command(ctx context.Context, environ []string, name string, arguments ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, arguments...)
	c.Env = append(os.Environ(), environ...)
	return c
}

// replace writes a file so that no reader ever sees half of it.
func replace(path string, text []byte) error {
	next := path + ".next"
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return err
	}
	return os.Rename(next, path)
}

// say tells what is going on.
func say(out io.Writer, format string, arguments ...any) {
	fmt.Fprintf(out, time.Now().Format("15:04:05 ")+format+"\n", arguments...)
}
