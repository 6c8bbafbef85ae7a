package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// CitizenKey names a citizen: by on-chain address, in any case, or by user id. One of the two is set.
type CitizenKey struct{ Subject, UserID string }

// ScoreQuery asks for what several scores are made from.
type ScoreQuery struct {
	Citizens []CitizenKey
	AsOf     time.Time
	// Ahead is how far beyond AsOf readings are read too, which changes no score and tells score.Model.Until what comes.
	Ahead time.Duration
	// Review, if it is not nil, is called once every citizen's Revision is read and before any reading is, and may set
	// Known. It may be called again, if a connection is lost.
	Review func([]ScoreInput)
}

// ScoreInput is what one score is made from.
type ScoreInput struct {
	Err      error // ErrUnknownCitizen, ErrInvalid for an address that is none, or nil
	Revision Revision
	Known    bool        // set by Review: the caller needs no Input
	Input    score.Input // what Store.ScoreInput returns, and readings up to Ahead or later; not to be modified

	recent []byte // the copy of recent readings, until it is read
}

// ScoreInputs returns, in the order of query.Citizens, what the model needs to score each. It takes a handful of queries of
// keys' ranges, however many citizens there are and however long their histories, all from one server over one connection
// and revisions first: what is read is never older than its Revision says.
//
// Returns ErrUnavailable if the database does not answer; an unknown citizen is no error of the whole.
func (s *Store) ScoreInputs(ctx context.Context, query ScoreQuery) ([]ScoreInput, error) {
	const operation = "read score inputs"
	inputs := make([]ScoreInput, len(query.Citizens))
	var fresh []recentCopy
	err := s.readScores(ctx, operation, inputs, func(r *scoreReader) error {
		r.remembered = &s.remembered
		err := r.read(ctx, query)
		fresh = r.fresh
		return err
	})
	if err != nil {
		return nil, err
	}
	s.keepRecent(fresh)
	return inputs, nil
}

// readScores runs read over a connection, again if it is lost: from a replica if there is one that can be reached. Who
// is unknown there is asked for on the primary server.
func (s *Store) readScores(ctx context.Context, operation string, inputs []ScoreInput, read func(*scoreReader) error) error {
	if err := s.usable(); err != nil {
		return classify(ctx, operation, err)
	}
	for attempt, onReplica := 1, len(s.replicas) > 0; ; attempt++ {
		err := s.readScoresOnce(ctx, inputs, onReplica, read)
		if err == nil {
			return nil
		}
		err = classify(ctx, operation, err)
		if attempt == writeAttempts || !retryable(err) {
			return err
		}
		if onReplica {
			onReplica = false
			continue
		}
		if ended := pause(ctx, attempt); ended != nil {
			return classify(ctx, operation, ended)
		}
	}
}

// readScoresOnce is readScores without another attempt.
func (s *Store) readScoresOnce(ctx context.Context, inputs []ScoreInput, onReplica bool, read func(*scoreReader) error) error {
	r := &scoreReader{dialect: s.target.dialect(), zones: &s.zones, log: &queryLog{log: s.log}, inputs: inputs, words: words{}}
	if onReplica {
		if err := r.over(ctx, s.replicas[rand.IntN(len(s.replicas))], read); err != nil || !r.unknown() {
			return err
		}
	}
	return r.over(ctx, s.pool, read)
}

// scoreReader reads scores over one connection.
type scoreReader struct {
	conn    *sql.Conn
	dialect string
	zones   *zones
	log     *queryLog
	// remembered are readings of cities; nil where exactly those asked for are wanted, of citizens too.
	remembered *remembered
	fresh      []recentCopy // of what was read
	inputs     []ScoreInput
	asked      []int // indexes into inputs of who is looked for
	wanted     []int // indexes into inputs of whose readings are read
	words      words
}

// over runs read over a connection of pool.
func (r *scoreReader) over(ctx context.Context, pool *sql.DB, read func(*scoreReader) error) (err error) {
	if r.conn, err = pool.Conn(ctx); err != nil {
		return err
	}
	defer func() { _ = r.conn.Close() }() // gives it back
	return read(r)
}

// unknown reports whether somebody was not found.
func (r *scoreReader) unknown() bool {
	return slices.ContainsFunc(r.inputs, func(in ScoreInput) bool { return in.Err != nil })
}

