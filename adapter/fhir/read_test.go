package fhir_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/fhir"
	"github.com/link4health/link4health/adapter/score"
)

// result is what became of an entry: a reading and whose it is, or an issue.
type result struct {
	user    string
	reading score.Reading
	issue   *fhir.Issue
}

// read reads a document that has to be readable.
func read(t *testing.T, text string, cfg fhir.Config, zone *time.Location) []result {
	t.Helper()
	doc, err := fhir.Read(strings.NewReader(text), cfg)
	require.NoError(t, err)
	results := make([]result, len(doc.Entries))
	for i, entry := range doc.Entries {
		require.True(t, (entry.Observation == nil) != (entry.Issue == nil), "an entry has one of the two")
		r := result{issue: entry.Issue}
		if entry.Observation != nil {
			r.user = entry.Observation.UserID
			r.reading, r.issue = entry.Observation.Reading(zone, entry.Expression)
		}
		results[i] = r
	}
	return results
}

func file(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return string(text)
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	require.NoError(t, err)
	return zone
}

func at(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	require.NoError(t, err)
	return at.UTC()
}

func TestRead_HL7sExamples(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]score.Reading{
		"bmi":        {Metric: score.BMI, Value: 16_200_000},
		"heart-rate": {Metric: score.HeartRate, Value: 44_000_000},
	} {
		want.ObservedAt, want.Period, want.Source = at(t, "1999-07-03T00:00:00+08:00"), 24*time.Hour, "fhir"
		got := read(t, file(t, "hl7_observation-example-"+name+".json"), fhir.Config{}, zone(t, "Asia/Singapore"))
		require.Len(t, got, 1)
		require.Nil(t, got[0].issue)
		require.Equal(t, "example", got[0].user)
		require.Equal(t, want, got[0].reading, "a date is the local day")
	}
}

func TestRead_ASyntheaTransaction(t *testing.T) {
	t.Parallel()
	text := file(t, "synthea_vitals_bundle.json")
	doc, err := fhir.Read(strings.NewReader(text), fhir.Config{})
	require.NoError(t, err)
	require.True(t, doc.Transaction)
	seen := map[string]int{}
	for _, r := range read(t, text, fhir.Config{}, nil) {
		switch {
		case r.issue == nil:
			seen["reading"]++
			require.Equal(t, "b9214fd9-52fa-45db-ba41-ccf7a45be7b4", r.user)
			require.Equal(t, score.BMI, r.reading.Metric)
		default:
			seen[r.issue.Severity+" "+r.issue.Code]++
		}
	}
	require.Equal(t, map[string]int{"reading": 2, "information informational": 1, "warning not-supported": 6}, seen)
	for _, r := range read(t, text, fhir.Config{IdentifierSystem: "http://hospital.smarthealthit.org"}, nil) {
		if r.issue == nil {
			require.Equal(t, "bd96e957-e677-47d9-bb22-7a621ba24b1c", r.user, "the identifier of the Patient in the Bundle")
		}
	}
}

func TestRead_AWearablesBundle(t *testing.T) {
	t.Parallel()
	byMetric := map[score.Metric][]score.Reading{}
	for _, r := range read(t, file(t, "fitbit_wearable_bundle.json"), fhir.Config{MaxEntries: 100}, zone(t, "Asia/Kolkata")) {
		require.Nil(t, r.issue)
		require.Equal(t, "4558609924", r.user)
		byMetric[r.reading.Metric] = append(byMetric[r.reading.Metric], r.reading)
	}
	require.Len(t, byMetric[score.Steps], 11)
	require.Equal(t, score.Reading{Metric: score.Steps, Value: 5135_000000, Period: 24 * time.Hour, Source: "fhir",
		ObservedAt: at(t, "2016-04-13T00:00:00+05:30")}, byMetric[score.Steps][0])
	require.Equal(t, time.Hour, byMetric[score.Steps][5].Period)
	require.Len(t, byMetric[score.TotalEnergy], 5)
	require.Len(t, byMetric[score.HeartRate], 6)
	require.Equal(t, 5*time.Minute, byMetric[score.HeartRate][0].Period)
	require.Len(t, byMetric[score.BMI], 1)
	require.Zero(t, byMetric[score.BMI][0].Period)
}

