package adapter

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFromHere_AnswersThisMachineAlone(t *testing.T) {
	t.Parallel()
	handler := fromHere(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	for remote, want := range map[string]int{
		"127.0.0.1:5": 204, "127.9.9.9:5": 204, "[::1]:5": 204,
		"192.0.2.7:5": 403, "10.0.0.1:5": 403, "[2001:db8::1]:5": 403, "@": 403, "": 403, "localhost:5": 403,
	} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/", nil)
		request.RemoteAddr = remote
		request.Header.Set("X-Forwarded-For", "127.0.0.1")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		require.Equal(t, want, answer.Code, remote)
	}
}
