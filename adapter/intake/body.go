package intake

import (
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

// errUnpacked says that a body is larger, once unpacked, than is taken.
var errUnpacked = errors.New("body is too large once unpacked")

// openBody returns the body of a request, unpacked, of limit bytes at most, each of which may take a while but not for
// ever to come.
func (h *Handler) openBody(w http.ResponseWriter, r *http.Request, limit int64) (io.Reader, *failure) {
	if r.ContentLength > limit {
		return nil, tooLarge("the body is larger than is taken at once; send it in parts")
	}
	packed := &patient{body: http.MaxBytesReader(w, r.Body, limit), control: http.NewResponseController(w), idle: h.cfg.IdleTimeout}
	switch encoding := strings.ToLower(r.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
		return packed, nil
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(packed)
		if errors.Is(err, io.EOF) {
			err = gzip.ErrHeader
		}
		if err != nil {
			return nil, fromBody(err)
		}
		return &bounded{unpacked, limit}, nil
	default:
		return nil, unsupported("send the body as it is or with Content-Encoding: gzip")
	}
}

// patient reads a body and puts the connection's deadline off as long as bytes come.
type patient struct {
	body    io.Reader
	control *http.ResponseController
	idle    time.Duration
	moved   time.Time // when the deadline was put off
}

// Read reads the next bytes.
func (p *patient) Read(buffer []byte) (int, error) {
	if now := time.Now(); now.Sub(p.moved) > p.idle/4 {
		p.moved = now
		if err := p.control.SetReadDeadline(now.Add(p.idle)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return 0, err
		}
	}
	return p.body.Read(buffer)
}

// bounded reads at most left bytes and then fails.
type bounded struct {
	from io.Reader
	left int64
}

// Read reads the next bytes.
func (b *bounded) Read(buffer []byte) (int, error) {
	if b.left <= 0 {
		return 0, errUnpacked
	}
	n, err := b.from.Read(buffer[:min(int64(len(buffer)), b.left)])
	b.left -= int64(n)
	return n, err
}

// media returns the media type of a request's body; empty if it is not in UTF-8 or none is named.
func media(r *http.Request) string {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	switch strings.ToLower(parameters["charset"]) {
	case "", "utf-8", "utf8", "us-ascii":
		return media
	default:
		return ""
	}
}