// observation is an Observation of steps with some elements put in the place of others; "" leaves one out.
func observation(change map[string]string) string {
	elements := map[string]string{
		"resourceType": `"Observation"`, "status": `"final"`, "subject": `{"reference":"Patient/p"}`,
		"code":            `{"coding":[{"system":"http://loinc.org","code":"55423-8"}]}`,
		"effectivePeriod": `{"start":"2016-04-12T10:00:00Z","end":"2016-04-12T11:00:00Z"}`,
		"valueQuantity":   `{"value":731.5,"system":"http://unitsofmeasure.org","code":"{steps}"}`,
	}
	for name, text := range change {
		elements[name] = text
	}
	var parts []string
	for name, text := range elements {
		if text != "" {
			parts = append(parts, `"`+name+`":`+text)
		}
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func code(codes ...string) string {
	for i, c := range codes {
		codes[i] = `{"system":"http://loinc.org","code":"` + c + `"}`
	}
	return `{"coding":[{"system":"urn:local","code":"55423-8x"},` + strings.Join(codes, ",") + `]}`
}

func TestReading_Takes(t *testing.T) {
	t.Parallel()
	steps := score.Reading{Metric: score.Steps, Value: 731_500_000, Period: time.Hour, Source: "fhir", ObservedAt: at(t, "2016-04-12T11:00:00Z")}
	type change = map[string]string
	for name, test := range map[string]struct {
		change change
		want   func(*score.Reading)
	}{
		"steps of an hour": {nil, func(*score.Reading) {}},
		"an amendment under a source of its own": {change{"status": `"amended"`},
			func(r *score.Reading) { r.Source = "fhir+amended" }},
		"a device as a source of its own": {change{"status": `"corrected"`, "device": `{"reference":"Device/watch-7"}`},
			func(r *score.Reading) { r.Source = "fhir/watch-7+corrected" }},
		"a device whose name is no source": {change{"device": `{"identifier":{"value":"my watch é"}}`},
			func(r *score.Reading) { r.Source = "fhir/4fde5f86a861e4b1" }},
		"a plain integer": {change{"valueQuantity": "", "valueInteger": "731"},
			func(r *score.Reading) { r.Value = 731_000_000 }},
		"the 24 hours before a time": {change{"effectivePeriod": "", "effectiveDateTime": `"2016-04-12T20:00:00.5+02:00"`, "code": code("55423-8", "41950-7")},
			func(r *score.Reading) { r.Period, r.ObservedAt = 24*time.Hour, at(t, "2016-04-12T18:00:00.5Z") }},
		"a day of 23 hours": {change{"effectivePeriod": "", "effectiveDateTime": `"2016-03-27"`},
			func(r *score.Reading) { r.Period, r.ObservedAt = 23*time.Hour, at(t, "2016-03-27T22:00:00Z") }},
		"a period of one date": {change{"effectivePeriod": `{"start":"2016-04-12","end":"2016-04-12"}`},
			func(r *score.Reading) { r.Period, r.ObservedAt = 24*time.Hour, at(t, "2016-04-12T22:00:00Z") }},
		"a period that ends a millisecond early": {change{"effectivePeriod": `{"start":"2016-04-12T00:00:00Z","end":"2016-04-12T23:59:59.999Z"}`},
			func(r *score.Reading) { r.Period, r.ObservedAt = 24*time.Hour, at(t, "2016-04-12T23:59:59.999Z") }},
		"a rate over a day": {change{"effectivePeriod": "", "effectiveDateTime": `"2016-04-12"`, "code": code("41950-7"),
			"valueQuantity": `{"value":7000,"code":"{steps}/(24.h)"}`},
			func(r *score.Reading) {
				r.Value, r.Period, r.ObservedAt = 7000_000000, 24*time.Hour, at(t, "2016-04-12T22:00:00Z")
			}},
		"energy in kilojoules": {change{"code": code("41981-2"), "valueQuantity": `{"value":418.4,"code":"kJ"}`},
			func(r *score.Reading) { r.Metric, r.Value = score.TotalEnergy, 100_000_000 }},
		"a resting heart rate that is coded as a heart rate too": {change{"effectivePeriod": "", "effectiveInstant": `"2016-04-12T11:00:00Z"`,
			"code": code("8867-4", "40443-4"), "valueQuantity": `{"value":58,"unit":"bpm"}`},
			func(r *score.Reading) { r.Metric, r.Value, r.Period = score.RestingHeartRate, 58_000_000, 0 }},
		"a sample with an end alone": {change{"effectivePeriod": `{"end":"2016-04-12T11:00:00Z"}`, "code": code("8867-4"), "valueQuantity": `{"value":58,"code":"{beats}/min"}`},
			func(r *score.Reading) { r.Metric, r.Value, r.Period = score.HeartRate, 58_000_000, 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := steps
			test.want(&want)
			got := read(t, observation(test.change), fhir.Config{}, zone(t, "Europe/Berlin"))
			require.Nil(t, got[0].issue)
			require.Equal(t, "p", got[0].user)
			require.Equal(t, want, got[0].reading)
		})
	}
}

func TestReading_Refuses(t *testing.T) {
	t.Parallel()
	type change = map[string]string
	date := change{"effectivePeriod": "", "effectiveDateTime": `"2016-04-12T10:00:00Z"`}
	for name, test := range map[string]struct {
		change     change
		code       string
		expression string
	}{
		"a withdrawn one":                      {change{"status": `"entered-in-error"`}, "business-rule", "Observation.status"},
		"a cancelled one":                      {change{"status": `"cancelled"`}, "business-rule", "Observation.status"},
		"a preliminary one":                    {change{"status": `"preliminary"`}, "business-rule", "Observation.status"},
		"no status":                            {change{"status": ""}, "required", "Observation.status"},
		"a modifier":                           {change{"modifierExtension": `[{"url":"x"}]`}, "not-supported", "Observation.modifierExtension"},
		"implicit rules":                       {change{"implicitRules": `"x"`}, "not-supported", "Observation.modifierExtension"},
		"another code":                         {change{"code": code("8302-2")}, "not-supported", "Observation.code"},
		"no code":                              {change{"code": ""}, "not-supported", "Observation.code"},
		"a code of another shape":              {change{"code": `"marked"`}, "structure", "Observation.code"},
		"another system's code":                {change{"code": `{"coding":[{"system":"urn:x","code":"55423-8"}]}`}, "not-supported", "Observation.code"},
		"a bound":                              {change{"valueQuantity": `{"value":5,"comparator":">","code":"1"}`}, "not-supported", "Observation.value.comparator"},
		"no value":                             {change{"valueQuantity": ""}, "required", "Observation.value"},
		"a value of null":                      {change{"valueQuantity": `{"value":null,"code":"1"}`}, "required", "Observation.value"},
		"a value that is a text":               {change{"valueQuantity": `{"value":"12marked34","code":"1"}`}, "value", "Observation.value.value"},
		"another unit":                         {change{"valueQuantity": `{"value":5,"code":"marked"}`}, "value", "Observation.value.code"},
		"an unlikely value":                    {change{"valueQuantity": `{"value":771234,"code":"1"}`}, "value", "Observation.value.value"},
		"a negative value":                     {change{"valueQuantity": `{"value":-771234,"code":"1"}`}, "value", "Observation.value.value"},
		"no time":                              {change{"effectivePeriod": ""}, "required", "Observation.effective"},
		"a timing":                             {change{"effectivePeriod": "", "effectiveTiming": "{}"}, "required", "Observation.effective"},
		"a year":                               {change{"effectivePeriod": "", "effectiveDateTime": `"2016"`}, "value", "Observation.effective"},
		"a month":                              {change{"effectivePeriod": "", "effectiveDateTime": `"2016-04"`}, "value", "Observation.effective"},
		"a time without an offset":             {change{"effectivePeriod": "", "effectiveDateTime": `"2016-04-12T10:00:00"`}, "value", "Observation.effective"},
		"a time before 1970":                   {change{"effectivePeriod": "", "effectiveDateTime": `"1969-12-31"`}, "value", "Observation.effective"},
		"a date for an instant":                {change{"effectivePeriod": "", "effectiveInstant": `"2016-04-12"`}, "value", "Observation.effective"},
		"a total without a period":             {date, "required", "Observation.effective"},
		"a period without an end":              {change{"effectivePeriod": `{"start":"2016-04-12"}`}, "required", "Observation.effective.end"},
		"a total without a start":              {change{"effectivePeriod": `{"end":"2016-04-12T10:00:00Z"}`}, "required", "Observation.effective"},
		"a period that runs backwards":         {change{"effectivePeriod": `{"start":"2016-04-12T10:00:00Z","end":"2016-04-12T09:00:00Z"}`}, "value", "Observation.effective"},
		"a period of two days":                 {change{"effectivePeriod": `{"start":"2016-04-12","end":"2016-04-13"}`}, "value", "Observation.effective"},
		"24 hours' steps of one hour":          {change{"code": code("41950-7")}, "value", "Observation.effective"},
		"a rate over an hour":                  {change{"valueQuantity": `{"value":5,"code":"/d"}`}, "value", "Observation.effective"},
		"no subject":                           {change{"subject": ""}, "required", "Observation.subject"},
		"a Group":                              {change{"subject": `{"reference":"Group/p"}`}, "required", "Observation.subject"},
		"a contained Patient":                  {change{"subject": `{"reference":"#p"}`}, "required", "Observation.subject"},
		"an identifier that nobody configured": {change{"subject": `{"identifier":{"system":"s","value":"v"}}`}, "required", "Observation.subject"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			issue := read(t, observation(test.change), fhir.Config{}, nil)[0].issue
			require.NotNil(t, issue)
			require.Equal(t, test.code, issue.Code)
			require.Equal(t, []string{test.expression}, issue.Expression)
			require.NotContains(t, issue.Diagnostics, "marked")
			require.NotContains(t, issue.Diagnostics, "771234")
		})
	}
}

func TestRead_FindsTheSubject(t *testing.T) {
	t.Parallel()
	const patient = `{"fullUrl":"https://x.example/fhir/Patient/p1","resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"other","value":"no"},{"system":"mrn","value":"m1"}]}}`
	for name, test := range map[string]struct{ system, subject, want string }{
		"by a relative reference":          {"", `{"reference":"Patient/p1"}`, "p1"},
		"by an absolute reference":         {"", `{"reference":"https://elsewhere.example/r4/Patient/p2"}`, "p2"},
		"by a version":                     {"", `{"reference":"Patient/p3/_history/4"}`, "p3"},
		"by a UUID":                        {"", `{"reference":"urn:uuid:0d0c"}`, "0d0c"},
		"by an identifier":                 {"mrn", `{"reference":"Patient/p9","identifier":{"system":"mrn","value":"m9"}}`, "m9"},
		"by a conditional reference":       {"mrn", `{"reference":"Patient?identifier=mrn|m8"}`, "m8"},
		"by the Patient's identifier":      {"mrn", `{"reference":"Patient/p1"}`, "m1"},
		"by the Patient's full URL":        {"mrn", `{"reference":"https://x.example/fhir/Patient/p1"}`, "m1"},
		"not by an id where a system is":   {"mrn", `{"reference":"Patient/p2"}`, ""},
		"not by another system":            {"mrn", `{"identifier":{"system":"other","value":"no"}}`, ""},
		"not by another query":             {"", `{"reference":"Patient?identifier=mrn|m8"}`, ""},
		"not by what only looks like one":  {"", `{"reference":"NotPatient/p1"}`, ""},
		"not by a reference to a fragment": {"", `{"reference":"Patient/p1#x"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// The Patient comes after the Observation, and the type after both.
			text := `{"entry":[{"resource":` + observation(map[string]string{"subject": test.subject}) + `},` + patient + `],"type":"batch","resourceType":"Bundle"}`
			got := read(t, text, fhir.Config{IdentifierSystem: test.system}, nil)
			require.Equal(t, test.want, got[0].user)
			if test.want == "" {
				require.Equal(t, []string{"Bundle.entry[0].resource.subject"}, got[0].issue.Expression)
			}
		})
	}
}

func TestRead_ReportsEachEntryItDoesNotTake(t *testing.T) {
	t.Parallel()
	text := `{"resourceType":"Bundle","type":"searchset","entry":[
		{"resource":{"resourceType":"Condition"}}, {"fullUrl":"x"}, {"resource":"marked"}, 7,
		{"resource":{"resourceType":"Observation","status":1}},
		{"resource":` + observation(nil) + `,"request":{"method":"DELETE"}},
		{"resource":` + observation(nil) + `,"request":{"method":"PUT"}}]}`
	got := read(t, text, fhir.Config{}, nil)
	var issues []string
	for _, r := range got[:6] {
		issues = append(issues, r.issue.Severity+" "+r.issue.Code+" "+r.issue.Expression[0])
	}
	require.Equal(t, []string{
		"warning not-supported Bundle.entry[0]", "warning not-supported Bundle.entry[1]", "error structure Bundle.entry[2].resource",
		"error structure Bundle.entry[3]", "error structure Bundle.entry[4].resource.status", "error not-supported Bundle.entry[5].request.method",
	}, issues)
	require.Nil(t, got[6].issue)
}

func TestRead_RefusesWhatIsNoDocument(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		"": fhir.ErrStructure, "[]": fhir.ErrStructure, "{": fhir.ErrStructure, `{"entry":[}`: fhir.ErrStructure,
		observation(nil) + "x": fhir.ErrStructure, observation(nil) + "{}": fhir.ErrStructure, `{"entry":7}`: fhir.ErrStructure,
		"{}": fhir.ErrType, `{"resourceType":"Patient"}`: fhir.ErrType, `{"resourceType":"Bundle","type":"history"}`: fhir.ErrType,
		`{"resourceType":"Observation","entry":[]}`:                   fhir.ErrType,
		`{"resourceType":"Bundle","type":"batch","entry":[{},{},{}]}`: fhir.ErrTooLarge,
	} {
		_, err := fhir.Read(strings.NewReader(text), fhir.Config{MaxEntries: 2})
		require.ErrorIs(t, err, want, text)
	}
	broken := errors.New("connection lost")
	_, err := fhir.Read(iotest.ErrReader(broken), fhir.Config{})
	require.ErrorIs(t, err, broken)
}
