package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// daysQuery reads what the model sums or averages by day, and every body-mass index of its window: one is taken, and
// there are few. Whose they are comes first of the parameters, and then both windows. It is one walk along the primary key;
// SQLite makes one only of each half.
func daysQuery(dialect string, n int) string {
	const (
		columns = `SELECT user_id, metric, observed_at, source, value_micro, period_s FROM citizen_reading WHERE user_id IN (`
		daily   = `metric IN ('steps', 'active_energy', 'total_energy', 'resting_heart_rate') AND observed_at BETWEEN ? AND ?`
		latest  = `metric = 'bmi' AND observed_at BETWEEN ? AND ?`
	)
	if dialect == "mysql" {
		return columns + placeholders(n) + `) AND (` + daily + ` OR ` + latest + `)`
	}
	owners := numbered(n)
	return columns + owners + `) AND ` + daily + ` UNION ALL ` + columns + owners + `) AND ` + latest
}

// citiesQuery reads what the model takes of cities.
func citiesQuery(n int) string {
	return `SELECT city_id, metric, observed_at, source, value_micro, period_s FROM city_reading
WHERE city_id IN (` + placeholders(n) + `) AND metric IN ('temperature', 'humidity', 'uv') AND observed_at BETWEEN ? AND ?`
}

// hoursQuery finds one citizen's lowest full hour of energy before the window of days, whose hours daysQuery returns
// anyway. Of equals the model prefers the newest, then the source that sorts last.
const hoursQuery = `SELECT * FROM (
    SELECT user_id, metric, observed_at, source, value_micro, period_s FROM citizen_reading
    WHERE user_id = ? AND metric = 'total_energy' AND observed_at BETWEEN ? AND ? AND period_s = 3600 AND value_micro > 0
    ORDER BY value_micro, observed_at DESC, source DESC LIMIT 1
) AS lowest`

// heartRateQuery pools samples by citizen, source and five minutes of the clock: a sample counts for those that hold the
// middle of its period. A mean over just five minutes stays as it is; longer ones are of no use to the model.
func heartRateQuery(n int) string {
	return `SELECT user_id, source, ended_at, SUM(value_micro) AS total, COUNT(*) AS samples FROM (
    SELECT user_id, source, value_micro, CASE WHEN period_s = 300 THEN observed_at ELSE
        observed_at - period_s * 500000 - (observed_at - period_s * 500000) % 300000000 + 300000000
    END AS ended_at
    FROM citizen_reading
    WHERE user_id IN (` + placeholders(n) + `) AND metric = 'heart_rate' AND observed_at BETWEEN ? AND ? AND period_s <= 300
) AS sample GROUP BY user_id, source, ended_at`
}

// hoursAtOnce bounds how many citizens one statement of hoursQuery looks up.
const hoursAtOnce = 16

// readings reads the measurements of those wanted. Their windows of days differ with their zones: all are read over the
// widest, and the model leaves out what is outside of each.
func (r *scoreReader) readings(ctx context.Context, query ScoreQuery) error {
	days := r.window(query)
	asOf, ahead := query.AsOf.UnixMicro(), query.AsOf.Add(query.Ahead).UnixMicro()
	if err := r.daily(ctx, spans{Days: days.start, BMI: days.since(score.BMIWindow) + 1, Until: ahead}); err != nil {
		return err
	}
	if err := r.lowestHours(ctx, days); err != nil {
		return err
	}
	days.last = min(days.last, asOf)
	if err := r.heartRates(ctx, days); err != nil {
		return err
	}
	return r.cities(ctx, days.since(score.CityWindow)+1, ahead)
}

