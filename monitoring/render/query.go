package render

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// points is how many moments a line is drawn from.
const points = 180

// series is one line, or one value.
type series struct {
	labels map[string]string
	legend string
	points []point // in the order of time; at least one
}

type point struct {
	at    float64 // Unix seconds
	value float64
}

// prometheus asks a server.
type prometheus struct {
	client  *http.Client
	options Options
}

// series are the answer to an expression with its variables filled in, in the order of their labels.
func (p prometheus) series(ctx context.Context, expr string, overTime bool) ([]series, error) {
	expr = strings.NewReplacer("$network", p.options.Network, "$instance", ".*", "$__rate_interval", "30s").Replace(expr)
	end := p.options.End
	query, path := url.Values{"query": {expr}, "time": {unix(end)}}, "/api/v1/query"
	if overTime {
		step := p.options.Span / points
		query, path = url.Values{
			"query": {expr}, "start": {unix(end.Add(-p.options.Span))}, "end": {unix(end)}, "step": {strconv.FormatFloat(step.Seconds(), 'f', 3, 64)},
		}, "/api/v1/query_range"
	}
	var answer struct {
		Error string
		Data  struct {
			Result []struct {
				Metric map[string]string
				Value  sample
				Values []sample
			}
		}
	}
	if err := p.get(ctx, path+"?"+query.Encode(), &answer); err != nil {
		return nil, err
	}
	if answer.Error != "" {
		return nil, fmt.Errorf("ask for %s: %s", expr, answer.Error)
	}
	var all []series
	for _, r := range answer.Data.Result {
		s := series{labels: r.Metric}
		for _, v := range append(r.Values, r.Value) {
			if v.known {
				s.points = append(s.points, point(v.point))
			}
		}
		if len(s.points) > 0 {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b series) int { return cmp.Compare(key(a.labels), key(b.labels)) })
	return all, nil
}

func unix(t time.Time) string { return strconv.FormatFloat(float64(t.UnixMilli())/1000, 'f', 3, 64) }

// key puts labels in an order.
func key(labels map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		b.WriteString(name + "=" + labels[name] + ",")
	}
	return b.String()
}

func (p prometheus) get(ctx context.Context, path string, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(p.options.Prometheus, "/")+path, nil)
	if err != nil {
		return err
	}
	response, err := p.client.Do(request)
	if err != nil {
		return err
	}
	return errors.Join(json.NewDecoder(response.Body).Decode(into), response.Body.Close())
}

// sample is Prometheus's pair of a time and a text; not known if it is no number.
type sample struct {
	point
	known bool
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *sample) UnmarshalJSON(text []byte) error {
	var at float64
	var value string
	if err := json.Unmarshal(text, &[]any{&at, &value}); err != nil {
		return err
	}
	number, err := strconv.ParseFloat(value, 64)
	s.point, s.known = point{at, number}, err == nil && number == number //nolint:staticcheck // false for NaN
	return nil
}
