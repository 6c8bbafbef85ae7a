// Package fhir reads measurements out of FHIR R4 Observations, alone or in a Bundle. It knows no network and no
// database.
//
// # What is taken
//
// Observations of status final, amended or corrected with one of these LOINC codes:
//
//	55423-8  Number of steps in unspecified time, pedometer  → steps
//	41950-7  Number of steps in 24 hour, measured            → steps of a whole day
//	41981-2  Calories burned                                 → total_energy
//	39156-5  Body mass index                                 → bmi
//	8867-4   Heart rate                                      → heart_rate
//	40443-4  Heart rate, resting                             → resting_heart_rate
//
// Calories burned count as total energy, rest included: the code's name leaves nothing out, and its day's total is what
// devices send under it. Were it taken for active energy, a citizen who stays in bed would seem active all day; taken
// for the total, energy that was only active is at worst missing from a score, never too much.
//
// # Whose it is
//
// The user id is the id in subject.reference: Patient/ID, an absolute URL that ends so, or a urn:uuid. Where an
// identifier system is configured, it is the patient's identifier of that system instead, as subject.identifier, a
// conditional reference Patient?identifier=system|value, or the Patient in the same Bundle says it; other patients are
// not found then.
//
// # When it was
//
// A reading's time is the end of its period. A date without a time is the whole local day in the zone of the citizen's
// city. Totals need a period or a date, but for 41950-7, whose 24 hours end at its time. A year or month alone is
// refused.
//
// # Which source
//
// The source is "fhir", with the id of Observation.device behind a slash if there is one, and "+amended" or
// "+corrected" behind that if the status says so: a correction comes under a source of its own.
//
// No Issue holds a value, an id or any other text of the document: expressions are built of element names that FHIR
// defines and of the entry's number.
package fhir
