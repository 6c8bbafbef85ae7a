package intake_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/adapter/fhir"
	"github.com/link4health/link4health/adapter/intake"
	"github.com/link4health/link4health/adapter/store/storetest"
	"github.com/link4health/link4health/adapter/token"
)

// postFHIR sends a FHIR document and returns the OperationOutcome's issues.
func (f *fixture) postFHIR(t testing.TB, query, body string) (int, []fhir.Issue) {
	t.Helper()
	got := f.send(t, request{path: intake.PathFHIR + query, media: "application/fhir+json; fhirVersion=4.0", token: f.tokens[token.ReadingsWrite], body: strings.NewReader(body)})
	var outcome fhir.OperationOutcome
	require.NoError(t, json.Unmarshal([]byte(got.text), &outcome))
	require.Equal(t, "application/fhir+json", got.header.Get("Content-Type"))
	require.Equal(t, "OperationOutcome", outcome.ResourceType)
	require.NotEmpty(t, outcome.Issue)
	return got.status, outcome.Issue
}

// briefly is severities and codes of issues.
func briefly(issues []fhir.Issue) []string {
	var lines []string
	for _, i := range issues {
		lines = append(lines, strings.TrimSpace(i.Severity+" "+i.Code+" "+strings.Join(i.Expression, " ")))
	}
	return lines
}

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("../fhir/testdata/" + name)
	require.NoError(t, err)
	return string(text)
}

func testFHIRBundle(t *testing.T, f *fixture) {
	body := sample(t, "fitbit_wearable_bundle.json")
	status, issues := f.postFHIR(t, "", body)
	require.Equal(t, http.StatusOK, status)
	require.Len(t, issues, 23)
	for _, issue := range issues {
		require.Equal(t, "stored", issue.Diagnostics, issue)
	}
	require.Equal(t, "Bundle.entry[3].resource", issues[3].Expression[0])
	require.Equal(t, 23, f.rows(t))
	_, issues = f.postFHIR(t, "", body)
	require.Equal(t, "information duplicate Bundle.entry[0].resource", briefly(issues)[0])
	require.Equal(t, 23, f.rows(t))
	require.Contains(t, f.scrape(t), `link4health_readings_total{kind="citizen",outcome="duplicate"} 23`)

	// Other totals of the same days, and somebody who is not known.
	status, issues = f.postFHIR(t, "", strings.Replace(strings.Replace(body, `"value": 5135`, `"value": 5136`, 1), "Patient/4558609924", "Patient/nobody", 2))
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, []string{
		"error not-found Bundle.entry[0].resource.subject", "error not-found Bundle.entry[1].resource.subject", "information duplicate Bundle.entry[2].resource",
	}, briefly(issues)[:3])
	_, issues = f.postFHIR(t, "", strings.Replace(body, `"value": 5135`, `"value": 5136`, 1))
	require.Equal(t, "error conflict Bundle.entry[0].resource.value", briefly(issues)[0])
}

func testFHIRTransaction(t *testing.T, f *fixture) {
	body := sample(t, "synthea_vitals_bundle.json")
	status, issues := f.postFHIR(t, "", body)
	require.Equal(t, http.StatusUnprocessableEntity, status, "the patient is not known")
	require.Equal(t, "error business-rule", briefly(issues)[0])
	require.Len(t, issues, 10)
	require.Zero(t, f.rows(t))

	body = strings.ReplaceAll(body, "b9214fd9-52fa-45db-ba41-ccf7a45be7b4", "alice")
	spoilt := strings.Replace(body, `"final"`, `"cancelled"`, 3) // the third is a BMI
	require.NotEqual(t, body, spoilt)
	status, issues = f.postFHIR(t, "", spoilt)
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, briefly(issues), "warning business-rule Bundle.entry[7].resource", "it was in order, but is not stored")
	require.Zero(t, f.rows(t))

	status, _ = f.postFHIR(t, "", body)
	require.Equal(t, http.StatusOK, status, "what is not taken here does not spoil it")
	require.Equal(t, 2, f.rows(t))
}

// Whoever tries the server with HL7's own sample is told where it looks for the user id, and what is missing.
func TestFHIR_ExplainsWhyAnObservationOfNobodyKnownIsNotStored(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{})
	status, issues := f.postFHIR(t, "", sample(t, "hl7_observation-example-bmi.json"))
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Equal(t, []string{"error not-found", "error not-found Observation.subject"}, briefly(issues))
	for _, issue := range issues {
		for _, remedy := range []string{"Patient/ID", "FHIR_IDENTIFIER_SYSTEM", "import the citizen's profile first"} {
			require.Contains(t, issue.Diagnostics, remedy)
		}
	}
}

func TestFHIR_OneObservation(t *testing.T) {
	t.Parallel()
	f := start(t, storetest.SQLite(t), intake.Config{IdentifierSystem: "urn:link4health"})
	body := strings.Replace(sample(t, "hl7_observation-example-bmi.json"), `"reference": "Patient/example"`, `"identifier": {"system": "urn:link4health", "value": "alice"}`, 1)
	status, issues := f.postFHIR(t, "", body)
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, []string{"information informational Observation"}, briefly(issues))

	status, issues = f.postFHIR(t, "", sample(t, "hl7_observation-example-bmi.json"))
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Equal(t, []string{"error not-found", "error not-found Observation.subject"}, briefly(issues))
	for _, issue := range issues {
		require.Contains(t, issue.Diagnostics, "send subject.identifier")
	}
	for name, want := range map[string]string{
		strings.Replace(body, "alice", "a b", 1):                           "error not-found Observation.subject",
		strings.Replace(body, "1999-07-02", "2016-05-12", 1):               "error value Observation.effective",
		strings.Replace(body, `"code": "39156-5"`, `"code": "8302-2"`, 1):  "warning not-supported Observation.code",
		strings.Replace(body, `"final"`, `"entered-in-error"`, 1):          "error business-rule Observation.status",
		strings.Replace(body, `"value": 16.2`, `"value": "marked-162"`, 1): "error value Observation.value.value",
	} {
		status, issues := f.postFHIR(t, "", name)
		require.Equal(t, http.StatusUnprocessableEntity, status)
		require.Equal(t, want, briefly(issues)[1])
	}
	for body, want := range map[string]int{"": 400, "{}": 400, `{"resourceType":"Patient"}`: 400, "marked": 400} {
		status, issues := f.postFHIR(t, "", body)
		require.Equal(t, want, status, body)
		require.Equal(t, []string{"error structure"}, briefly(issues))
		require.NotContains(t, issues[0].Diagnostics, "marked")
	}
	status, _ = f.postFHIR(t, "?report=none", body)
	require.Equal(t, http.StatusBadRequest, status)
	status, issues = f.postFHIR(t, "", `{"resourceType":"Bundle","type":"batch"}`)
	require.Equal(t, http.StatusOK, status)
	require.Equal(t, []string{"information informational"}, briefly(issues))
}
