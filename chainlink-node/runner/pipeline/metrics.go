package pipeline

import (
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics are a pipeline's metrics, under the real node's names where they mean the same, so that one dashboard
// serves both. As there, the durations of tasks and runs are nanoseconds. No label ever holds a value of a run.
//
// Source: chainlink v2.18, core/services/pipeline.
type Metrics struct {
	bridgeLatency, fetchTime, bodySize, runTime, taskTime *prometheus.GaugeVec
	bridgeErrors, runErrors, tasksFinished                *prometheus.CounterVec
}

// NewMetrics makes the metrics and registers them.
func NewMetrics(registry prometheus.Registerer) (*Metrics, error) {
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	m := &Metrics{
		bridgeLatency: gauge("bridge_latency_seconds", "Seconds that a bridge's last good answer took.", "name"),
		bridgeErrors:  counter("bridge_errors_total", "Attempts at a bridge that gave no good answer.", "name"),
		fetchTime: gauge("pipeline_task_http_fetch_time",
			"Nanoseconds that the last good answer to a bridge task took.", "pipeline_task_spec_id"),
		bodySize: gauge("pipeline_task_http_response_body_size",
			"Bytes of the last good answer to a bridge task.", "pipeline_task_spec_id"),
		runErrors: counter("pipeline_run_errors", "Runs that ended with an error.", "job_id", "job_name"),
		runTime: gauge("pipeline_run_total_time_to_completion",
			"Nanoseconds that a job's last run took, its transaction's confirmations included.", "job_id", "job_name"),
		taskTime: gauge("pipeline_task_execution_time",
			"Nanoseconds that a task took in its job's last run.", "job_id", "job_name", "task_id", "task_type"),
		tasksFinished: counter("pipeline_tasks_total_finished", "Tasks that ended, by outcome.",
			"job_id", "job_name", "task_id", "task_type", "bridge_name", "status"),
	}
	var errs []error
	for _, c := range []prometheus.Collector{
		m.bridgeLatency, m.bridgeErrors, m.fetchTime, m.bodySize, m.runErrors, m.runTime, m.taskTime, m.tasksFinished,
	} {
		errs = append(errs, registry.Register(c))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("register the pipeline's metrics: %w", err)
	}
	return m, nil
}

func (m *Metrics) bridgeFailed(name string) { m.bridgeErrors.WithLabelValues(name).Inc() }

func (m *Metrics) bridgeAnswered(name, task string, took time.Duration, size int) {
	m.bridgeLatency.WithLabelValues(name).Set(took.Seconds())
	m.fetchTime.WithLabelValues(task).Set(float64(took.Nanoseconds()))
	m.bodySize.WithLabelValues(task).Set(float64(size))
}

func (m *Metrics) finished(p *Pipeline, r Run) {
	for i, t := range r.Tasks {
		status := "completed"
		if t.Err != nil {
			status = "error"
		}
		m.tasksFinished.WithLabelValues(p.jobID, p.name, t.ID, t.Type, p.nodes[i].bridge, status).Inc()
		if took := t.FinishedAt.Sub(t.StartedAt); t.Attempts > 0 {
			m.taskTime.WithLabelValues(p.jobID, p.name, t.ID, t.Type).Set(float64(took.Nanoseconds()))
		}
	}
	m.runTime.WithLabelValues(p.jobID, p.name).Set(float64(r.FinishedAt.Sub(r.StartedAt).Nanoseconds()))
	if r.Err() != nil {
		m.runErrors.WithLabelValues(p.jobID, p.name).Inc()
	}
}
