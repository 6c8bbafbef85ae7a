package intake

// reason is why an item was rejected. Its text is part of the answer.
type reason uint8

// Reasons to reject an item.
const (
	noReason reason = iota
	invalidJSON
	tooLong
	unknownField
	missing
	wrongType
	notBoth
	unknownCitizen
	unknownCity
	unknownMetric
	wrongOwner
	notANumber
	unknownUnit
	outOfRange
	notATime
	inTheFuture
	badPeriod
	badSource
	noScope
	conflict
	erased
	refused
	notStored
	reasons // how many there are
)

// reasonTexts are the code of each reason, and for people what it means and what to do. An array: nobody can change it.
var reasonTexts = [reasons]struct{ code, text string }{
	invalidJSON:    {"invalid_json", "the line is not a JSON object"},
	tooLong:        {"too_long", "the item is longer than 16 KiB"},
	unknownField:   {"unknown_field", "there is a field that no reading has; fields are userId or cityId, metric, value, unit, observedAt, period and source"},
	missing:        {"missing", "the field is missing; a total (steps, energy) needs period too"},
	wrongType:      {"wrong_type", "the field is not of its type: value is a number, period a number or a text, all others are texts"},
	notBoth:        {"not_both", "a reading is a citizen's or a city's; send userId or cityId"},
	unknownCitizen: {"unknown_citizen", "no citizen is known by that user id; import the citizen's profile first"},
	unknownCity:    {"unknown_city", "no city is known by that id; import the city's profile first"},
	unknownMetric:  {"unknown_metric", "there is no such metric; docs/ingestion.md lists them"},
	wrongOwner:     {"wrong_owner", "the metric is a citizen's and the reading a city's, or the other way round"},
	notANumber:     {"not_a_number", "the value is not a decimal number"},
	unknownUnit:    {"unknown_unit", "the metric is not measured in that unit; docs/ingestion.md lists units"},
	outOfRange:     {"out_of_range", "the value is outside the plausible range of its metric"},
	notATime:       {"not_a_time", "want the end of the period as RFC 3339 with an offset, of the years 1970 to 9998, such as 2016-05-10T12:00:00Z"},
	inTheFuture:    {"in_the_future", "the time lies more than a day ahead; check the sender's clock"},
	badPeriod:      {"bad_period", "want whole seconds, as a number or as an ISO 8601 duration such as PT1H or P1D, 26 hours at most, and a whole day for a unit per day"},
	badSource:      {"bad_source", "want 1 to 64 printable ASCII characters without spaces"},
	noScope:        {"no_scope", "the token has no scope for this: readings:write for citizens, city:write for cities"},
	conflict:       {"conflict", "the same reading is stored with another value or period; send a correction under a source of its own"},
	erased:         {"erased", "the citizen was erased and is not stored again"},
	refused:        {"refused", "the store does not take readings of this owner"},
	notStored:      {"not_stored", "nothing is wrong with it; it was not stored because others are rejected and atomic=true"},
}

// field is a field of an item.
type field uint8

// Fields of an item.
const (
	noField field = iota
	fieldUser
	fieldCity
	fieldMetric
	fieldValue
	fieldUnit
	fieldObservedAt
	fieldPeriod
	fieldSource
	fields // how many there are
)

// fieldNames are the names of the fields in JSON. An array: nobody can change it.
var fieldNames = [fields]string{"", "userId", "cityId", "metric", "value", "unit", "observedAt", "period", "source"}

// outcome is what became of one item, in as little memory as it takes.
type outcome struct {
	fate   fate
	field  field
	reason reason
}

// fate is what became of an item.
type fate uint8

// The fates.
const (
	rejected fate = iota // so that an item that nobody dealt with does not count as stored
	stored
	duplicate
)

// String returns the fate as answers have it.
func (f fate) String() string {
	switch f {
	case stored:
		return outcomeStored
	case duplicate:
		return outcomeDuplicate
	default:
		return outcomeRejected
	}
}

func reject(f field, r reason) outcome { return outcome{rejected, f, r} }
