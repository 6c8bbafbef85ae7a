package store

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"gorm.io/gorm"

	"github.com/link4health/link4health/adapter/score"
)

// What is kept of a citizen's readings beside them, with the citizen's revision: what a score takes of them by day. Reading
// it costs the database a fraction of finding each metric's days. It is made when a score is read, so that writing readings
// costs no more: that only gives the citizen a new revision, and with it takes the copy away.

const (
	// recentBack and recentAhead are how much more is copied than a score needs: whatever zones are asked for together,
	// and however the clock goes on, the copy serves for an hour.
	recentBack  = 26 * time.Hour
	recentAhead = time.Hour

	// recentMost is the most readings that are copied: more are as quickly found where they are.
	recentMost = 1000

	// recentWaiting and recentAtOnce bound how many copies wait to be written, and are in one transaction.
	recentWaiting = 4096
	recentAtOnce  = 256

	// recentLimit is how long writing them may take.
	recentLimit = 5 * time.Second
)

// recentCopy is what is copied.
type recentCopy struct {
	userID   string
	revision int64
	spans    spans
	readings []score.Reading // not modified
}

// recent is the copies that wait to be written.
type recent struct {
	mutex   sync.Mutex
	waiting []recentCopy
	writing bool
	writer  sync.WaitGroup
}

// keepRecent has copies written, beside whoever waits for a score and never in their way: what cannot be written now is
// made anew by the next who reads.
func (s *Store) keepRecent(copies []recentCopy) {
	r := &s.recent
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if s.closed.Load() {
		return
	}
	r.waiting = append(r.waiting, copies[:min(len(copies), recentWaiting-len(r.waiting))]...)
	if len(r.waiting) > 0 && !r.writing {
		r.writing = true
		r.writer.Go(s.writeRecent)
	}
}

// writeRecent writes copies until none waits.
func (s *Store) writeRecent() {
	for copies := s.recent.take(); len(copies) > 0; copies = s.recent.take() {
		if err := s.putRecent(copies); err != nil {
			s.log.Debug("recent readings are not kept", slog.String("cause", err.Error()))
		}
	}
}

// take returns copies to write, in the order of their owners and the latest of each; none ends the writing.
func (r *recent) take() []recentCopy {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	n := min(len(r.waiting), recentAtOnce)
	copies := slices.Clone(r.waiting[:n])
	r.waiting = slices.Delete(r.waiting, 0, n)
	r.writing = n > 0
	slices.Reverse(copies)
	slices.SortStableFunc(copies, func(a, b recentCopy) int { return strings.Compare(a.userID, b.userID) })
	return slices.CompactFunc(copies, func(a, b recentCopy) bool { return a.userID == b.userID })
}

// wait waits until nothing is being written. Nothing more is, once the store is closed.
func (r *recent) wait() {
	r.mutex.Lock()
	r.waiting = nil
	r.mutex.Unlock()
	r.writer.Wait()
}

// putRecent writes copies, in one statement, to where their revisions still are: a revision is a random number, no other
// citizen's either. Whoever has another by now, or was erased, is left as is.
func (s *Store) putRecent(copies []recentCopy) error {
	ctx, cancel := context.WithTimeout(context.Background(), recentLimit)
	defer cancel()
	users, revisions, values := make([]string, len(copies)), make([]int64, len(copies)), make([]any, 0, 2*len(copies))
	for i, c := range copies {
		users[i], revisions[i] = c.userID, c.revision
		values = append(values, c.revision, pack(c.spans, c.readings))
	}
	recent := gorm.Expr("CASE revision"+strings.Repeat(" WHEN ? THEN ?", len(copies))+" END", values...)
	return s.write(ctx, "keep recent readings", func(tx *gorm.DB) error {
		return tx.Model(&citizenRevision{}).Where("user_id IN ? AND revision IN ?", users, revisions).Update("recent", recent).Error
	})
}

// daily gives each wanted citizen the readings that daysQuery finds over need, or over more: from the copy of them if that
// reaches as far.
func (r *scoreReader) daily(ctx context.Context, need spans) error {
	citizens := r.group(func(in *ScoreInput) string {
		readings, ok := unpack(in.recent, need, r.words)
		in.recent = nil
		if ok {
			in.Input.Citizen = readings
			return ""
		}
		return in.Revision.UserID
	})
	if len(citizens.ids) == 0 {
		return nil
	}
	if r.remembered != nil {
		need.Days -= recentBack.Microseconds()
		need.Until += recentAhead.Microseconds()
	}
	arguments := append(citizens.arguments(), need.Days, need.Until, need.BMI, need.Until)
	if err := r.find(ctx, daysQuery(r.dialect, len(citizens.ids)), arguments, citizens, citizens.add(r.inputs)); err != nil {
		return err
	}
	if r.remembered == nil {
		return nil
	}
	for n, id := range citizens.ids {
		in := &r.inputs[citizens.members[n][0]]
		if in.Revision.Citizen != 0 && len(in.Input.Citizen) <= recentMost {
			r.fresh = append(r.fresh, recentCopy{id, in.Revision.Citizen, need, slices.Clip(in.Input.Citizen)})
		}
	}
	return nil
}
