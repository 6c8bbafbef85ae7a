package bridge_test

import (
	"testing"
	"time"

	"github.com/link4health/link4health/bridge"
)

func BenchmarkResponse(b *testing.B) {
	r := bridge.Response{
		JobRunID: "00c0de", Score: &bridge.ScoreData{Score: 8231, Coverage: 10_000, AsOf: time.Unix(1_748_779_200, 0)},
		Timestamps: bridge.Timestamps{
			Requested: time.UnixMilli(1_748_779_200_000), Received: time.UnixMilli(1_748_779_200_001), Indicated: time.Unix(1_748_779_200, 0),
		},
		AdapterName: "link4health", Transport: "store",
	}
	buffer := make([]byte, 0, 1024)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.AppendJSON(buffer); err != nil {
			b.Fatal(err)
		}
	}
}
