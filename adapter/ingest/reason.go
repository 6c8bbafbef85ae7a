package ingest

// Reason is the code of why a reading was left out.
type Reason string

// Reasons to skip: the source says nothing there, and nothing is wrong.
const (
	// Missing is a value that the source marks as missing: an empty field, N/A,
	// null, or -999 in NASA POWER's files.
	Missing Reason = "missing"
	// NotWorn is a day on which the wearable was not worn: no step all day, no
	// energy, or the same energy in each hour. What the device writes then is an
	// estimate for a body at rest, not a measurement.
	NotWorn Reason = "device_not_worn"
	// NoSteps is an hour or minute without a step. A day's sum is the same without
	// it, and a day of nothing else is a day on which the wearable was not worn.
	NoSteps Reason = "no_steps"
)

// Reasons to reject: the row is wrong, or cannot be understood as it stands.
const (
	BadRow      Reason = "bad_row"           // not the columns or the JSON of the format
	LineTooLong Reason = "line_too_long"     // more than MaxLine bytes
	BadID       Reason = "bad_id"            // no identifier of a person, station or city
	BadTime     Reason = "bad_time"          // no date or time of the format
	NoSuchTime  Reason = "no_such_time"      // skipped by the clocks of the citizen's city
	BadNumber   Reason = "bad_number"        // not a decimal number
	OutOfRange  Reason = "out_of_range"      // outside the metric's plausible range
	BadUnit     Reason = "unknown_unit"      // a unit that has no conversion
	BadMetric   Reason = "unknown_metric"    // a metric that is not known, or not of a citizen or city
	BadPeriod   Reason = "bad_period"        // no whole seconds, or not a day for a rate per day
	Unmapped    Reason = "unmapped_citizen"  // no city, hence no time zone, is known
	Unknown     Reason = "unknown_owner"     // the citizen or city is not in the store
	Erased      Reason = "erased"            // the citizen was erased
	Conflict    Reason = "conflicting_value" // the same reading is stored with another value
)

// Problem says what is wrong and what to do about it, in one sentence for people.
func (r Reason) Problem() string {
	switch r {
	case Missing:
		return "the source marks the value as missing"
	case NotWorn:
		return "the wearable was not worn that day"
	case NoSteps:
		return "no step in this hour or minute"
	case BadRow:
		return "does not have the form of the file's other rows; check that the file is complete and unedited"
	case LineTooLong:
		return "the line is longer than 1 MiB; check that the file has line ends"
	case BadID:
		return "is not an identifier of this format"
	case BadTime:
		return "is not a date or time of this format"
	case NoSuchTime:
		return "was skipped when the clocks of the citizen's city were put forward; check the city in the mapping file"
	case BadNumber:
		return "is not a decimal number"
	case OutOfRange:
		return "is outside the plausible range of its metric"
	case BadUnit:
		return "has a unit that is not known here; export it in the unit of its metric, or in °F or kJ"
	case BadMetric:
		return "is no metric of a citizen, or of a city where cityId says so; docs/import.md lists them"
	case BadPeriod:
		return "is not whole seconds such as 3600 or 1h, or not a day although the unit says a day"
	case Unmapped:
		return "the citizen has no city, so the time zone is unknown; add a [[citizen]] to the mapping file"
	case Unknown:
		return "the citizen or city is not in the database; add a [[citizen]] or [[city]] to the mapping file"
	case Erased:
		return "the citizen was erased and is not stored again"
	case Conflict:
		return "the same reading is already stored with another value; import a correction under another export name"
	default:
		return string(r)
	}
}
