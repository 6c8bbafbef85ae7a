package grafana

func chain() Dashboard {
	return Dashboard{UID: "link4health-chain", Title: "Link4Health / Chain and money", Panels: []Panel{
		{Title: "Least ETH on a key", Kind: Now, Unit: "short", Alert: "NodeKeyBalanceLow", Low: true, Bad: 1, Description: "ETH on the poorest key.",
			Queries: one(`min(node:balance:eth{`+of+`})`, "")},
		{Title: "Fulfilments it can pay", Kind: Now, Unit: "short", Alert: "NodeKeyEmpty", Low: true, Bad: 50, Description: "Fulfilments of 500,000 gas that the poorest key can pay at twice the base fee.",
			Queries: one(`min(node:fulfilments_affordable:count{`+of+`})`, "")},
		{Title: "ETH in three days", Kind: Now, Unit: "short", Alert: "NodeKeyRunwayShort", Low: true, Bad: 0.1, Description: "ETH on the poorest key in three days, at the pace of the last six hours.",
			Queries: one(`min(node:balance:eth_predicted3d{`+of+`})`, "")},
		{Title: "RPC endpoints alive", Kind: Now, Unit: "short", Alert: "NodeChainUnreachable", Low: true, Bad: 1, Description: "The real node's working RPC endpoints.",
			Queries: one(`sum(node:rpc_alive:count{`+of+`})`, "")},
		{Title: "Balance", Kind: Lines, Unit: "short", Alert: "NodeKeyBalanceLow", Description: "ETH on each key.",
			Queries: one(`node:balance:eth{`+of+`}`, "{{account}} chain {{chain_id}}")},
		{Title: "Base fee", Kind: Lines, Unit: "short", Alert: "NodeGasExpensive", Description: "Base fee of the newest block, wei.",
			Queries: one(`node:base_fee:wei{`+of+`}`, "chain {{chain_id}} {{instance}}")},
		{Title: "Newest block", Kind: Lines, Unit: "short", Alert: "NodeBehind", Description: "Number of the newest block that each node has seen: lines of one chain lie together.",
			Queries: one(`node:head:number{`+of+`}`, "chain {{chain_id}} {{instance}}")},
		{Title: "Blocks seen in 10 minutes", Kind: Lines, Unit: "short", Alert: "NodeNoHeads", Low: true, Bad: 1, Description: "At 0 a node is blind.",
			Queries: one(`node:heads_received:increase10m{`+of+`}`, "chain {{chain_id}} {{instance}}")},
		{Title: "Transactions on their way", Kind: Lines, Unit: "short", Alert: "NodeTransactionsStuck", Description: "Sent and not mined; and for how many blocks the oldest waits (real node).",
			Queries: []Query{{`node:transactions_unconfirmed:count{` + of + `}`, "waiting {{instance}}"}, {`node:transactions_unconfirmed:blocks{` + of + `}`, "blocks {{instance}}"}}},
		{Title: "Transactions by outcome", Kind: Lines, Unit: "short", Alert: "NodeFulfilmentsReverted", Description: "Mined in 15 minutes, and how many of them reverted or did not.",
			Queries: []Query{
				{`sum by (instance) (increase(tx_manager_num_successful_transactions{` + of + `}[15m]))`, "successful {{instance}}"},
				{`node:transactions_reverted:increase15m{` + of + `}`, "reverted {{instance}}"},
				{`node:transactions_confirmed:increase15m{` + of + `}`, "mined {{instance}}"}}},
		{Title: "Sends that failed", Kind: Lines, Unit: "short", Alert: "NodeCannotSend", Description: "Attempts of link4health run in 10 minutes that the chain did not take. Good: none.",
			Queries: one(`node:send_failures:increase10m{`+of+`}`, "{{instance}}")},
		{Title: "RPC calls", Kind: Lines, Unit: "reqps", Alert: "NodeRPCFailing", Description: "The real node's calls to its chain, and those that failed.",
			Queries: []Query{{`node:rpc_calls:rate5m{` + of + `}`, "all {{instance}}"}, {`node:rpc_calls_failed:rate5m{` + of + `}`, "failed {{instance}}"}}},
		{Title: "State of RPC endpoints", Kind: Lines, Unit: "short", Alert: "NodeChainUnreachable", Description: "The real node's RPC endpoints by state.",
			Queries: one(`sum by (state) (multi_node_states{`+of+`}) > 0`, "{{state}}")},
		{Title: "Time to confirm", Kind: Lines, Unit: "ns", Alert: "NodeTransactionsStuck", Description: "95 % of the real node's transactions are confirmed in less, in nanoseconds.",
			Queries: one(`histogram_quantile(0.95, sum by (le) (rate(tx_manager_time_until_tx_confirmed_bucket{`+of+`}[1h])))`, "95 %")},
	}}
}

