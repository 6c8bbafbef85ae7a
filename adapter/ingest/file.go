package ingest

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/link4health/link4health/adapter/score"
)

// What a file may leave open that only the mapping can say.
var (
	ErrNoCity   = errors.New(`the file does not name its city; add a [[file]] with pattern and city to the mapping`)
	ErrNoMetric = errors.New(`neither the file nor its name says what it measures; add a [[file]] with pattern and metric = "temperature" or "humidity" to the mapping`)
)

// file is what is known about a file before its rows are read.
type file struct {
	name     string                    // base name, or "stdin"
	zones    map[string]*time.Location // of citizens, by user id
	cityID   string                    // "" unless the mapping says
	cityZone *time.Location            // nil unless the mapping says
	metric   score.Metric              // "" unless the mapping says
	export   string                    // name of the export the file belongs to, or ""
}

// describe gathers what the mapping and the name of a file say about it.
func (d directory) describe(name string, rule FileRule, export string) file {
	if export == "" {
		export = rule.Export
	}
	if export == "" {
		export = exportRange(path.Base(path.Dir(name)))
	}
	return file{
		name: path.Base(name), zones: d.citizens,
		cityID: rule.City, cityZone: d.cities[rule.City], metric: rule.Metric, export: export,
	}
}

// place returns the city of a file that names none, or ErrNoCity.
func (f file) place() (string, *time.Location, error) {
	if f.cityZone == nil {
		return "", nil, ErrNoCity
	}
	return f.cityID, f.cityZone, nil
}

// measures returns the metric of a city file that names none, by the mapping or
// by the file's name, or ErrNoMetric.
func (f file) measures() (score.Metric, error) {
	if d, ok := score.Define(f.metric); ok && d.Scope == score.City {
		return f.metric, nil
	}
	switch name := strings.ToLower(f.name); {
	case f.metric != "":
		return "", fmt.Errorf("%w; %s is no metric of a city", ErrNoMetric, f.metric)
	case strings.Contains(name, "temperature"):
		return score.Temperature, nil
	case strings.Contains(name, "humidity"):
		return score.Humidity, nil
	default:
		return "", ErrNoMetric
	}
}

// Folders of exports carry the range of their dates, as archives write it
// ("2016-03-12_2016-04-11") and as Fitabase does ("Fitabase Data 3.12.16-4.11.16").
const (
	isoRange      = `(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})`
	fitabaseRange = `(\d{1,2}\.\d{1,2}\.\d{2})-(\d{1,2}\.\d{1,2}\.\d{2})`
)

// exportRange returns the range of dates in a folder's name as
// "2016-03-12_2016-04-11", however it is written, or "" if there is none. One
// export thus has one name wherever its folder lies.
func exportRange(folder string) string {
	for _, form := range []struct{ pattern, layout string }{
		{isoRange, time.DateOnly}, {fitabaseRange, "1.2.06"},
	} {
		ends := regexp.MustCompile(form.pattern).FindStringSubmatch(folder)
		if ends == nil {
			continue
		}
		first, err := time.Parse(form.layout, ends[1])
		last, lastErr := time.Parse(form.layout, ends[2])
		if err == nil && lastErr == nil {
			return first.Format(time.DateOnly) + "_" + last.Format(time.DateOnly)
		}
	}
	return ""
}
