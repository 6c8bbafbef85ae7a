package push

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/ethereum/go-ethereum/common"

	"github.com/link4health/link4health/bridge"
)

// ErrAdapter says that the adapter has no score to tell.
var ErrAdapter = errors.New("the adapter tells no score")

// Adapter asks an external adapter, as the operator who has its token.
type Adapter struct {
	URL, Token string
	HTTP       *http.Client
}

// Score returns a subject's present score, in basis points. Errors name the adapter's status and never a value.
func (a *Adapter) Score(ctx context.Context, subject common.Address) (uint16, error) {
	body, err := json.Marshal(map[string]any{"id": "push", "data": map[string]string{"endpoint": "score", "subject": subject.Hex()}})
	if err != nil {
		return 0, fmt.Errorf("ask the adapter: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, a.URL, bytes.NewReader(body))
	if err != nil {
		return 0, fmt.Errorf("ask the adapter: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+a.Token)
	answer, err := a.HTTP.Do(request)
	if err != nil {
		return 0, fmt.Errorf("ask the adapter: %w", err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(io.LimitReader(answer.Body, bridge.MaxAnswerBytes))
	if err != nil {
		return 0, fmt.Errorf("read the adapter's answer: %w", err)
	}
	var told struct {
		Data struct{ Score *uint16 }
	}
	if answer.StatusCode != http.StatusOK || json.Unmarshal(content, &told) != nil || told.Data.Score == nil {
		return 0, fmt.Errorf("%w: HTTP %d", ErrAdapter, answer.StatusCode)
	}
	return *told.Data.Score, nil
}
