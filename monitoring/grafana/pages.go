package grafana

// of narrows a metric to the chosen networks and instances.
const of = `network=~"$network",instance=~"$instance"`

// inNetwork narrows a recorded series, which has no instance, to the chosen networks.
const inNetwork = `network=~"$network"`

func one(expr, legend string) []Query { return []Query{{Expr: expr, Legend: legend}} }

func overview() Dashboard {
	return Dashboard{UID: "link4health-overview", Title: "Link4Health / Overview", Panels: []Panel{
		{Title: "Adapters up", Kind: Now, Unit: "short", Alert: "AdapterDown", Low: true, Bad: 1, Description: "Adapters that answer their scrape. Good: all.",
			Queries: one(`sum(up{job="adapter",`+of+`})`, "")},
		{Title: "Nodes up", Kind: Now, Unit: "short", Alert: "NodeDown", Low: true, Bad: 1, Description: "Nodes and runners that answer their scrape. Good: all.",
			Queries: one(`sum(up{job=~"runner|chainlink-node",`+of+`})`, "")},
		{Title: "Failed, last hour", Kind: Now, Unit: "percentunit", Alert: "AdapterErrorBudgetFast", Bad: 0.001, Description: "Share of requests that failed by our fault. Objective: under 0.1 %.",
			Queries: one(`max(network:adapter_failed:ratio_rate1h{`+inNetwork+`})`, "")},
		{Title: "Slower than 1 s, last hour", Kind: Now, Unit: "percentunit", Alert: "AdapterLatencyBudgetFast", Bad: 0.01, Description: "Share of answers that took more than a second. Objective: under 1 %.",
			Queries: one(`max(network:adapter_slow:ratio_rate1h{`+inNetwork+`})`, "")},
		{Title: "Alerts that fire", Kind: Table, Unit: "short", Alert: "Watchdog", Description: "What is wrong now, worst first, and whom it concerns. Watchdog always fires.",
			Queries: one(`sort_desc(sum by (severity, alertname, network, component, instance) (ALERTS{alertstate="firing",alertname!="Watchdog"}))`, "")},
		{Title: "Who is affected", Kind: Table, Unit: "short", Alert: "AdapterErrorBudgetFast", Description: "Failures in the last hour by endpoint and name: score asks for citizens, record for patients' records.",
			Queries: one(`sum by (network, endpoint, name) (increase(link4health_failures_total{`+of+`}[1h])) > 0`, "")},
		{Title: "Requests to the adapter", Kind: Lines, Unit: "reqps", Alert: "AdapterFailureRatioHigh", Description: "Requests answered, by kind of outcome. Since when is it different?",
			Queries: one(`sum by (type) (rate(http_requests_total{`+of+`}[$__rate_interval]))`, "{{type}}")},
		{Title: "Requests on chain", Kind: Lines, Unit: "short", Alert: "NodeRequestsExpired", Description: "Requests that ended in the last 15 minutes, by job and state (link4health run). completed is good.",
			Queries: one(`sum by (job_name, state) (increase(runner_requests_total{`+of+`}[15m]))`, "{{job_name}} {{state}}")},
		{Title: "Oldest open request", Kind: Lines, Unit: "s", Alert: "RequestsUnanswered", Bad: 300, Description: "How long the oldest request on chain waits for an oracle's answer; after 300 s its payment can be taken back.",
			Queries: one(`max by (waits_for) (link4health_oldest_open_request_age_seconds{waits_for!="patient",`+of+`})`, "{{waits_for}}")},
		{Title: "Age of the newest city data", Kind: Lines, Unit: "s", Alert: "CityDataStale", Bad: 86400, Description: "By metric, of the city that is worst off; after a day it no longer counts.",
			Queries: one(`max by (metric) (link4health_newest_reading_age_seconds{metric=~"temperature|humidity|uv|uv_mean",`+of+`})`, "{{metric}}")},
		{Title: "Error budget burn", Kind: Lines, Unit: "short", Alert: "AdapterErrorBudgetSlow", Bad: 1, Description: "How many times too fast the month's error budget is used: 1 uses it up exactly; above 14 pages.",
			Queries: []Query{{`network:adapter_failed:ratio_rate1h{` + inNetwork + `} / 0.001`, "{{network}} failed, 1 h"}, {`network:adapter_failed:ratio_rate1d{` + inNetwork + `} / 0.001`, "{{network}} failed, 1 d"}}},
		{Title: "Latency budget burn", Kind: Lines, Unit: "short", Alert: "AdapterLatencyBudgetSlow", Bad: 1, Description: "How many times too fast the month's latency budget is used.",
			Queries: []Query{{`network:adapter_slow:ratio_rate1h{` + inNetwork + `} / 0.01`, "{{network}} slow, 1 h"}, {`network:adapter_slow:ratio_rate1d{` + inNetwork + `} / 0.01`, "{{network}} slow, 1 d"}}},
	}}
}

