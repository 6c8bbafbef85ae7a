package monitoring_test

import (
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/link4health/link4health/monitoring/render"
)

var screenshots = flag.String("screenshots", "", "folder for a picture of each dashboard, which Chromium takes after some minutes of load")

// How long there is load before pictures are taken, and how much of it they show.
const (
	loadBefore = 3 * time.Minute
	shown      = 150 * time.Second
)

// drawDashboards draws every dashboard with the data of the running demo.
func (s stack) drawDashboards(t *testing.T) {
	if *screenshots != "" {
		for end := time.Now().Add(loadBefore); time.Now().Before(end); <-time.After(4 * time.Second) {
			s.askForScore(t)
		}
	}
	files, err := filepath.Glob("grafana/dashboards/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	pictures, now := map[string]render.Dashboard{}, time.Now()
	for _, file := range files {
		d, err := render.Parse([]byte(mustRead(t, file)))
		require.NoError(t, err)
		page, err := render.Page(t.Context(), http.DefaultClient, d, render.Options{Prometheus: s.prometheus, Network: ".*", End: now, Span: shown})
		require.NoError(t, err)
		require.Contains(t, string(page), "<polyline", file)
		require.Less(t, strings.Count(string(page), "No data"), 1+len(panelsWithoutData), file)
		html := filepath.Join(t.TempDir(), "dashboard-"+strings.TrimSuffix(filepath.Base(file), ".json")+".html")
		require.NoError(t, os.WriteFile(html, page, 0o600))
		pictures[html] = d
	}
	if *screenshots != "" {
		for html, d := range pictures {
			photograph(t, d, html, *screenshots)
		}
	}
}

// photograph has Chromium draw a page into a PNG file of a folder.
func photograph(t *testing.T, d render.Dashboard, html, folder string) {
	t.Helper()
	raw := html + ".png"
	mustRun(t, mustFind(t, "chromium", "chromium-browser", "google-chrome"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
		"--user-data-dir="+html+".profile", fmt.Sprintf("--window-size=%d,%d", render.Width, d.Height()), "--screenshot="+raw, "file://"+html)
	drawn, err := png.Decode(strings.NewReader(mustRead(t, raw)))
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(folder, 0o755))
	file, err := os.Create(filepath.Join(folder, strings.TrimSuffix(filepath.Base(html), ".html")+".png"))
	require.NoError(t, err)
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	require.NoError(t, encoder.Encode(file, fewColors(drawn)))
	require.NoError(t, file.Close())
}

// fewColors is a picture in its 256 most frequent colors, which takes a third of the space.
func fewColors(picture image.Image) *image.Paletted {
	bounds, counts := picture.Bounds(), map[color.Color]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[picture.At(x, y)]++
		}
	}
	palette := color.Palette(slices.SortedFunc(maps.Keys(counts), func(a, b color.Color) int { return cmp.Compare(counts[b], counts[a]) }))
	palette = palette[:min(len(palette), 256)]
	few, nearest := image.NewPaletted(bounds, palette), map[color.Color]uint8{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			at := picture.At(x, y)
			index, known := nearest[at]
			if !known {
				index = uint8(palette.Index(at))
				nearest[at] = index
			}
			few.SetColorIndex(x, y, index)
		}
	}
	return few
}
