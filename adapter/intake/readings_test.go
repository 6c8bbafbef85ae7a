package intake_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/score"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
)

// TestReadings runs on every database.
func TestReadings(t *testing.T) {
	t.Parallel()
	server := storetest.StartMariaDB(t)
	for database, fresh := range map[string]storetest.NewDatabase{"SQLite": storetest.SQLite, "MariaDB": server.NewDatabase} {
		for name, test := range map[string]func(*testing.T, *fixture){
			"each item is stored or told why not":                  testEachItem,
			"the same again is a duplicate, another value refused": testAgain,
			"readings become what they say, in the metric's unit":  testWhatIsStored,
			"atomic stores all or nothing":                         testAtomic,
			"what comes before a fault in the JSON is stored":      testBrokenJSON,
			"a FHIR Bundle is stored entry by entry":               testFHIRBundle,
			"a FHIR transaction is all or nothing":                 testFHIRTransaction,
			"tokens are asked for and their scopes kept":           testScopes,
			"an erased citizen does not come back":                 testErased,
			"nothing of a body is seen elsewhere":                  testSecrecy,
		} {
			t.Run(database+"/"+name, func(t *testing.T) {
				test(t, start(t, fresh(t), intake.Config{Batch: 3}))
			})
		}
	}
}

func testEachItem(t *testing.T, f *fixture) {
	unknown := strings.Replace(bobBMI, "bob", "carol", 1)
	nowhere := strings.Replace(warmth, "singapore", "atlantis", 1)
	items := []string{aliceSteps, unknown, bobBMI, nowhere, warmth, aliceSteps, `{"userId":"alice"}`, strings.Replace(aliceSteps, "7731", "7732", 1)}
	want := []string{"stored", "rejected userId unknown_citizen", "stored", "rejected cityId unknown_city", "stored",
		"duplicate", "rejected metric missing", "rejected value conflict"}
	for name, body := range map[string]struct{ media, text string }{
		"an array":  {"application/json", "[" + strings.Join(items, ",") + "]"},
		"an object": {"application/json; charset=utf-8", `{"readings": [` + strings.Join(items, " , ") + `]}`},
		"lines":     {"application/x-ndjson", strings.Join(items, "\n\n")},
	} {
		got := f.send(t, request{path: intake.PathReadings, media: body.media, token: f.tokens[token.Admin], body: strings.NewReader(body.text)})
		require.Equal(t, http.StatusOK, got.status, got.text)
		require.Equal(t, want, got.brief(), name)
		for i, item := range got.Items {
			require.Equal(t, i, item.Index)
		}
		require.Equal(t, len(items), got.Totals.Read)
		require.Equal(t, 4, got.Totals.Rejected)
		require.Equal(t, 3, f.rows(t))
		require.Contains(t, got.Reasons["unknown_citizen"], "import the citizen's profile")
		for i := range want {
			want[i] = strings.Replace(want[i], "stored", "duplicate", 1) // the second time
		}
	}
	scraped := f.scrape(t)
	for _, line := range []string{
		`link4health_readings_total{kind="citizen",outcome="stored"} 2`, `link4health_readings_total{kind="city",outcome="stored"} 1`,
		`link4health_readings_total{kind="city",outcome="duplicate"} 2`, `link4health_readings_total{kind="citizen",outcome="rejected"} 9`,
	} {
		require.Contains(t, scraped, line)
	}
}

func testAgain(t *testing.T, f *fixture) {
	require.Equal(t, []string{"stored"}, f.post(t, "", "["+aliceSteps+"]").brief())
	require.Equal(t, []string{"duplicate"}, f.post(t, "", "["+aliceSteps+"]").brief())
	require.Equal(t, []string{"rejected value conflict"}, f.post(t, "", "["+strings.Replace(aliceSteps, "P1D", "PT23H", 1)+"]").brief())
	require.Equal(t, []string{"stored"}, f.post(t, "", "["+strings.Replace(aliceSteps, `"watch"`, `"watch/corrected"`, 1)+"]").brief())
}

func testWhatIsStored(t *testing.T, f *fixture) {
	energy := `{"userId":"alice","metric":"total_energy","value":8368.0,"unit":"kJ","observedAt":"2016-05-10T00:00:00+05:30","period":86400,"source":"watch"}`
	city := strings.Replace(warmth, "singapore", "bengaluru", 1)
	require.Equal(t, 3, f.post(t, "", "["+aliceSteps+","+energy+","+city+"]").Totals.Stored)
	citizen, err := f.store.Citizen(t.Context(), "alice")
	require.NoError(t, err)
	input, err := f.store.ScoreInput(t.Context(), citizen, now)
	require.NoError(t, err)
	midnight := time.Date(2016, 5, 9, 18, 30, 0, 0, time.UTC)
	require.ElementsMatch(t, []score.Reading{
		{Metric: score.Steps, Value: 7731_000000, ObservedAt: midnight, Period: 24 * time.Hour, Source: "watch"},
		{Metric: score.TotalEnergy, Value: 2000_000000, ObservedAt: midnight, Period: 24 * time.Hour, Source: "watch"},
	}, input.Citizen)
	require.Equal(t, []score.Reading{
		{Metric: score.Temperature, Value: 30_000000, ObservedAt: now.Add(-time.Hour), Period: time.Hour, Source: "nea/S60"},
	}, input.City)
}

