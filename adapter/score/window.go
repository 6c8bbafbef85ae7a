package score

import (
	"errors"
	"fmt"
	"time"
)

// The windows of model v1, for those who fetch and show readings. Model.Reach
// tells how far back each metric counts.
const (
	// HabitualDays is how many whole local days before AsOf's own day count for
	// steps, active energy and resting heart rate: habitual exposure, as in the
	// cohorts.
	HabitualDays = 7
	// BMIWindow is how old the latest BMI may be.
	BMIWindow = 90 * 24 * time.Hour
	// CityWindow is how far back temperature, humidity and UV count.
	CityWindow = 24 * time.Hour
	// RestingEnergyWindow is how far back the lowest full-hour energy is sought.
	RestingEnergyWindow = 30 * 24 * time.Hour
)

// Take says how a window's readings become one value.
type Take string

// How a factor's own readings become one value.
const (
	TakeLatest     Take = "latest"       // the newest reading of the last Hours
	TakeMean       Take = "mean"         // the mean of the readings of the last Hours
	TakeMaximum    Take = "maximum"      // the largest reading of the last Hours
	TakeMeanOfDays Take = "mean_of_days" // the mean of the daily values of the last Days
)

// How a day's value is derived from another metric.
const (
	// TakeAboveRest is the day's total less 24 times the lowest full hour of the
	// last Hours.
	TakeAboveRest Take = "above_rest"
	// TakePercentileOfMeans is the Percentile of the day's means over Minutes.
	TakePercentileOfMeans Take = "percentile_of_means"
)

// Window says which of a factor's readings count and what is taken of them.
// Either Days or Hours is set: Days are whole local days before AsOf's own,
// Hours are elapsed time up to AsOf.
type Window struct {
	Days  int  `json:"days,omitempty"`
	Hours int  `json:"hours,omitempty"`
	Take  Take `json:"take"`
}

// Derivation says how a day's value is worked out from the metric From.
type Derivation struct {
	From       Metric `json:"from"`
	Hours      int    `json:"hours,omitempty"`      // of TakeAboveRest: how far back the lowest hour is sought
	Minutes    int    `json:"minutes,omitempty"`    // of TakePercentileOfMeans: the length of one mean; divides an hour
	Percentile int    `json:"percentile,omitempty"` // of TakePercentileOfMeans: 1 to 100
	Take       Take   `json:"take"`
}

// span returns the elapsed time that a window of hours covers.
func (w Window) span() time.Duration { return time.Duration(w.Hours) * time.Hour }

// span returns the elapsed time over which rest is sought.
func (d *Derivation) span() time.Duration { return time.Duration(d.Hours) * time.Hour }

// reach returns a time before AsOf that no reading of the window precedes. A
// window of days gets AsOf's own day and a day for changes of clock on top.
func (w Window) reach() time.Duration {
	if w.Days > 0 {
		return time.Duration(w.Days+2) * 24 * time.Hour
	}
	return w.span()
}

// missing says in words that the window is empty.
func (w Window) missing() string {
	if w.Days > 0 {
		return fmt.Sprintf("no reading in the last %d whole days", w.Days)
	}
	return "no reading in the last " + elapsed(w.Hours)
}

// elapsed writes hours in words, as days from two days on.
func elapsed(hours int) string {
	if hours >= 48 && hours%24 == 0 {
		return fmt.Sprintf("%d days", hours/24)
	}
	return fmt.Sprintf("%d h", hours)
}

// validate says what is wrong with the window, if anything.
func (w Window) validate() error {
	switch w.Take {
	case TakeLatest, TakeMean, TakeMaximum:
		if w.Hours < 1 || w.Days != 0 {
			return fmt.Errorf("window %q needs hours of 1 or more and no days", w.Take)
		}
	case TakeMeanOfDays:
		if w.Days < 1 || w.Hours != 0 {
			return fmt.Errorf("window %q needs days of 1 or more and no hours", w.Take)
		}
	default:
		return fmt.Errorf("window %q is unknown", w.Take)
	}
	return nil
}

// validate says what is wrong with the derivation, if anything; none is fine.
func (d *Derivation) validate(w Window) error {
	if d == nil {
		return nil
	}
	if w.Take != TakeMeanOfDays {
		return errors.New("only a mean of days can be derived otherwise")
	}
	from, known := Define(d.From)
	switch {
	case !known || from.Scope != Citizen:
		return fmt.Errorf("derived from %q, which is no metric of a citizen", d.From)
	case d.Take == TakeAboveRest:
		if d.Hours < 1 || d.Minutes != 0 || d.Percentile != 0 || !from.Cumulative {
			return fmt.Errorf("%q needs a total, hours of 1 or more and nothing else", d.Take)
		}
	case d.Take == TakePercentileOfMeans:
		divides := d.Minutes > 0 && 60%d.Minutes == 0
		if d.Hours != 0 || !divides || d.Percentile < 1 || d.Percentile > 100 || from.Cumulative {
			return fmt.Errorf("%q needs a level, minutes that divide an hour, a percentile of 1 to 100 and nothing else", d.Take)
		}
	default:
		return fmt.Errorf("derivation %q is unknown", d.Take)
	}
	return nil
}
