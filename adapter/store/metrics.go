package store

import (
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Collectors returns the metrics of the connections to the database, under the names that Go's own collector gives them
// (go_sql_…). Their label db_name is primary, or replica-N by the order of Config.Replicas.
func (s *Store) Collectors() []prometheus.Collector {
	all := []prometheus.Collector{collectors.NewDBStatsCollector(s.pool, "primary")}
	for i, pool := range s.replicas {
		all = append(all, collectors.NewDBStatsCollector(pool, fmt.Sprintf("replica-%d", i+1)))
	}
	return all
}
