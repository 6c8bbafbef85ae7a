package ingest

import (
	"embed"
	"fmt"
	"io/fs"
)

// sample holds a small extract of real data; sample/LICENSE.md says whose they are.
//
//go:embed sample
var sample embed.FS

// Sample returns the sample data: wearable data of three people, sensor data of
// some cities, mapping.toml and LICENSE.md. Import all with ImportFS(ctx, Sample(),
// ".").
func Sample() fs.FS {
	sub, err := fs.Sub(sample, "sample")
	if err != nil { // only for a path that is not valid
		return sample
	}
	return sub
}

// SampleMapping returns the mapping of the sample data.
func SampleMapping() (Mapping, error) {
	data, err := fs.ReadFile(Sample(), "mapping.toml")
	if err != nil {
		return Mapping{}, fmt.Errorf("read mapping of the sample: %w", err)
	}
	return ParseMapping(data)
}
