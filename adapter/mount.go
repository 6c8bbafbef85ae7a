package adapter

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/link4health/link4health/adapter/openapi"
)

// Mount is a route of the adapter's port that another part answers, with answers of its own form.
type Mount struct {
	Name    string // of the route in log lines, and the label feed_id of its requests
	Method  string
	Path    string
	Handler http.Handler

	Operation *openapi.Operation // what the route does, for the description; nil leaves it out
}

// mount adds the routes of other parts. Each gets a correlation id, one log line and the metrics of every request.
func (s *Server) mount(engine *gin.Engine) error {
	for _, m := range s.deps.Mounts {
		if m.Path == s.cfg.BaseURL {
			return fmt.Errorf("BASE_URL is the path of the route %s: set another", m.Name)
		}
		engine.Handle(m.Method, m.Path, s.route(m.Name, s.mounted(m)))
	}
	return nil
}

// mounted lets a part answer a request by itself. If it panics before it has answered, the answer is the adapter's.
func (s *Server) mounted(m Mount) func(*gin.Context, *exchange) error {
	return func(c *gin.Context, x *exchange) error {
		x.endpoint, x.mounted = m.Name, true
		if x.correlation != "" {
			c.Writer.Header()[correlationHeader] = []string{x.correlation}
		}
		m.Handler.ServeHTTP(c.Writer, c.Request)
		x.status = c.Writer.Status()
		return nil
	}
}

// kindOf is EA v3's name of how an answer went that is not known better: a success, or a mounted part's.
func kindOf(status int) string {
	switch {
	case status < http.StatusBadRequest:
		return typeSuccess
	case status < http.StatusInternalServerError:
		return typeInput
	default:
		return typeAdapter
	}
}