// cities gives each wanted citizen the readings of the city between two moments, or of more. Those of a city whose
// revision is still the same need not be read again.
func (r *scoreReader) cities(ctx context.Context, from, to int64) error {
	for _, i := range r.wanted {
		in := &r.inputs[i]
		in.Input.City = r.remembered.readings(in.Revision, from, to)
	}
	cities := r.group(func(in *ScoreInput) string {
		if in.Input.City != nil {
			return ""
		}
		return in.Revision.CityID
	})
	if len(cities.ids) == 0 {
		return nil
	}
	if r.remembered != nil {
		to += rememberAhead
	}
	found := make([][]score.Reading, len(cities.ids))
	for n := range found {
		found[n] = []score.Reading{} // none is an answer too
	}
	err := r.find(ctx, citiesQuery(len(cities.ids)), append(cities.arguments(), from, to), cities, func(n int, reading score.Reading) {
		found[n] = append(found[n], reading)
	})
	if err != nil {
		return err
	}
	for n, members := range cities.members {
		for _, i := range members {
			r.inputs[i].Input.City = found[n]
		}
		r.remembered.keep(r.inputs[members[0]].Revision, from, to, found[n])
	}
	return nil
}

// window is the stretch of time that holds every wanted citizen's whole days; last is not cut at AsOf.
func (r *scoreReader) window(query ScoreQuery) dayWindow {
	var all dayWindow
	for n, i := range r.wanted {
		one := newDayWindow(query.AsOf, r.inputs[i].Input.Zone)
		if n == 0 {
			all = one
		}
		all.start, all.last = min(all.start, one.start), max(all.last, one.last)
	}
	return all
}

// lowestHours reads the lowest full hour of those who have energy of days that rest has to be taken from.
func (r *scoreReader) lowestHours(ctx context.Context, days dayWindow) error {
	owners := r.group(func(in *ScoreInput) string {
		for i := range in.Input.Citizen {
			if in.Input.Citizen[i].Metric == score.TotalEnergy {
				return in.Revision.UserID
			}
		}
		return ""
	})
	for first := 0; first < len(owners.ids); first += hoursAtOnce {
		some := owners.ids[first:min(first+hoursAtOnce, len(owners.ids))]
		parts, arguments := make([]string, len(some)), make([]any, 0, 3*len(some))
		for i, id := range some {
			parts[i] = hoursQuery
			arguments = append(arguments, id, days.since(score.RestingEnergyWindow)+1, days.start-1)
		}
		if err := r.find(ctx, strings.Join(parts, "\nUNION ALL\n"), arguments, owners, owners.add(r.inputs)); err != nil {
			return err
		}
	}
	return nil
}

// heartRates reads the five-minute means of those who lack a resting heart rate of a day.
func (r *scoreReader) heartRates(ctx context.Context, days dayWindow) error {
	owners := r.group(func(in *ScoreInput) string {
		if !score.LacksDay(in.Input, score.RestingHeartRate) {
			return ""
		}
		return in.Revision.UserID
	})
	if len(owners.ids) == 0 {
		return nil
	}
	arguments := append(owners.arguments(), days.start, days.last)
	add := owners.add(r.inputs)
	var id, source sql.RawBytes
	var endedAt, total, samples integer // microseconds since 1970; millionths, of which 4·10¹⁰ of the largest fit
	return r.query(ctx, heartRateQuery(len(owners.ids)), arguments, func(rows *sql.Rows) error {
		if err := rows.Scan(&id, &source, &endedAt, &total, &samples); err != nil {
			return err
		}
		add(owners.index(id), score.Reading{
			Metric: score.HeartRate, Value: score.Value((total + samples/2) / samples),
			ObservedAt: time.UnixMicro(int64(endedAt)).UTC(), Period: meanLength, Source: r.words.of(source),
		})
		return nil
	})
}

// find runs a query of readings and hands each out with the index of its owner.
func (r *scoreReader) find(ctx context.Context, text string, arguments []any, owners *owned, each func(owner int, reading score.Reading)) error {
	var id, metric, source sql.RawBytes
	var observedAt, value, period integer
	targets := []any{&id, &metric, &observedAt, &source, &value, &period}
	return r.query(ctx, text, arguments, func(rows *sql.Rows) error {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		each(owners.index(id), score.Reading{
			Metric: score.Metric(r.words.of(metric)), Value: score.Value(value), ObservedAt: time.UnixMicro(int64(observedAt)).UTC(),
			Period: time.Duration(period) * time.Second, Source: r.words.of(source),
		})
		return nil
	})
}
