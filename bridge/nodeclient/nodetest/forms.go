package nodetest

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

//go:embed recordings
var recordings embed.FS

// form is the shape of a call: what two calls have in common that differ in ids and values only.
type form struct {
	method, path string // ids replaced by :ID, :UUID and :name
	query        string // names of the parameters, sorted
	body         string // names of the members, sorted
	login        bool   // whether a session cookie was sent
}

func (f form) String() string {
	return fmt.Sprintf("%s %s, parameters [%s], body [%s], session cookie %t", f.method, f.path, f.query, f.body, f.login)
}

var (
	uuidSegment   = regexp.MustCompile(`/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/|$)`)
	numberSegment = regexp.MustCompile(`/[0-9]+(/|$)`)
	bridgeSegment = regexp.MustCompile(`^(/v2/bridge_types)/[^/]+$`)
)

// pattern replaces the ids in a path.
func pattern(path string) string {
	path = bridgeSegment.ReplaceAllString(path, "$1/:name")
	path = uuidSegment.ReplaceAllString(path, "/:UUID$2")
	return numberSegment.ReplaceAllString(path, "/:ID$1")
}

func formOf(method string, u *url.URL, body []byte, login bool) form {
	f := form{method: method, path: pattern(u.Path), login: login}
	f.query = strings.Join(slices.Sorted(maps.Keys(u.Query())), ",")
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) == nil {
		f.body = strings.Join(slices.Sorted(maps.Keys(members)), ",")
	}
	return f
}

// exchange is one recorded call and its answer.
type exchange struct {
	form   form
	status int
	header http.Header
	body   []byte
}

// readExchange reads a recording by its name.
func readExchange(name string) (exchange, error) {
	raw, err := recordings.ReadFile("recordings/" + name + ".http")
	if err != nil {
		return exchange{}, err
	}
	_, raw, _ = bytes.Cut(raw, []byte("### REQUEST\n"))
	asked, answered, ok := bytes.Cut(raw, []byte("### RESPONSE\n"))
	if !ok {
		return exchange{}, fmt.Errorf("recording %s has no response", name)
	}
	head, body := split(asked)
	request, err := http.ReadRequest(bufio.NewReader(strings.NewReader(head)))
	if err != nil {
		return exchange{}, fmt.Errorf("recording %s: %w", name, err)
	}
	e := exchange{form: formOf(request.Method, request.URL, body, request.Header.Get("Cookie") != "")}
	head, e.body = split(answered)
	response, err := http.ReadResponse(bufio.NewReader(strings.NewReader(head)), nil)
	if err != nil {
		return exchange{}, fmt.Errorf("recording %s: %w", name, err)
	}
	e.status, e.header = response.StatusCode, response.Header
	for _, framing := range []string{"Connection", "Content-Length", "Date", "Set-Cookie"} {
		e.header.Del(framing)
	}
	return e, nil
}

// split parts head and body of a recorded message.
func split(message []byte) (head string, body []byte) {
	text := strings.ReplaceAll(string(message), "\r\n", "\n")
	head, rest, _ := strings.Cut(text, "\n\n")
	return head + "\n\n", []byte(strings.TrimSpace(rest))
}

// counted matches a route that the recorded node counted.
var counted = regexp.MustCompile(`^service_gonic_requests_total\{code="2\d\d",.*method="([A-Z]+)",path="([^"]+)"\}`)

// forms are all calls that were recorded.
func forms() (map[form]bool, error) {
	known := map[form]bool{
		{method: "GET", path: "/metrics"}: true, // recorded as metrics.prom
	}
	names, err := fs.Glob(recordings, "recordings/*.http")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		e, err := readExchange(strings.TrimSuffix(strings.TrimPrefix(name, "recordings/"), ".http"))
		if err != nil {
			return nil, err
		}
		known[e.form] = true
		var document struct{ Links struct{ Next string } }
		if json.Unmarshal(e.body, &document) == nil && document.Links.Next != "" { // a page that the node offers
			next, err := url.Parse(document.Links.Next)
			if err != nil {
				return nil, err
			}
			known[formOf(e.form.method, next, nil, e.form.login)] = true
		}
	}
	return known, addCounted(known)
}

// addCounted adds the routes without a body that only the recorded node's own counters tell of.
func addCounted(known map[form]bool) error {
	metrics, err := recordings.Open("recordings/metrics.prom")
	if err != nil {
		return err
	}
	defer metrics.Close()
	raw, err := io.ReadAll(metrics)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(raw)) {
		if m := counted.FindStringSubmatch(line); m != nil && (m[1] == http.MethodGet || m[1] == http.MethodDelete) {
			known[form{method: m[1], path: m[2], login: strings.HasPrefix(m[2], "/v2/")}] = true
		}
	}
	return nil
}
