package score

// Metric names a kind of measurement. The constants below are all there are.
type Metric string

// Metrics of a citizen. Totals count over a reading's period.
const (
	Steps            Metric = "steps"              // steps taken in the period
	ActiveEnergy     Metric = "active_energy"      // kcal spent above rest in the period
	TotalEnergy      Metric = "total_energy"       // kcal spent in the period, rest included
	HeartRate        Metric = "heart_rate"         // beats per minute: a sample, or the mean of the period
	RestingHeartRate Metric = "resting_heart_rate" // beats per minute at rest, as a device or clinic reports it
	BMI              Metric = "bmi"                // body-mass index, kg/m²
)

// Metrics of a city.
const (
	Temperature Metric = "temperature" // air temperature, °C: a sample, or the mean of the period
	Humidity    Metric = "humidity"    // relative humidity, %: a sample, or the mean of the period
	UV          Metric = "uv"          // UV index: a sample, or the peak of the period
	UVMean      Metric = "uv_mean"     // mean UV index of 24 h, nights included; no factor uses it, for a mean is not a peak
)

// Scope says whose readings a metric belongs to.
type Scope uint8

// The two scopes.
const (
	Citizen Scope = iota + 1 // measured on a person
	City                     // measured in a city, for everyone in it
)

// String returns "citizen" or "city".
func (s Scope) String() string {
	switch s {
	case Citizen:
		return "citizen"
	case City:
		return "city"
	default:
		return "unknown scope"
	}
}

// Definition says what a metric's readings look like.
type Definition struct {
	Metric Metric
	Unit   string // "steps/day", "kcal/day", "bpm", "kg/m²", "°C", "% RH", "UV index"
	// Min and Max are the plausible range, both inclusive. They hold for a whole
	// day's total and for any shorter period alike.
	Min, Max Value
	Scope    Scope
	// Cumulative tells totals, which add up over a day, from levels, which do not.
	Cumulative bool
}

// Define returns the definition of m; false if there is no such metric.
func Define(m Metric) (Definition, bool) {
	if d := definition(m); d != nil {
		return *d, true
	}
	return Definition{}, false
}

// definition returns the entry of m, which is not to be changed; nil if there is
// no such metric.
func definition(m Metric) *Definition {
	for i := range definitions {
		if definitions[i].Metric == m {
			return &definitions[i]
		}
	}
	return nil
}

// Metrics returns all definitions, citizen's first; the slice is the caller's.
func Metrics() []Definition {
	all := definitions
	return all[:]
}

// definitions holds the plausible ranges: a reading outside is a device's or a
// file's fault and is rejected at ingestion. The ranges of the seven factors are
// published with the model; those of total_energy, heart_rate and uv_mean are
// ours. An array, so that Metrics hands out a copy.
var definitions = [...]Definition{
	{Metric: Steps, Unit: "steps/day", Min: 0, Max: 100_000 * unit, Scope: Citizen, Cumulative: true},
	{Metric: ActiveEnergy, Unit: "kcal/day", Min: 0, Max: 10_000 * unit, Scope: Citizen, Cumulative: true},
	{Metric: TotalEnergy, Unit: "kcal/day", Min: 0, Max: 20_000 * unit, Scope: Citizen, Cumulative: true},
	{Metric: HeartRate, Unit: "bpm", Min: 25 * unit, Max: 220 * unit, Scope: Citizen},
	{Metric: RestingHeartRate, Unit: "bpm", Min: 25 * unit, Max: 220 * unit, Scope: Citizen},
	{Metric: BMI, Unit: "kg/m²", Min: 10 * unit, Max: 80 * unit, Scope: Citizen},
	{Metric: Temperature, Unit: "°C", Min: -50 * unit, Max: 60 * unit, Scope: City},
	{Metric: Humidity, Unit: "% RH", Min: 0, Max: 100 * unit, Scope: City},
	{Metric: UV, Unit: "UV index", Min: 0, Max: 20 * unit, Scope: City},
	{Metric: UVMean, Unit: "UV index", Min: 0, Max: 20 * unit, Scope: City},
}