func testAtomic(t *testing.T, f *fixture) {
	for name, bad := range map[string]string{
		"an item that cannot be read":  `{"userId":"alice"}`,
		"a citizen who is not known":   strings.Replace(bobBMI, "bob", "carol", 1),
		"a value other than is stored": strings.Replace(aliceSteps, "7731", "7732", 1),
	} {
		got := f.post(t, "?atomic=true", "["+aliceSteps+","+warmth+","+bad+"]")
		require.Equal(t, http.StatusUnprocessableEntity, got.status, name)
		require.Equal(t, "NotStored", got.Error.Name)
		require.Equal(t, 3, got.Totals.Rejected)
		require.Equal(t, "not_stored", got.Items[1].Reason)
		require.NotEqual(t, "not_stored", got.Items[2].Reason, name)
		require.Zero(t, f.rows(t), name)
	}
	require.Equal(t, []string{"stored", "stored", "stored", "duplicate"},
		f.post(t, "?atomic=true", "["+aliceSteps+","+warmth+","+bobBMI+","+aliceSteps+"]").brief())
	require.Equal(t, 3, f.rows(t))
}

func testBrokenJSON(t *testing.T, f *fixture) {
	for _, test := range []struct {
		query, body string
		read, rows  int
	}{
		{"?atomic=true", "[" + aliceSteps + ",{]", 0, 0},
		{"", "[" + aliceSteps + ",{]", 1, 1},
		{"", "[" + aliceSteps + "," + bobBMI, 2, 2},
		{"", "[" + aliceSteps + "] x", 1, 2},
		{"", `{"readings":[` + aliceSteps + `],"more":1}`, 1, 2},
		{"", aliceSteps, 0, 2}, {"", `"marked"`, 0, 2}, {"", "", 0, 2}, {"", `{"readings":{}}`, 0, 2}, {"", `[` + aliceSteps + ` ` + bobBMI + `]`, 1, 2},
	} {
		got := f.post(t, test.query, test.body)
		require.Equal(t, http.StatusBadRequest, got.status, test.body)
		require.Equal(t, "InvalidJSON", got.Error.Name)
		require.NotContains(t, got.text, "marked")
		require.Equal(t, test.read, got.Totals.Read, test.body)
		require.Equal(t, test.rows, f.rows(t), test.body)
	}
}

func testScopes(t *testing.T, f *fixture) {
	send := func(text string) answer {
		return f.send(t, request{path: intake.PathReadings, media: "application/json", token: text, body: strings.NewReader("[" + bobBMI + "," + warmth + "]")})
	}
	require.Equal(t, []string{"stored", "rejected cityId no_scope"}, send(f.tokens[token.ReadingsWrite]).brief())
	require.Equal(t, []string{"rejected userId no_scope", "stored"}, send(f.tokens[token.CityWrite]).brief())
	require.Equal(t, []string{"duplicate", "duplicate"}, send(f.tokens[token.Admin]).brief())
	require.Equal(t, []string{"duplicate", "duplicate"}, send(f.issue(t, token.CityWrite, token.ReadingsWrite)).brief())

	tokens, err := f.store.Tokens(t.Context())
	require.NoError(t, err)
	_, err = f.store.RevokeToken(t.Context(), tokens[0].ID)
	require.NoError(t, err)
	for name, text := range map[string]string{"none": "", "a foreign one": "secret", "an unknown one": token.Prefix + strings.Repeat("A", 43), "a revoked one": f.tokens[tokens[0].Scopes[0]]} {
		got := send(text)
		require.Equal(t, http.StatusUnauthorized, got.status, name)
		require.Equal(t, "Unauthorized", got.Error.Name)
		require.Contains(t, got.header.Get("WWW-Authenticate"), "Bearer")
		require.Zero(t, got.Totals.Read)
	}
	got := f.send(t, request{path: intake.PathFHIR, media: "application/fhir+json", token: f.tokens[token.CityWrite], body: strings.NewReader("{}")})
	require.Equal(t, http.StatusForbidden, got.status)
	require.Contains(t, got.text, `"code":"forbidden"`)
}

