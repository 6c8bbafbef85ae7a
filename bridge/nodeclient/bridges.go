package nodeclient

import (
	"context"
	"net/http"
	"net/url"
)

// Bridge is one bridge of a node, without its tokens: a bridge task never sends them.
type Bridge struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	// Confirmations and MinimumContractPayment (juels, "" if not given) are kept by the node and have no effect.
	Confirmations          uint32 `json:"confirmations"`
	MinimumContractPayment string `json:"minimumContractPayment"`
}

// resource is one element of a JSON:API document.
type resource[T any] struct {
	ID         string `json:"id"`
	Attributes T      `json:"attributes"`
}

// page is a JSON:API document with a list.
type page[T any] struct {
	Data  []resource[T] `json:"data"`
	Links struct {
		Next string `json:"next"`
	} `json:"links"`
}

// single is a JSON:API document with one element.
type single[T any] struct {
	Data resource[T] `json:"data"`
}

// maxPages bounds how far the links of a list are followed.
const maxPages = 1000

// list reads all pages of a list.
func list[T any](ctx context.Context, c *Client, path string) ([]resource[T], error) {
	var all []resource[T]
	for range maxPages {
		var p page[T]
		if err := c.get(ctx, path, &p); err != nil {
			return nil, err
		}
		all = append(all, p.Data...)
		if p.Links.Next == "" {
			break
		}
		path = p.Links.Next
	}
	return all, nil
}

// Bridges lists the node's bridges.
func (c *Client) Bridges(ctx context.Context) ([]Bridge, error) {
	found, err := list[Bridge](ctx, c, "/v2/bridge_types")
	if err != nil {
		return nil, err
	}
	bridges := make([]Bridge, len(found))
	for i, r := range found {
		bridges[i] = r.Attributes
	}
	return bridges, nil
}

// bridgeBody is what creates or updates a bridge.
type bridgeBody struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// CreateBridge makes a bridge. Returns ErrDuplicate if its name is taken and ErrInvalid if the node does not take it.
func (c *Client) CreateBridge(ctx context.Context, name, to string) error {
	_, err := c.do(ctx, call{method: http.MethodPost, path: "/v2/bridge_types", login: true, body: bridgeBody{name, to}})
	return err
}

// UpdateBridge gives a bridge another URL, and resets its confirmations and payment, which have no effect.
func (c *Client) UpdateBridge(ctx context.Context, name, to string) error {
	_, err := c.do(ctx, call{method: http.MethodPatch, path: "/v2/bridge_types/" + url.PathEscape(name), login: true,
		body: bridgeBody{name, to}})
	return err
}