func adapter() Dashboard {
	return Dashboard{UID: "link4health-adapter", Title: "Link4Health / Adapter", Panels: []Panel{
		{Title: "Database", Kind: Now, Unit: "bool_on_off", Alert: "AdapterDependencyDown", Low: true, Bad: 1, Description: "On if the database answers every adapter.",
			Queries: one(`min(link4health_dependency_up{dependency="database",`+of+`})`, "")},
		{Title: "Chain", Kind: Now, Unit: "bool_on_off", Alert: "AdapterDependencyDown", Low: true, Bad: 1, Description: "On if the chain answers every adapter. Empty where no records are served.",
			Queries: one(`min(link4health_dependency_up{dependency="chain",`+of+`})`, "")},
		{Title: "In work", Kind: Now, Unit: "short", Alert: "AdapterRequestsPileUp", Bad: 50, Description: "Requests that are being answered now. Good: few.",
			Queries: one(`sum(link4health_requests_in_flight{`+of+`})`, "")},
		{Title: "Open files", Kind: Now, Unit: "percentunit", Alert: "FilesRunningOut", Bad: 0.8, Description: "Share of the file descriptors in use, of the fullest process.",
			Queries: one(`max(process_open_fds{`+of+`} / process_max_fds)`, "")},
		{Title: "Latency", Kind: Lines, Unit: "s", Alert: "AdapterLatencyBudgetFast", Bad: 1, Description: "Time to answer: median, and the slowest 5 % and 1 %.",
			Queries: []Query{
				{`histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket{` + of + `}[$__rate_interval])))`, "median"},
				{`histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{` + of + `}[$__rate_interval])))`, "95 %"},
				{`histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{` + of + `}[$__rate_interval])))`, "99 %"}}},
		{Title: "Failures by name", Kind: Lines, Unit: "short", Alert: "AdapterErrorBudgetFast", Description: "Failures in 5 minutes; docs/failures.md has every name.",
			Queries: one(`sum by (name) (increase(link4health_failures_total{`+of+`}[5m])) > 0`, "{{name}}")},
		{Title: "Requests", Kind: Lines, Unit: "reqps", Alert: "AdapterFailureRatioHigh", Description: "Requests by endpoint and status.",
			Queries: one(`sum by (feed_id, status_code) (rate(http_requests_total{`+of+`}[$__rate_interval]))`, "{{feed_id}} {{status_code}}")},
		{Title: "Source latency", Kind: Lines, Unit: "s", Alert: "AdapterSourceSlow", Bad: 0.5, Description: "95 % of the uses of the database (store) and the chain take less.",
			Queries: one(`histogram_quantile(0.95, sum by (method, le) (rate(data_provider_request_duration_seconds_bucket{`+of+`}[$__rate_interval])))`, "{{method}}")},
		{Title: "Source uses", Kind: Lines, Unit: "reqps", Alert: "AdapterDependencyDown", Description: "Uses of the database (store) and the chain by how they went; 200 and 404 are well.",
			Queries: one(`sum by (method, provider_status_code) (rate(data_provider_requests{`+of+`}[$__rate_interval]))`, "{{method}} {{provider_status_code}}")},
		{Title: "Size of requests", Kind: Lines, Unit: "bytes", Alert: "AdapterFailureRatioHigh", Description: "95 % of the bodies are smaller. MAX_PAYLOAD_SIZE_LIMIT is what is read at most.",
			Queries: one(`histogram_quantile(0.95, sum by (le) (rate(request_payload_size_bucket{`+of+`}[$__rate_interval])))`, "95 %")},
		{Title: "Answers from the cache", Kind: Lines, Unit: "reqps", Alert: "AdapterSourceSlow", Description: "Answers that were kept and still right, and answers that were worked out and kept.",
			Queries: []Query{{`sum by (feed_id) (rate(cache_data_get_count{` + of + `}[$__rate_interval]))`, "{{feed_id}} kept"}, {`sum by (feed_id) (rate(cache_data_set_count{` + of + `}[$__rate_interval]))`, "{{feed_id}} worked out"}}},
		{Title: "Age of kept answers", Kind: Lines, Unit: "s", Alert: "CitizenDataStale", Description: "How long ago the kept answer that was given out last was worked out; nothing has changed since.",
			Queries: one(`max by (feed_id) (cache_data_staleness_seconds{`+of+`})`, "{{feed_id}}")},
		{Title: "Database connections", Kind: Lines, Unit: "short", Alert: "AdapterDatabasePoolFull", Description: "Connections in use, open without use, and as many as there may be.",
			Queries: []Query{
				{`sum by (db_name) (go_sql_in_use_connections{` + of + `})`, "{{db_name}} in use"}, {`sum by (db_name) (go_sql_idle_connections{` + of + `})`, "{{db_name}} idle"},
				{`sum by (db_name) (go_sql_max_open_connections{` + of + `})`, "{{db_name}} at most"}}},
		{Title: "Waiting for connections", Kind: Lines, Unit: "s", Alert: "AdapterDatabasePoolFull", Description: "Time that each wait for a connection to the database took, of those that had to wait. Good: none.",
			Queries: one(`sum by (db_name) (rate(go_sql_wait_duration_seconds_total{`+of+`}[5m])) / (sum by (db_name) (rate(go_sql_wait_count_total{`+of+`}[5m])) > 0)`, "{{db_name}}")},
		{Title: "Memory", Kind: Lines, Unit: "bytes", Alert: "FilesRunningOut", Description: "Memory that each process holds.",
			Queries: one(`process_resident_memory_bytes{`+of+`}`, "{{job}} {{instance}}")},
		{Title: "Processor", Kind: Lines, Unit: "short", Alert: "AdapterRequestsPileUp", Description: "Processors that each process keeps busy.",
			Queries: one(`rate(process_cpu_seconds_total{`+of+`}[$__rate_interval])`, "{{job}} {{instance}}")},
	}}
}

