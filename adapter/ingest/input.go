package ingest

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// ErrNotGzip says that a file called .gz is not gzip.
var ErrNotGzip = errors.New("the name ends in .gz but the contents are not gzip; rename the file or fetch it again")

// ErrNoStdin says that "-" was given where there is no standard input.
var ErrNoStdin = errors.New("no standard input to read")

// stdin is what standard input is called as a path and as a file.
const (
	stdinPath = "-"
	stdinName = "stdin"
)

// dataSuffixes are what data files in folders are called; a file that is named on
// its own may be called anything.
var dataSuffixes = [...]string{".csv", ".csv.gz", ".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz"}

// input is one file to read.
type input struct {
	name     string    // full path with slashes, or "stdin"
	label    string    // what people are told: base name, path below the folder given, or "stdin"
	size     int64     // bytes as they lie on disk; 0 if not known
	modified time.Time // zero if not known
	open     func() (io.ReadCloser, error)
}

// inputs is what a list of paths comes to.
type inputs struct {
	files   []input
	total   int64 // bytes; -1 if standard input is among the files
	ignored int   // files in folders that are no data files by their name
}

// diskInputs finds the files of paths on disk, "-" being standard input.
func diskInputs(paths []string, stdin io.Reader) (inputs, error) {
	var all inputs
	for _, p := range paths {
		if p == stdinPath && stdin == nil {
			return inputs{}, fmt.Errorf("find %s: %w", p, ErrNoStdin)
		}
		if p == stdinPath {
			all.files = append(all.files, input{
				name: stdinName, label: stdinName, open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
			all.total = -1
			continue
		}
		full, err := filepath.Abs(p)
		if err != nil {
			return inputs{}, fmt.Errorf("find %s: %w", p, err)
		}
		root := os.DirFS(filepath.Dir(full))
		if err := all.walk(root, filepath.Base(full), filepath.ToSlash(filepath.Dir(full))); err != nil {
			return inputs{}, fmt.Errorf("find %s: %w", p, err)
		}
	}
	return all, nil
}

// fsInputs finds the files of paths in a file system.
func fsInputs(fsys fs.FS, paths []string) (inputs, error) {
	var all inputs
	for _, p := range paths {
		if err := all.walk(fsys, p, ""); err != nil {
			return inputs{}, fmt.Errorf("find %s: %w", p, err)
		}
	}
	return all, nil
}

// walk adds the file root of fsys, or all data files below it, in lexical order.
func (all *inputs) walk(fsys fs.FS, root, parent string) error {
	return fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && name != root
		switch {
		case entry.IsDir() && hidden:
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case name != root && (hidden || !isData(entry.Name())):
			all.ignored++
			return nil
		}
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return err
		}
		if info.IsDir() { // a link to a folder, inside a folder
			all.ignored++
			return nil
		}
		label := path.Base(name)
		if name != root {
			label = strings.TrimPrefix(name, root+"/")
		}
		all.files = append(all.files, input{
			name: path.Join(parent, name), label: label, size: info.Size(), modified: info.ModTime(),
			open: func() (io.ReadCloser, error) { return fsys.Open(name) },
		})
		if all.total >= 0 {
			all.total += info.Size()
		}
		return nil
	})
}

// isData reports whether a file in a folder is a data file by its name.
func isData(name string) bool {
	for _, suffix := range dataSuffixes {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return true
		}
	}
	return false
}

// content returns the plain contents of a file that may be gzip, which its first
// bytes tell. Returns ErrNotGzip if only its name says so.
func content(name string, in *bufio.Reader) (*bufio.Reader, error) {
	magic, err := in.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(magic) != "\x1f\x8b" {
		if strings.HasSuffix(strings.ToLower(name), ".gz") {
			return nil, ErrNotGzip
		}
		return in, nil
	}
	unzipped, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("gunzip: %w", err)
	}
	return bufio.NewReaderSize(unzipped, bufferSize), nil
}

// meter counts what is read of all inputs.
type meter struct {
	in     io.Reader
	done   *int64
	report func(done int64)
}

// Read reads and reports how much has been read of all inputs so far.
func (m meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	*m.done += int64(n)
	m.report(*m.done)
	return n, err
}
