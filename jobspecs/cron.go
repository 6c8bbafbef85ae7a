package jobspecs

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// TypeCron is the type of job specs that run by schedule, as TypeOf returns it.
const TypeCron = "cron"

// ruleSchedule is the rule of a cron job's schedule.
const ruleSchedule = "schedule"

// Cron is a job spec of type cron: a task graph that is run by schedule.
type Cron struct {
	// Spec is the job without what only jobs for an Operator have: ContractAddress, Requesters and the limits are zero.
	Spec     *Spec
	Schedule Schedule
}

// Schedule says when a cron job runs.
type Schedule interface {
	// Next returns the first moment after the given one, the zero time if there is none in the next five years.
	Next(time.Time) time.Time
}

// TypeOf returns the type that a job spec names, "" if it names none or is no TOML.
func TypeOf(src []byte) string {
	d := &document{keys: map[string]entry{}}
	d.readTOML(src)
	return d.text("type", ruleJobType)
}

// ParseCron reads a job spec of type cron as a node does when the job is created. The error is of type Faults.
//
// evmChainID must be given: this project's cron jobs send transactions. A node can do without.
//
// Source: chainlink v2.18.0, core/services/cron, ValidatedCronSpec
func ParseCron(src []byte) (*Cron, error) {
	d := &document{keys: map[string]entry{}}
	c := &Cron{Spec: &d.spec}
	if d.readTOML(src) {
		if d.spec.Type = d.text("type", ruleJobType); d.spec.Type != TypeCron {
			d.fault("type", ruleJobType, "type is %q, not %q", d.spec.Type, TypeCron)
		}
		d.readIdentity()
		d.spec.GasLimit, _ = d.number("gasLimit", ruleGasLimit, 32)
		var err error
		if c.Schedule, err = ParseSchedule(d.text("schedule", ruleSchedule)); err != nil {
			d.fault("schedule", ruleSchedule, "schedule: %v", err)
		}
		d.readPipeline()
	}
	if len(d.faults) > 0 {
		return nil, d.faults.sorted()
	}
	return c, nil
}

// ParseSchedule reads a schedule as a node does: "CRON_TZ=" and a time zone's name, then five fields, or six if seconds
// come first; or "@every " and a duration.
//
// Source: chainlink v2.18.0, core/utils, ValidateCronSchedule
func ParseSchedule(text string) (Schedule, error) {
	if !strings.HasPrefix(text, "CRON_TZ=") && !strings.HasPrefix(text, "@every ") {
		return nil, errors.New(`want a time zone, as in "CRON_TZ=UTC 0 6 * * *" for six o'clock each day, or a duration, as in "@every 1h30m"`)
	}
	parser := cron.NewParser(cron.SecondOptional | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	schedule, err := parser.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, err)
	}
	return schedule, nil
}
