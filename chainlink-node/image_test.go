package chainlinknode_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/types"
	"github.com/stretchr/testify/require"
)

// What goes into the image: one static program, not root, and no secret on the way.
func TestDockerfile_GivesAStaticProgramWithoutRoot(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../Dockerfile")
	require.NoError(t, err)
	dockerfile := string(raw)
	stages := regexp.MustCompile(`(?m)^FROM (\S+)`).FindAllStringSubmatch(dockerfile, -1)
	require.Len(t, stages, 2)
	require.Contains(t, stages[1][1], "distroless/static")
	require.Contains(t, dockerfile, "CGO_ENABLED=0 go build")
	require.Regexp(t, `(?m)^USER 65532:65532$`, dockerfile)
	module, err := os.ReadFile("../go.mod")
	require.NoError(t, err)
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(module))
	require.Contains(t, stages[0][1], "golang:"+version[1]+"-")
	for _, s := range everything(t).Services {
		for _, v := range s.Volumes {
			if s.Build != nil && v.Type == types.VolumeTypeVolume {
				require.Contains(t, dockerfile, "--chown=65532:65532 /out"+v.Target+" "+v.Target, "a volume on a path that is not the program's cannot be written")
			}
		}
	}
	ignored, err := os.ReadFile("../.dockerignore")
	require.NoError(t, err)
	require.Regexp(t, `(?m)^\*$`, string(ignored), "only what is named goes in")
	require.NotContains(t, string(ignored), "!secrets")
}

// Everything that `go build` embeds goes into the image's build.
func TestDockerfile_BuildsFromAllThatIsEmbedded(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../.dockerignore")
	require.NoError(t, err)
	var in, out []string
	for line := range strings.Lines(string(raw)) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "!"):
			in = append(in, line[1:])
		case line != "" && line != "*" && !strings.HasPrefix(line, "#"):
			out = append(out, strings.TrimPrefix(line, "**/"))
		}
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f",
		"{{if and .Module .Module.Main}}{{$d := .Dir}}{{range .GoFiles}}{{$d}}/{{.}}\n{{end}}{{range .EmbedFiles}}{{$d}}/{{.}}\n{{end}}{{end}}", ".")
	list.Dir = ".."
	files, err := list.Output()
	require.NoError(t, err)
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	n := 0
	for file := range strings.Lines(string(files)) {
		if file = strings.TrimSpace(file); file == "" {
			continue
		}
		path, err := filepath.Rel(root, file)
		require.NoError(t, err)
		require.True(t, slices.ContainsFunc(in, func(folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }),
			"%s is not in the build's context", path)
		for _, pattern := range out {
			base, err := filepath.Match(pattern, filepath.Base(path))
			require.NoError(t, err)
			require.False(t, base || strings.HasPrefix(path, pattern+"/") || strings.Contains(path, "/"+pattern+"/"), "%s is ignored by %s", path, pattern)
		}
		n++
	}
	require.Greater(t, n, 100)
}