func data() Dashboard {
	return Dashboard{UID: "link4health-data", Title: "Link4Health / Data and scores", Panels: []Panel{
		{Title: "Scores, last hour", Kind: Now, Unit: "short", Alert: "ScoresLackData", Description: "Scores answered in the last hour.",
			Queries: one(`sum(increase(http_requests_total{feed_id="score",status_code="200",`+of+`}[1h]))`, "")},
		{Title: "Scores without enough data", Kind: Now, Unit: "percentunit", Alert: "ScoresLackData", Bad: 0.1, Description: "Share of the requests for scores in the last hour with too few kinds of measurement.",
			Queries: one(`max(network:scores_lacking_data:ratio_rate1h{`+inNetwork+`})`, "")},
		{Title: "Records released, last day", Kind: Now, Unit: "short", Alert: "AdapterRecordUnreadable", Description: "Sealed locations handed out for the first time.",
			Queries: one(`sum(increase(link4health_records_released_total{kind="sealed",`+of+`}[1d]))`, "")},
		{Title: "Unreadable records, last day", Kind: Now, Unit: "short", Alert: "AdapterRecordUnreadable", Bad: 1, Description: "Locations that did not decrypt. Good: none.",
			Queries: one(`sum(increase(link4health_failures_total{name="RecordUnreadable",`+of+`}[1d]))`, "")},
		{Title: "Scores by outcome", Kind: Lines, Unit: "reqps", Alert: "ScoresLackData", Description: "Requests for scores by status: 422 lacks data, 404 is an unknown citizen.",
			Queries: one(`sum by (status_code) (rate(http_requests_total{feed_id="score",`+of+`}[$__rate_interval]))`, "{{status_code}}")},
		{Title: "Records released", Kind: Lines, Unit: "short", Alert: "AdapterPatientMismatch", Description: "Sealed locations handed out in 15 minutes: for the first time, or again for the same grant.",
			Queries: one(`sum by (kind) (increase(link4health_records_released_total{`+of+`}[15m]))`, "{{kind}}")},
		{Title: "Refusals about grants", Kind: Lines, Unit: "short", Alert: "AdapterPatientMismatch", Description: "Requests for records in 15 minutes that the chain did not allow, by why.",
			Queries: one(`sum by (name) (increase(link4health_failures_total{name=~"Grant.*|PatientMismatch|RequesterNotAllowed",`+of+`}[15m]))`, "{{name}}")},
		{Title: "Unknown to the database", Kind: Lines, Unit: "short", Alert: "ScoresLackData", Description: "Requests in 15 minutes for citizens and records that are not there, or not with enough data.",
			Queries: one(`sum by (name) (increase(link4health_failures_total{name=~"Unknown(Subject|User|Record)|InsufficientData",`+of+`}[15m]))`, "{{name}}")},
	}}
}

func ingestion() Dashboard {
	return Dashboard{UID: "link4health-ingestion", Title: "Link4Health / Ingestion", Panels: []Panel{
		{Title: "Stored, last hour", Kind: Now, Unit: "short", Alert: "IngestionStopped", Description: "Readings that were new in the last hour.",
			Queries: one(`sum(increase(link4health_readings_total{outcome="stored",`+of+`}[1h]))`, "")},
		{Title: "Rejected, last hour", Kind: Now, Unit: "percentunit", Alert: "IngestionStopped", Bad: 0.05, Description: "Share of the readings that were rejected in the last hour. The sender's answer says why.",
			Queries: one(`sum(increase(link4health_readings_total{outcome="rejected",`+of+`}[1h])) / (sum(increase(link4health_readings_total{`+of+`}[1h])) > 0)`, "")},
		{Title: "Readings by outcome", Kind: Lines, Unit: "cps", Alert: "IngestionStopped", Description: "Readings sent over HTTP: stored, duplicates of what is there, rejected.",
			Queries: one(`sum by (outcome) (rate(link4health_readings_total{`+of+`}[$__rate_interval]))`, "{{outcome}}")},
		{Title: "Readings stored", Kind: Lines, Unit: "cps", Alert: "IngestionStopped", Description: "New readings, of citizens and of cities.",
			Queries: one(`sum by (kind) (rate(link4health_readings_total{outcome="stored",`+of+`}[$__rate_interval]))`, "{{kind}}")},
	}}
}