func testErased(t *testing.T, f *fixture) {
	require.Equal(t, 2, f.post(t, "", "["+aliceSteps+","+bobBMI+"]").Totals.Stored)
	_, err := f.store.Erase(t.Context(), "alice", "test")
	require.NoError(t, err)
	require.Equal(t, []string{"rejected userId erased", "duplicate"}, f.post(t, "", "["+aliceSteps+","+bobBMI+"]").brief())
	require.Equal(t, http.StatusUnprocessableEntity, f.post(t, "?atomic=1", "["+aliceSteps+"]").status)
	_, issues := f.postFHIR(t, "", strings.Replace(sample(t, "hl7_observation-example-bmi.json"), `"Patient/example"`, `"Patient/alice"`, 1))
	require.Equal(t, "error business-rule Observation.subject", briefly(issues)[1])
	require.Equal(t, 1, f.rows(t))
}

func TestReadings_RejectsWithFieldAndReason(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	for _, test := range []struct{ from, to, want string }{
		{`"userId":"alice",`, ``, "userId missing"},
		{`"userId":"alice"`, `"userId":null`, "userId missing"},
		{`"userId":"alice"`, `"userId":7`, "userId wrong_type"},
		{`"userId":"alice"`, `"userId":"a b"`, "userId unknown_citizen"},
		{`"userId":"alice"`, `"userId":"alice","cityId":"singapore"`, "cityId not_both"},
		{`"userId":"alice"`, `"cityId":"singapore"`, "metric wrong_owner"},
		{`"userId":"alice"`, `"userId":"alice","marked":1`, "unknown_field"},
		{`"userId"`, `"USERID"`, "unknown_field"},
		{`"steps"`, `"sleep"`, "metric unknown_metric"},
		{`"steps"`, `"temperature"`, "metric wrong_owner"},
		{`"steps"`, `1`, "metric wrong_type"},
		{`7731`, `"7731"`, "value wrong_type"},
		{`7731`, `true`, "value wrong_type"},
		{`"value":7731,`, ``, "value missing"},
		{`7731`, `1e300`, "value not_a_number"},
		{`7731`, `100001`, "value out_of_range"},
		{`7731`, `-1`, "value out_of_range"},
		{`"{steps}"`, `"km"`, "unit unknown_unit"},
		{`"unit":"{steps}",`, ``, "unit missing"},
		{`"{steps}"`, `"/d"`, ""},
		{`"period":"P1D",`, ``, "period missing"},
		{`"{steps}","observedAt":"2016-05-09T18:30:00Z","period":"P1D"`, `"/d","observedAt":"2016-05-09T18:30:00Z","period":"PT1H"`, "period bad_period"},
		{`"P1D"`, `0`, "period bad_period"}, {`"P1D"`, `-60`, "period bad_period"}, {`"P1D"`, `1.5`, "period bad_period"},
		{`"P1D"`, `93601`, "period bad_period"}, {`"P1D"`, `99999999999999999999`, "period bad_period"}, {`"P1D"`, `[]`, "period wrong_type"},
		{`"P1D"`, `"P1M"`, "period bad_period"}, {`"P1D"`, `"PT"`, "period bad_period"}, {`"P1D"`, `"P"`, "period bad_period"},
		{`"P1D"`, `"PT1S1H"`, "period bad_period"}, {`"P1D"`, `"1D"`, "period bad_period"}, {`"P1D"`, `"PT99999999999999999H"`, "period bad_period"},
		{`"P1D"`, `"P1DT1H59M60S"`, "value conflict"}, // the period is in order, but not what is stored
		{`2016-05-09T18:30:00Z`, `2016-05-09T18:30:00`, "observedAt not_a_time"},
		{`2016-05-09T18:30:00Z`, `1969-05-09T18:30:00Z`, "observedAt not_a_time"},
		{`2016-05-09T18:30:00Z`, `2016-05-11T14:00:01Z`, "observedAt in_the_future"},
		{`"watch"`, `"my watch"`, "source bad_source"},
		{`"watch"`, `""`, "source bad_source"},
		{`"watch"`, `"` + strings.Repeat("w", 65) + `"`, "source bad_source"},
		{`,"source":"watch"`, ``, "source missing"},
	} {
		body := strings.Replace(aliceSteps, test.from, test.to, 1)
		require.NotEqual(t, aliceSteps, body, test.from)
		got := f.post(t, "", "["+body+"]")
		require.Equal(t, http.StatusOK, got.status)
		if test.want == "" {
			require.NotEqual(t, "rejected", got.Items[0].Status, "%s: %s", test.to, got.text)
			continue
		}
		require.Equal(t, []string{"rejected " + test.want}, got.brief(), test.to)
		require.Len(t, got.Reasons, 1)
		require.NotContains(t, got.text, "marked")
	}
	for _, item := range []string{"7", `"x"`, "null", "[]", "true"} {
		require.Equal(t, []string{"rejected wrong_type"}, f.post(t, "", "["+item+"]").brief())
	}
}

