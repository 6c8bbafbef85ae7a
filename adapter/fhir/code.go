package fhir

import "github.com/link4health/link4health/adapter/score"

// loinc is the code system of LOINC.
const loinc = "http://loinc.org"

// meaning is what a code measures.
type meaning struct {
	code     string
	metric   score.Metric
	wholeDay bool // the code itself says that it is over 24 hours
}

// meanings holds the codes that are taken. An array: nobody can change it.
//
// Source: LOINC 2.81, loinc.org: component, property and time aspect of each code
var meanings = [...]meaning{
	{code: "55423-8", metric: score.Steps},
	{code: "41950-7", metric: score.Steps, wholeDay: true},
	{code: "41981-2", metric: score.TotalEnergy},
	{code: "39156-5", metric: score.BMI},
	{code: "40443-4", metric: score.RestingHeartRate},
	{code: "8867-4", metric: score.HeartRate},
}

// meaningOf returns what an Observation's code measures. Of several codes the more telling one counts: a resting heart
// rate is often coded as a heart rate too, and a day's steps as steps of unspecified time.
func meaningOf(codings []coding) (best meaning, found bool) {
	for _, c := range codings {
		for _, m := range meanings {
			if c.System != loinc || c.Code != m.code {
				continue
			}
			if !found || m.wholeDay && m.metric == best.metric || m.metric == score.RestingHeartRate && best.metric == score.HeartRate {
				best, found = m, true
			}
		}
	}
	return best, found
}