func node() Dashboard {
	return Dashboard{UID: "link4health-node", Title: "Link4Health / Node and bridges", Panels: []Panel{
		{Title: "Services well", Kind: Now, Unit: "percentunit", Alert: "NodeUnhealthy", Low: true, Bad: 0.9, Description: "Share of the services that are well. Good: all.",
			Queries: one(`avg(health{`+of+`})`, "")},
		{Title: "Runs that wait", Kind: Now, Unit: "short", Alert: "NodeRunsQueued", Bad: 20, Description: "Runs that are not over (node), or that wait for confirmations or a place (runner).",
			Queries: one(`sum(pipeline_runs_queued{`+of+`})`, "")},
		{Title: "Runs at work", Kind: Now, Unit: "short", Alert: "NodeRunsQueued", Bad: 50, Description: "Runs at work (runner), tasks that are not over (node).",
			Queries: one(`sum(pipeline_task_runs_queued{`+of+`})`, "")},
		{Title: "Critical log lines, 1 h", Kind: Now, Unit: "short", Alert: "NodeLogCritical", Bad: 1, Description: "Lines of level critical, fatal and panic of the real node in the last hour.",
			Queries: one(`sum(increase(log_critical_count{`+of+`}[1h]) + increase(log_fatal_count{`+of+`}[1h]) + increase(log_panic_count{`+of+`}[1h]))`, "")},
		{Title: "Bridge latency", Kind: Lines, Unit: "s", Alert: "AdapterLatencyBudgetFast", Bad: 10, Description: "What the last good answer of each bridge took, as the node saw it.",
			Queries: one(`bridge_latency_seconds{`+of+`}`, "{{name}} {{instance}}")},
		{Title: "Bridge errors", Kind: Lines, Unit: "short", Alert: "NodeBridgeErrors", Description: "Attempts that failed in 5 minutes. Good: none.",
			Queries: one(`sum by (name, instance) (node:bridge_errors:increase5m{`+of+`})`, "{{name}} {{instance}}")},
		{Title: "Bridge fetch time", Kind: Lines, Unit: "ns", Alert: "AdapterLatencyBudgetFast", Description: "What the last good answer to a bridge task took, in nanoseconds as the node counts; a task's id is shared by all jobs.",
			Queries: one(`pipeline_task_http_fetch_time{`+of+`}`, "{{pipeline_task_spec_id}} {{instance}}")},
		{Title: "Tasks by outcome", Kind: Lines, Unit: "short", Alert: "NodeRunErrors", Description: "Tasks that ended in 15 minutes: those with errors show where runs break.",
			Queries: one(`sum by (job_name, task_id, status) (increase(pipeline_tasks_total_finished{status="error",`+of+`}[15m])) or sum by (job_name, task_id, status) (increase(pipeline_tasks_total_finished{task_id="submit_tx",`+of+`}[15m]))`, "{{job_name}} {{task_id}} {{status}}")},
		{Title: "Runs with errors", Kind: Lines, Unit: "short", Alert: "NodeRunErrors", Bad: 2, Description: "Runs that failed in 15 minutes, by job. Each is a request without an answer.",
			Queries: one(`sum by (job_name) (node:run_errors:increase15m{`+of+`})`, "{{job_name}}")},
		{Title: "Time of a run", Kind: Lines, Unit: "ns", Alert: "NodeTransactionsStuck", Description: "What the last run of each job took, its transaction's confirmations included.",
			Queries: one(`pipeline_run_total_time_to_completion{`+of+`}`, "{{job_name}} {{instance}}")},
		{Title: "Time of tasks", Kind: Lines, Unit: "ns", Alert: "NodeRunErrors", Description: "What each task took in the last run. The node's own figure for submit_tx means nothing.",
			Queries: one(`pipeline_task_execution_time{task_id!="submit_tx",`+of+`} > 0`, "{{job_name}} {{task_id}}")},
		{Title: "Size of answers", Kind: Lines, Unit: "bytes", Alert: "NodeAnswerNearLimit", Bad: 24576, Description: "Bytes of the last answer; the node cuts at 32 KiB without a word.",
			Queries: one(`pipeline_task_http_response_body_size{`+of+`}`, "{{pipeline_task_spec_id}} {{instance}}")},
		{Title: "Mailboxes", Kind: Lines, Unit: "percent", Alert: "NodeMailboxFilling", Bad: 50, Description: "The fullest queues inside the real node.",
			Queries: one(`topk(5, mailbox_load_percent{`+of+`})`, "{{name}}")},
		{Title: "Database connections of the node", Kind: Lines, Unit: "percentunit", Alert: "NodeDatabasePoolFull", Bad: 0.9, Description: "Share of the real node's connections to Postgres in use.",
			Queries: one(`db_conns_used{`+of+`} / db_conns_max`, "{{instance}}")},
		{Title: "Warnings in the log", Kind: Lines, Unit: "short", Alert: "NodeLogCritical", Description: "Warnings of the real node in 15 minutes. A payment that is too low shows here alone.",
			Queries: one(`increase(log_warn_count{`+of+`}[15m])`, "{{instance}}")},
	}}
}
