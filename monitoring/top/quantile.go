package top

import (
	"maps"
	"math"
	"slices"
)

// since returns by how much counts grew; a count that fell began anew.
func since[K comparable](now, before map[K]float64) map[K]float64 {
	grown := make(map[K]float64, len(now))
	for key, count := range now {
		grown[key] = count
		if count >= before[key] {
			grown[key] -= before[key]
		}
	}
	return grown
}

// quantile works a quantile out of cumulative buckets by their upper bounds, as Prometheus does: linear within a bucket, and
// the highest finite bound if it lies above that. It is NaN if nothing was counted.
//
// Source: Prometheus, promql/quantile.go, BucketQuantile
func quantile(q float64, buckets map[float64]float64) float64 {
	bounds := slices.Sorted(maps.Keys(buckets))
	if len(bounds) == 0 || buckets[bounds[len(bounds)-1]] == 0 {
		return math.NaN()
	}
	rank := q * buckets[bounds[len(bounds)-1]]
	lower, below := 0.0, 0.0
	for _, upper := range bounds {
		if count := buckets[upper]; count >= rank && count > below {
			if math.IsInf(upper, 1) {
				return lower
			}
			return lower + (upper-lower)*(rank-below)/(count-below)
		}
		lower, below = upper, buckets[upper]
	}
	return lower
}
