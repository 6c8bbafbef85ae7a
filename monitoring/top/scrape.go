package top

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// maxBody is how much of an answer is read.
const maxBody = 16 << 20

// families are a scrape's metrics by name.
type families map[string]*dto.MetricFamily

// scrape reads a part's /metrics.
func scrape(ctx context.Context, client *http.Client, address string) (families, error) {
	var parsed families
	err := get(ctx, client, address, func(body io.Reader) (err error) {
		parser := expfmt.NewTextParser(model.UTF8Validation)
		parsed, err = parser.TextToMetricFamilies(body)
		return err
	})
	return parsed, err
}

// get reads an answer of status 200. Its errors are without the URL, which may hold a password.
func get(ctx context.Context, client *http.Client, address string, read func(io.Reader) error) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return withoutURL(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return withoutURL(err)
	}
	if response.StatusCode != http.StatusOK {
		return errors.Join(fmt.Errorf("answered %s", response.Status), response.Body.Close())
	}
	return errors.Join(read(io.LimitReader(response.Body, maxBody)), response.Body.Close())
}

func withoutURL(err error) error {
	if at := (*url.Error)(nil); errors.As(err, &at) {
		return at.Err
	}
	return err
}

// each calls visit with the labels and the value of every series of a counter or gauge.
func (f families) each(name string, visit func(labels map[string]string, value float64)) {
	for _, m := range f[name].GetMetric() {
		labels := map[string]string{}
		for _, l := range m.GetLabel() {
			labels[l.GetName()] = l.GetValue()
		}
		switch {
		case m.GetCounter() != nil:
			visit(labels, m.GetCounter().GetValue())
		case m.GetGauge() != nil:
			visit(labels, m.GetGauge().GetValue())
		case m.GetUntyped() != nil:
			visit(labels, m.GetUntyped().GetValue())
		}
	}
}

// sum adds up the series of a counter or gauge.
func (f families) sum(name string) (total float64) {
	f.each(name, func(_ map[string]string, value float64) { total += value })
	return total
}

// by adds up the series of a counter or gauge by one label.
func (f families) by(name, label string) map[string]float64 {
	totals := map[string]float64{}
	f.each(name, func(labels map[string]string, value float64) { totals[labels[label]] += value })
	return totals
}

// buckets adds up the cumulative buckets of a histogram by their upper bounds.
func (f families) buckets(name string) map[float64]float64 {
	totals := map[float64]float64{}
	for _, m := range f[name].GetMetric() {
		for _, b := range m.GetHistogram().GetBucket() {
			totals[b.GetUpperBound()] += float64(b.GetCumulativeCount())
		}
	}
	return totals
}