// read fills the inputs; if some are filled already, those that have an Err.
func (r *scoreReader) read(ctx context.Context, query ScoreQuery) error {
	if r.asked == nil {
		clear(r.inputs)
	}
	r.asked, r.wanted = r.asked[:0], r.wanted[:0]
	for i := range r.inputs {
		if r.inputs[i].Err != nil || r.inputs[i].Revision.UserID == "" {
			r.inputs[i].Err = ErrUnknownCitizen
			r.asked = append(r.asked, i)
		}
	}
	if err := r.profiles(ctx, query); err != nil {
		return err
	}
	if query.Review != nil {
		query.Review(r.inputs)
	}
	for _, i := range r.asked {
		if r.inputs[i].Err == nil && !r.inputs[i].Known {
			r.wanted = append(r.wanted, i)
		}
	}
	if len(r.wanted) == 0 {
		return nil
	}
	return r.readings(ctx, query)
}

// profiles looks for citizens by subject and by user id.
func (r *scoreReader) profiles(ctx context.Context, query ScoreQuery) error {
	bySubject, byUser := make(map[string][]int, len(r.asked)), map[string][]int{}
	for _, i := range r.asked {
		key := query.Citizens[i]
		if key.Subject == "" {
			byUser[key.UserID] = append(byUser[key.UserID], i)
			continue
		}
		subject, err := canonicalAddress("subject", key.Subject)
		if err != nil {
			r.inputs[i].Err = err
			continue
		}
		bySubject[subject] = append(bySubject[subject], i)
	}
	if err := r.profilesBy(ctx, query, "subject", bySubject); err != nil {
		return err
	}
	return r.profilesBy(ctx, query, "user_id", byUser)
}

// profilesQuery reads citizens by a column, with their revisions and what is kept of their readings.
func profilesQuery(column string, n int) string {
	return `SELECT u.` + column + `, u.user_id, c.city_id, c.time_zone, ur.revision, cr.revision, ur.recent
FROM user_data_iot u
LEFT JOIN smart_city c ON c.city_id = u.city_id
LEFT JOIN citizen_revision ur ON ur.user_id = u.user_id
LEFT JOIN city_revision cr ON cr.city_id = u.city_id
WHERE u.` + column + ` IN (` + placeholders(n) + `)`
}

// profilesBy looks for citizens by one column.
func (r *scoreReader) profilesBy(ctx context.Context, query ScoreQuery, column string, whose map[string][]int) error {
	if len(whose) == 0 {
		return nil
	}
	arguments := make([]any, 0, len(whose))
	for key := range whose {
		arguments = append(arguments, key)
	}
	var key, user, city, zone, recent sql.RawBytes
	var citizenRevision, cityRevision sql.NullInt64
	scan := func(rows *sql.Rows) error {
		if err := rows.Scan(&key, &user, &city, &zone, &citizenRevision, &cityRevision, &recent); err != nil {
			return err
		}
		revision := Revision{
			UserID: string(user), CityID: r.words.of(city), Zone: r.words.of(zone),
			Citizen: citizenRevision.Int64, City: cityRevision.Int64,
		}
		in := ScoreInput{Revision: revision, Input: score.Input{AsOf: query.AsOf}, recent: bytes.Clone(recent)}
		if revision.Zone != "" {
			location, err := r.zones.load(revision.Zone)
			if err != nil {
				return err
			}
			in.Input.Zone = location
		}
		for _, i := range whose[string(key)] {
			r.inputs[i] = in
		}
		return nil
	}
	return r.query(ctx, profilesQuery(column, len(arguments)), arguments, scan)
}

// query runs a query and scans each of its rows. The log is told as GORM tells it of other statements.
func (r *scoreReader) query(ctx context.Context, text string, arguments []any, scan func(*sql.Rows) error) error {
	begin, found := time.Now(), int64(0)
	err := func() error {
		rows, err := r.conn.QueryContext(ctx, text, arguments...)
		if err != nil {
			return err
		}
		for rows.Next() {
			found++
			if err := scan(rows); err != nil {
				_ = rows.Close() // the error that counts is the first
				return err
			}
		}
		return errors.Join(rows.Close(), rows.Err())
	}()
	r.log.Trace(ctx, begin, func() (string, int64) { return text, found }, err)
	return err
}