func TestReadings_LinesGoOnAfterABadOne(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	long := strings.Replace(aliceSteps, "watch", strings.Repeat("w", 50_000), 1)
	got := f.send(t, request{path: intake.PathReadings, media: "application/x-ndjson", token: f.tokens[token.Admin],
		body: strings.NewReader("marked\r\n" + aliceSteps + "\r\n" + long + "\n" + bobBMI + "\n{\n" + long)})
	require.Equal(t, http.StatusOK, got.status)
	require.Equal(t, []string{"rejected invalid_json", "stored", "rejected too_long", "stored", "rejected invalid_json", "rejected too_long"}, got.brief())
	require.NotContains(t, got.text, "marked")
	require.Contains(t, f.scrape(t), `link4health_readings_total{kind="unknown",outcome="rejected"} 4`)
}

func TestReadings_ListsWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	body := "[" + aliceSteps + ",{}," + bobBMI + "]"
	require.Len(t, f.post(t, "?report=all", body).Items, 3)
	got := f.post(t, "?report=rejected", body)
	require.Equal(t, []string{"rejected userId missing"}, got.brief())
	require.Equal(t, 1, got.Items[0].Index)
	require.Equal(t, 2, got.Totals.Duplicate)
	require.Empty(t, f.post(t, "?report=none", body).Items)
	for _, query := range []string{"?report=some", "?atomic=perhaps", "?atomc=true"} {
		got := f.post(t, query, body)
		require.Equal(t, http.StatusBadRequest, got.status, query)
		require.Zero(t, got.Totals.Read)
	}
}

func TestReadings_KeepsToItsBounds(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{MaxBody: 4000, MaxFHIR: 4000, MaxItems: 10, MaxAtomic: 2})
	bmi := func(n int) string { // n readings
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf(`{"userId":"bob","metric":"bmi","value":22,"unit":"kg/m2","observedAt":"2016-05-09T08:00:%02dZ","source":"s"}`, i))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	require.Equal(t, http.StatusOK, f.post(t, "?atomic=true", bmi(2)).status)
	got := f.post(t, "?atomic=true", bmi(3))
	require.Equal(t, http.StatusRequestEntityTooLarge, got.status)
	require.Equal(t, 2, f.rows(t))
	got = f.post(t, "", bmi(11))
	require.Equal(t, http.StatusRequestEntityTooLarge, got.status)
	require.Equal(t, 10, got.Totals.Read, "the first ones are stored, and the answer says which")
	require.Equal(t, 10, f.rows(t))
	require.Equal(t, http.StatusRequestEntityTooLarge, f.post(t, "", bmi(60)).status)
	require.Equal(t, http.StatusRequestEntityTooLarge, f.post(t, "", "["+strings.Repeat(" ", 20_000)+"]").status)

	bomb := strings.Repeat(" \n", 1_000_000)
	for begin, r := range map[string]request{
		"[": {path: intake.PathReadings, media: "application/json"}, " ": {path: intake.PathReadings, media: "application/x-ndjson"},
		"{": {path: intake.PathFHIR, media: "application/fhir+json"},
	} {
		r.token, r.header, r.body = f.tokens[token.Admin], http.Header{"Content-Encoding": {"gzip"}}, bytes.NewReader(zipped(t, begin+bomb))
		require.Equal(t, http.StatusRequestEntityTooLarge, f.send(t, r).status, r.media)
	}
}

func TestReadings_UnpacksGzip(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	packed := zipped(t, "["+aliceSteps+","+bobBMI+"]")
	send := func(body, encoding, media string) answer {
		return f.send(t, request{path: intake.PathReadings, media: media, token: f.tokens[token.Admin],
			header: http.Header{"Content-Encoding": {encoding}}, body: strings.NewReader(body)})
	}
	require.Equal(t, []string{"stored", "stored"}, send(string(packed), "gzip", "application/json").brief())
	require.Equal(t, http.StatusBadRequest, send(string(packed[:len(packed)-9]), "gzip", "application/json").status)
	require.Equal(t, http.StatusBadRequest, send("plain", "gzip", "application/json").status)
	require.Equal(t, http.StatusBadRequest, send("", "gzip", "application/json").status)
	for _, wrong := range [][2]string{{"br", "application/json"}, {"", "text/csv"}, {"", ""}, {"", "application/json; charset=latin1"}, {"", "application/fhir+json"}} {
		require.Equal(t, http.StatusUnsupportedMediaType, send("[]", wrong[0], wrong[1]).status, wrong)
	}
}
